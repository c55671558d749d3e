"""A person in front of a browser that keeps its cookies and does not know which node answers."""

from dataclasses import dataclass
from typing import Any

import requests

from alliance.foundation.kernel.ids import hash_secret, new_secret
from alliance.foundation.web.portal import Portal
from tests.factories import Make, Someone
from tests.screenless import Page


@dataclass(frozen=True)
class _Answer:
    """What a page is read from."""

    status_code: int
    text: str

    def get_data(self, *, as_text: bool) -> str:
        assert as_text
        return self.text


class Visitor:
    def __init__(self) -> None:
        self.session = requests.Session()
        self.session.trust_env = False

    def recognised(self, portal: Portal, person: Someone) -> "Visitor":
        """Signed in already, by a cookie that only the key of the portal makes."""
        token = new_secret()
        Make(portal).device(person, hash_secret(token))
        signing = portal.session_interface.get_signing_serializer(portal)
        self.hold(signing.dumps({"_user_id": token, "seen": 2_000_000_000_000}))
        return self

    @property
    def cookie(self) -> str:
        """That of the session: it is the same for both nodes, as behind one name."""
        return str(self.session.cookies["portal"])

    def hold(self, cookie: str) -> None:
        self.session.cookies.set("portal", cookie, domain="127.0.0.1", path="/")

    def get(self, address: str) -> requests.Response:
        return self.session.get(address, allow_redirects=False, timeout=60)

    def form(self, address: str, action: str) -> dict[str, Any]:
        """What the form of a page would send if nothing were typed."""
        answer = self.get(address)
        assert answer.status_code == 200, answer.text[:2000]
        return Page(_Answer(answer.status_code, answer.text)).form(action).values  # type: ignore[arg-type]

    def post(self, address: str, data: dict[str, Any], files: Any = None) -> requests.Response:
        return self.session.post(address, data, files=files, allow_redirects=False, timeout=60)

    def sign_in(self, node: str, email: str, password: str) -> requests.Response:
        page = f"{node}/people/sign-in"
        return self.post(page, self.form(page, "/people/sign-in") | {"email": email, "password": password})
