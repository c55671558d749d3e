"""What waits for somebody, as the desk shows it; and what an act will touch, as its page says before."""

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


@dataclass(frozen=True, slots=True)
class Touch:
    """What an act will reach beyond the thing itself. `words`: a msgid that tells it, with %(count)d in it."""

    words: str
    count: int
