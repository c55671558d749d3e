"""A disk without room for attached files: refused in words, nothing half there, and later it goes on."""

import resource
from contextlib import contextmanager
from io import BytesIO

import pytest
from sqlalchemy import func, select

from alliance.files.keeping import Keeping
from alliance.files.model import StoredFile
from alliance.files.store import LocalStore
from alliance.foundation.kernel.actor import Role
from alliance.journal import queries as journal
from tests.files.sound import jpg

LONGEST = 100


class Narrow(LocalStore):
    """The system itself lets no file of this process become longer than LONGEST bytes while one is put."""

    def put_as(self, name, content):
        with _limited():
            super().put_as(name, content)


@contextmanager
def _limited():
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LONGEST, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def teller(browser, make, monkeypatch, tmp_path):
    monkeypatch.setattr(Keeping, "store", LocalStore(tmp_path / "files"))
    return browser(make.person(Role.STAFF, organisation=make.organisation()))


def attach(teller, case):
    sent = {"csrf_token": teller.csrf_token(), "files": [(BytesIO(jpg()), "photo.jpg")]}
    return teller.client.post(f"{case}/files", data=sent, headers={"Host": "localhost"})


def test_a_file_without_room_is_refused_in_words_and_leaves_nothing(teller, make, monkeypatch, tmp_path):
    case = teller.post("cases.begin").headers["Location"].removesuffix("/edit")
    assert attach(teller, case).status_code == 303
    roomy = Keeping.store
    monkeypatch.setattr(Keeping, "store", Narrow(roomy.folder))
    answer = attach(teller, case)
    assert answer.status_code == 507
    assert "存储空间不足" in answer.get_data(as_text=True)
    lying = [path for path in roomy.folder.rglob("*") if path.is_file()]
    assert len(lying) == 2, "the original and the shared copy of the first file, and nothing half"
    assert "photo.jpg" in teller.get(f"{case}/files").text
    monkeypatch.setattr(Keeping, "store", roomy)
    assert attach(teller, case).status_code == 303
    with make.work() as work:
        assert work.session.scalar(select(func.count()).select_from(StoredFile)) == 2
        assert journal.verify(work.session).altered is None
