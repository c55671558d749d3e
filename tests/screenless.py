"""A browser without a screen: it names endpoints, checks every page it is shown, and counts the queries behind it."""

from html.parser import HTMLParser
from typing import Any, Self

from flask import url_for
from sqlalchemy import event
from werkzeug.test import TestResponse

from alliance.foundation.kernel.ids import hash_secret, new_secret
from alliance.foundation.web import listing
from alliance.foundation.web.portal import Portal

from .factories import Make, Someone

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Form:
    """A form as it stands on a page: where it goes, and what it would send if nothing were typed."""

    def __init__(self, action: str, method: str) -> None:
        self.action, self.method = action, method
        self.values: dict[str, Any] = {}


class Page(HTMLParser):
    """What a page says, and the forms on it; raises AssertionError where it breaks a rule that holds for every page."""

    def __init__(self, response: TestResponse) -> None:
        super().__init__()
        self.response, self.status = response, response.status_code
        self.title, self.headings, self.words = "", [], []
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._open: list[str] = []
        self._select: str | None = None
        self._block: str | None = None
        self.html = response.get_data(as_text=True)
        self.feed(self.html)
        self.text = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        unsafe = [name for name in values if name == "style" or name.startswith("on")]
        assert not unsafe, f"<{tag}> carries {unsafe}: the content policy forbids it"
        if tag not in VOID:
            self._open.append(tag)
        if tag == "h1":
            self.headings.append("")
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag == "form":
            self.forms.append(Form(values.get("action", ""), values.get("method", "get")))
        if self.forms and "form" in self._open:
            self._take_field(tag, values)

    def _take_field(self, tag: str, values: dict[str, str]) -> None:
        name, fields = values.get("name", ""), self.forms[-1].values
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in values or self._select not in fields):
            fields[self._select] = values.get("value", "")
        elif tag == "textarea":
            fields[name], self._block = "", name
        elif tag == "input" and name:
            kind = values.get("type", "text")
            if kind in {"checkbox", "radio"}:
                if "checked" in values:
                    fields.setdefault(name, []).append(values.get("value", "y"))
            elif kind not in {"submit", "file"}:
                fields[name] = values.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = None
        if tag == "textarea":
            self._block = None
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        inside = self._open[-1] if self._open else ""
        if inside in {"script", "style"}:
            assert not data.strip(), "inline script or style: the content policy forbids it"
            return
        if inside == "title":
            self.title += data
        elif "h1" in self._open:
            self.headings[-1] += data
        if self._block and self.forms:
            self.forms[-1].values[self._block] += data.removeprefix("\r\n").removeprefix("\n")
        self.words.append(data)

    def check(self) -> Self:
        """What holds for every page: one h1, a title that begins with it, a main landmark, a language."""
        assert len(self.headings) == 1, f"{len(self.headings)} <h1> on {self.response.request.path}"
        heading = " ".join(self.headings[0].split())
        title = " ".join(self.title.split()).removeprefix("错误：").removeprefix("Error:").strip()
        assert title.startswith(heading), f"the title {title!r} does not begin with {heading!r}"
        assert "<main" in self.html
        assert '<html lang="' in self.html
        return self

    def form(self, action: str) -> Form:
        """The form whose address ends with `action`."""
        return next(form for form in self.forms if form.action.endswith(action))


class Browser:
    """One visitor. Pages come back as `Page`, checked; anything else as the plain response."""

    def __init__(self, portal: Portal, person: Someone | None = None) -> None:
        self.portal, self.client = portal, portal.test_client()
        self.queries = 0
        if person is not None:
            self._sign_in(person)

    def _sign_in(self, person: Someone) -> None:
        token = new_secret()
        Make(self.portal).device(person, hash_secret(token))
        with self.client.session_transaction() as cookie:
            cookie["_user_id"], cookie["seen"] = token, 2_000_000_000_000

    def address(self, endpoint: str, **values: Any) -> str:
        if endpoint.startswith("/"):
            return endpoint
        with self.portal.test_request_context():
            return url_for(endpoint, **values)

    def get(self, endpoint: str, *, status: int = 200, queries: int | None = None, **values: Any) -> Page:
        with Counted(self.portal) as counted:
            response = self.client.get(self.address(endpoint, **values), headers={"Host": "localhost"})
        self.queries = counted.statements
        assert response.status_code == status, f"{response.status_code}: {response.get_data(as_text=True)[:3000]}"
        if queries is not None:
            assert counted.statements <= queries, f"{counted.statements} queries: {counted.texts}"
        return self._page(response)

    def post(
        self, endpoint: str, data: dict[str, Any] | None = None, *, status: int = 303, **values: Any
    ) -> Page | TestResponse:
        """Post a form with a valid CSRF token; the answer, which is a page where it is not a redirect."""
        sent = {"csrf_token": self.csrf_token(), **(data or {})}
        response = self.client.post(self.address(endpoint, **values), data=sent, headers={"Host": "localhost"})
        assert response.status_code == status, f"{response.status_code}: {response.get_data(as_text=True)[:3000]}"
        return self._page(response) if response.mimetype == "text/html" and status != 303 else response

    def follow(self, response: TestResponse) -> Page:
        """Go where a redirect points."""
        return self.get(str(response.headers["Location"]))

    def mark(self, endpoint: str, *key: Any) -> str:
        """Where the list goes on behind this key, as its page would write it: what the list itself makes of the key."""
        with self.portal.test_request_context():
            return listing.mark(endpoint, "after", key)

    def csrf_token(self) -> str:
        sign_in = self.client.get("/people/sign-in", headers={"Host": "localhost"})
        return str(Page(sign_in).forms[0].values["csrf_token"])

    def _page(self, response: TestResponse) -> Page:
        if response.mimetype != "text/html" or response.status_code == 303:
            return response  # type: ignore[return-value]
        return Page(response).check()


class Counted:
    """The SQL statements of a block, without those that begin or end a transaction."""

    def __init__(self, portal: Portal) -> None:
        self._engine = portal.database
        self.texts: list[str] = []

    def _note(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "PRAGMA", "SAVEPOINT", "RELEASE")):
            self.texts.append(statement)

    def __enter__(self) -> Self:
        event.listen(self._engine, "before_cursor_execute", self._note)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(self._engine, "before_cursor_execute", self._note)

    @property
    def statements(self) -> int:
        return len(self.texts)
