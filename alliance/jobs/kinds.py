"""What kinds of jobs there are. Each feature says of its own long work what it is, who may do it, and how it is done.

A job is done in two parts. `prepare` takes its time: it reads in short transactions, makes what is to be made, tells
how far it is, and changes nothing. `settle` is one transaction, in which the job is done too: what it does is there
when the job is done, and only then. What must be done in whole has no `prepare`.

What would hold everybody up as one transaction acts in `prepare` already, a few things at a time: there all that was
done stays, whatever ends the job, and the next attempt finds it done.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol

from ..files.model import FileKind
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..policy.can import Can

Params = Mapping[str, Any]


class Run(Protocol):
    """A job under way, as `prepare` sees it."""

    @property
    def params(self) -> Params: ...

    def reading(self) -> AbstractContextManager[Work]:
        """A short transaction that reads, as its owner, whose rights are asked anew."""

    def acting(self, done: int) -> AbstractContextManager[Work]:
        """A short transaction that acts, likewise, and tells with what it did that so many are done. Ends the work,
        and undoes this part of it, where the job was cancelled meanwhile."""

    def told(self, done: int) -> None:
        """So many are done. Ends the work where the job was cancelled meanwhile."""


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file that was made. `name`: with its ending."""

    name: str
    kind: FileKind
    content: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: how many, and a file or the page that shows it. `holds`: see `Kind.still`."""

    count: int
    file: MadeFile | None = None
    path: str = ""
    holds: Params = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """What `settle` is given: the thing that it is about, the params, and what was prepared."""

    thing: Any
    params: Params
    prepared: Any


NOTHING = N_("Nothing of it was kept.")


def nothing(_run: Run) -> None:
    """What is done in whole prepares nothing."""


def always(_work: Work, _holds: Params) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """`label`: a msgid, what is made or done. `endpoint`: the page it is asked from, whose filters are there again
    while it is done. `can`, `subject`, `sees`: as at the door of that page, asked again when its turn comes. `still`:
    whether its owner may still read all that the file holds. `stays`: a msgid that says what of it stays done where it
    does not come to its end; all else leaves nothing behind."""

    name: str
    label: str
    can: Can
    settle: Callable[[Work, Asked], Outcome]
    prepare: Callable[[Run], Any] = nothing
    stays: str = NOTHING
    endpoint: str = ""
    subject: Callable[[Work, Params], Any] | None = None
    sees: Can | None = None
    still: Callable[[Work, Params], bool] = always


class Kinds:
    """Every kind by its name; set up before the first page."""

    known: Mapping[str, Kind] = {}
