"""Who goes ahead of Chromium: asks for a page without drawing it, ten times as quickly, and says what there is."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from werkzeug.exceptions import HTTPException

from alliance.foundation.web.portal import Portal
from tests.screenless import Browser, Page

OWN = {"Host": "localhost"}
BESIDE = re.compile(
    r'<input type="hidden"[^>]*>|<header class="masthead">.*?</header>|<footer class="colophon">.*</footer>', re.DOTALL
)
"""Keys, and the frame that is the same on every page of one reader."""


@dataclass(frozen=True, slots=True)
class Sight:
    """`says`: what stands on the page, without keys and the frame; empty where it is no page. `ways`: its own links."""

    status: int
    says: str = ""
    ways: tuple[str, ...] = ()


def kind_of(portal: Portal, path: str) -> object:
    """The page without the thing that it shows: its endpoint, and whether anything is asked of it."""
    parts = urlsplit(path)
    try:
        endpoint, _values = portal.url_map.bind("127.0.0.1").match(parts.path)
    except HTTPException:
        return path
    return endpoint, bool(parts.query)


class Scout:
    def __init__(self, portal: Portal) -> None:
        self.portal, self._browser = portal, Browser(portal)

    def sign_in(self, email: str, password: str) -> None:
        self._browser.post("people.sign_in", {"email": email, "password": password})

    def carry(self, name: str, value: str) -> None:
        self._browser.client.set_cookie(name, value, domain="localhost")

    def begin_application(self) -> None:
        self._browser.post("applications.begin")

    def look_at(self, path: str) -> Sight:
        answer = self._browser.client.get(path, headers=OWN, follow_redirects=True)
        if answer.mimetype != "text/html":
            return Sight(answer.status_code)
        page, here = Page(answer), answer.request.path
        ways = [urljoin(here, link.split("#")[0]) for link in page.links if link.split("#")[0]]
        own = [way for way in ways if not urlsplit(way).netloc]
        return Sight(answer.status_code, BESIDE.sub("", page.html), tuple(own))
