"""The door through which words come that are not sealed: only their masked form is kept."""

from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_
from .finding import masked
from .pasted import as_kept

TOO_LONG = N_("With what is personal in it masked, this is longer than %(most)d characters. Shorten it a little.")


def masked_within(field: str, text: str, longest: int) -> str:
    """`text` masked, for words and reasons, without the tags with which it was pasted. A mask may be longer than what
    it hides: Invalid where it then no longer fits."""
    safe = masked(as_kept(text))
    if len(safe) > longest:
        raise Invalid(field, TOO_LONG, most=longest)
    return safe
