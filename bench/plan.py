"""Which pages are measured: those that each role opens all day, and the acts that it does most."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

from .plan_pages import pages_of
from .visitor import Answer, Visitor

MEMBER = r"/directory/[0-9a-f-]{36}"
APPLICATION = r"/applications/[0-9a-f-]{36}"
SHEET = r"/sheets/[0-9a-f-]{36}"
CASE = r"/cases/[0-9a-f-]{36}"
EDITION = rf"{CASE}/(?:members|public)"
PLAQUE = r"/plaques/[A-Z0-9-]+/record"
INITIALS = "/directory/?q=jyh"
CHINESE = "/directory/?q=%E5%8D%95%E4%BD%8D"
CROSSED = "/directory/?alliance=police_bank&matrix=publicity_matrix"
DISTRICT = "/directory/?district=140106"
Made = Callable[[], dict[str, str]]


@dataclass(frozen=True)
class Request:
    """One line of the report. `kind` names its goal; `form` makes what is posted, anew each time."""

    name: str
    kind: str
    path: str
    form: Made | None = field(default=None)
    status: int = 200


Tour = Callable[[Visitor], Iterator[Request]]


def nobody(visitor: Visitor) -> Iterator[Request]:
    listing = visitor.get("/directory/")
    yield Request("front page with the board", "desk", "/")
    yield Request("directory, first 50 rows", "list", "/directory/")
    yield Request("directory, a later page", "list", _later(visitor, listing))
    yield Request("directory, pinyin initials", "list", INITIALS)
    yield Request("directory, a frequent Chinese word", "search", CHINESE)
    yield Request("directory, alliance and matrix", "list", CROSSED)
    yield Request("directory, one district", "list", DISTRICT)
    yield Request("a member's page", "item", listing.link(MEMBER))
    yield Request("an alliance with its members", "list", "/matrix/alliances/police_bank")
    yield Request("a matrix with its members", "list", "/matrix/matrices/publicity_matrix")
    yield Request("roster, version 2 (up to 300 rows)", "", "/rosters/2")
    yield Request("roster, what differs from version 2", "list", "/rosters/difference?older=2&newer=3")
    yield Request("plaque check, its answer", "item", "/plaques/FZLM-2022-0001")
    yield Request("cases open to all", "list", "/cases/")
    yield Request("a public edition", "item", visitor.get("/cases/").link(EDITION))
    yield Request("sign-in form", "form", "/people/sign-in")
    begin = visitor.get("/applications/begin").form("/applications/begin")
    assert visitor.ask("POST", "/applications/begin", begin).status == 303
    yield Request("apply: about the organisation", "form", "/applications/own/organisation")
    preference = visitor.get("/").form("/preferences") | {"care": "0"}
    yield Request("preferences kept", "write", "/preferences", lambda: preference, 303)


def bank(visitor: Visitor) -> Iterator[Request]:
    desk = visitor.get("/desk")
    own = desk.link(MEMBER)
    organisation = own.rpartition("/")[2]
    keep, confirm = f"/organisations/{organisation}/keep", f"/organisations/{organisation}/confirm"
    yield Request("front page with the board", "desk", "/")
    yield Request("desk", "desk", "/desk")
    yield Request("directory, first 50 rows", "list", "/directory/")
    yield Request("own page with contacts", "item", own)
    yield Request("our people", "list", f"/people/staff/{organisation}")
    yield Request("keep form", "form", keep)
    yield Request("cases shared with us", "list", "/cases/")
    yield Request("a members' edition", "item", visitor.get("/cases/").link(rf"{CASE}/members"))
    yield Request("our cases", "list", "/cases/own")
    begun = visitor.ask("POST", "/cases/own", visitor.get("/cases/own").form("/cases/own"))
    case = begun.headers["location"]
    yield Request("form of a case", "form", case)
    told = visitor.get(case).form("/edit") | {"title": "屏幕共享", "story": "对方让客户打开屏幕共享。"}
    yield Request("a case kept", "write", case, kept_again(told), 303)
    token = {"csrf_token": visitor.get(keep).form("/keep")["csrf_token"]}
    yield Request("contacts confirmed", "write", confirm, lambda: token, 303)
    yield Request("own page kept", "write", keep, kept_again(visitor.get(keep).form("/keep")), 303)


def kept_again(form: dict[str, str]) -> Made:
    """The form as the next page would hold it: each time that it is kept, the version goes on by one."""
    versions = count(int(form["version"]))
    return lambda: form | {"version": str(next(versions))}


def officer(visitor: Visitor) -> Iterator[Request]:
    listing = visitor.get("/directory/")
    member = listing.link(MEMBER)
    yield Request("desk", "desk", "/desk")
    yield Request("directory, first 50 rows", "list", "/directory/")
    yield Request("directory, alliance and matrix", "list", CROSSED)
    yield Request("a member's page", "item", member)
    yield Request("seats of a member", "item", f"/matrix/seats/{member.rpartition('/')[2]}")
    yield Request("queue of applications", "list", "/applications/")
    yield Request("an application", "item", visitor.get("/applications/").link(APPLICATION))
    yield Request("cases handed in", "list", "/cases/queue")
    handed_in = visitor.get("/cases/queue").link(CASE)
    yield Request("a case as written", "item", handed_in)
    yield Request("form of a members' edition", "form", f"{handed_in}/prepare/members")
    yield Request("plaques, first 50 rows", "list", "/plaques/")
    yield Request("record of a plaque", "item", visitor.get("/plaques/").link(PLAQUE))
    yield Request("roster sheet, its preview", "list", visitor.get("/sheets/").link(SHEET))


def center(visitor: Visitor) -> Iterator[Request]:
    yield Request("desk", "desk", "/desk")
    yield Request("people, first page", "list", "/people/")
    yield Request("journal, first page", "list", "/journal/")


def desk_only(_visitor: Visitor) -> Iterator[Request]:
    yield Request("desk", "desk", "/desk")


FIRST: dict[str, Tour] = {
    "nobody": nobody,
    "bank": bank,
    "officer": officer,
    "center": center,
    "district": desk_only,
    "inspector": desk_only,
    "volunteer": desk_only,
}


def tour(role: str, visitor: Visitor) -> Iterator[Request]:
    """Every main page of the role, and the acts that it does most."""
    yield from FIRST[role](visitor)
    for page, path in pages_of(role, visitor):
        yield Request(page.name, page.kind, path)


def _later(visitor: Visitor, listing: Answer) -> str:
    """The address of the second page of the directory, or the first where there is only one."""
    return listing.link(r"/directory/\?after=[^\"]+")
