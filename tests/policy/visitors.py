"""Visitors of whom the portal keeps nothing, and what they are answered."""

import zipfile
from io import BytesIO


class Visitor:
    """Somebody at the doors, whose cookie never changes: each request is the first after what the browser did."""

    def __init__(self, browser):
        self.token = browser.csrf_token()
        self._cookie = f"portal={browser.client.get_cookie('portal').value}"
        self._client = browser.portal.test_client(use_cookies=False)

    def ask(self, method, path, data=None):
        headers = {"Host": "localhost", "Cookie": self._cookie}
        sent = {"csrf_token": self.token, **(data or {})} if method == "POST" else None
        with self._client.open(path, method=method, headers=headers, data=sent) as answer:
            answer.get_data()
            return answer


def words_of(answer):
    """Everything that an answer says: a page as it is, a workbook unpacked, and the headers. Of a feed the lines are
    unfolded, and its signs are written as a page would write them: nothing in it is alive."""
    body = answer.get_data()
    if answer.mimetype == "text/calendar":
        body = body.replace(b"\r\n ", b"").replace(b"<", b"&lt;")
    if body.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(body)) as book:
            body = b"".join(book.read(name) for name in book.namelist())
    return body.decode("utf-8", "replace") + str(answer.headers)
