"""Who may see whose attendance: as with the shifts. Names stand before whoever keeps the event, and oneself.

`kept` and `own` say in SQL what `Can.KEEP_EVENT` and `Can.KEEP_OWN_HOURS` say of one shift and one sign-up; a test
holds them together.
"""

from ..shifts.visibility import kept, own

__all__ = ["kept", "own"]
