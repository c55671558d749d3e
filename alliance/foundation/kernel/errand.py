"""Something that waits for one person, as the desk shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Errand:
    """`words` and `why` are msgids, filled by `params`; `endpoint` with `address` is the page that settles it.

    `count`: how many such things wait behind the one link. `due`: the day it should be done by. `tone`: see status.
    """

    words: str
    why: str
    endpoint: str
    address: Mapping[str, object] = field(default_factory=dict)
    params: Mapping[str, object] = field(default_factory=dict)
    due: date | None = None
    count: int | None = None
    tone: str = "blue"
