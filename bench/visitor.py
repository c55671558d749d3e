"""One browser over plain HTTP, with its cookies, that reads forms and links off the pages."""

import html
import http.client
import re
import urllib.parse
from dataclasses import dataclass
from typing import Any

PASSWORD = "zhong-zhi-cheng-cheng-2022"
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
FIELD = re.compile(r"<(input|textarea|select)\b([^>]*)>(.*?)(?=<(?:input|textarea|select|/form)\b|\Z)", re.DOTALL)
ATTRIBUTE = re.compile(r'([a-z-]+)(?:="([^"]*)")?')
CHOSEN = re.compile(r'<option selected value="([^"]*)"')


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()

    def link(self, pattern: str) -> str:
        """The first address on the page that fits `pattern` wholly."""
        found = re.search(rf'(?:href|src)="({pattern})"', self.text)
        assert found, f"no link {pattern}"
        return html.unescape(found[1])

    def form(self, action: str) -> dict[str, str]:
        """What the form whose address ends with `action` would send if nothing were typed."""
        for attributes, inside in FORM.findall(self.text):
            if dict(ATTRIBUTE.findall(attributes)).get("action", "").endswith(action):
                return dict(_fields(inside))
        raise AssertionError(f"no form to {action}")


def _fields(inside: str) -> list[tuple[str, str]]:
    found = []
    for tag, attributes, rest in FIELD.findall(inside):
        values = {name: html.unescape(value) for name, value in ATTRIBUTE.findall(attributes)}
        chosen = CHOSEN.search(rest)
        value = values.get("value", "") if tag == "input" else chosen[1] if chosen else rest.split("<")[0].strip()
        if "name" in values and values.get("type") not in {"checkbox", "radio", "file", "submit"}:
            found.append((values["name"], html.unescape(value)))
    return found


class Visitor:
    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def send(self, method: str, path: str, form: dict[str, str] | None = None, **headers: str) -> None:
        """Ask, and do not wait for an answer."""
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} | headers
        body = urllib.parse.urlencode(form) if form is not None else None
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, sent)

    def ask(self, method: str, path: str, form: dict[str, str] | None = None, **headers: str) -> Answer:
        self.send(method, path, form, **headers)
        answer = self.connection.getresponse()
        content = answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, content)

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def sign_in(self, email: str, password: str = PASSWORD) -> None:
        form = self.get("/people/sign-in").form("/people/sign-in") | {"email": email, "password": password}
        answer = self.ask("POST", "/people/sign-in", form)
        assert answer.status == 303, f"{email} could not sign in: {answer.status}"


class Inside(Visitor):
    """The same within the portal's own process, by a test client of Flask; `client` is signed in already."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.cookies = {}

    def ask(self, method: str, path: str, form: dict[str, str] | None = None, **headers: str) -> Answer:
        answer = self.client.open(path, method=method, data=form, headers=headers)
        return Answer(answer.status_code, {name.lower(): value for name, value in answer.headers}, answer.data)
