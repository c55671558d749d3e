"""A store of its own for every test, and a small feature that files are attached to."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import obstore
import pytest
from flask import Blueprint, current_app, g
from sqlalchemy import Select, select

from alliance import create_app
from alliance.config import read_settings
from alliance.files import commands, handing_out, keeping, queries
from alliance.files.field import FilesField
from alliance.files.keeping import Keeping
from alliance.files.model import FileKind, StoredFile
from alliance.files.receiving import takes_files
from alliance.files.store import LocalStore, place_of
from alliance.foundation.web.answers import go, page
from alliance.foundation.web.forms import Form
from alliance.policy.can import Can
from alliance.policy.gate import permit
from tests.objects import KEYS, Service
from tests.screenless import Browser

PAGE = """{% extends "layouts/base.html" %}{% from "components/files.html" import files %}
{% from "components/post_form.html" import post_form %}{% from "components/error_summary.html" import error_summary %}
{% block title %}Attachments{% endblock %}{% block breadcrumb %}{% endblock %}
{% block content %}<h1>Attachments</h1>{{ error_summary(form) }}
{% call post_form(url_for("attachments.attach"), csrf_token(), once_key(), upload=true) %}{{ files(form.files) }}
{% endcall %}{% for line in lines %}<p>{{ line.name }}</p>{% endfor %}{% endblock %}"""

in_both = pytest.mark.parametrize("own_store", ["folder", "bucket"], indirect=True)
"""A test that holds wherever contents lie."""

bp = Blueprint("attachments", __name__, url_prefix="/attachments")


class AttachForm(Form):
    files = FilesField()


def pictures() -> Select[tuple[UUID]]:
    """What belongs to the thing behind this door: here, whatever is no video."""
    return select(StoredFile.id).where(StoredFile.kind != FileKind.MP4)


def shown(form: AttachForm, status: int) -> Any:
    template = current_app.jinja_env.from_string(PAGE)
    return page(template, status, form=form, lines=queries.lines(g.work, pictures()))


@bp.get("/")
@permit(Can.USE_ACCOUNT)
def index(work: Any) -> Any:
    return shown(AttachForm(formdata=None), 200)


@bp.post("/")
@permit(Can.USE_ACCOUNT)
@takes_files
def attach(work: Any) -> Any:
    form = AttachForm()
    if form.settle(work, lambda: [commands.keep(work, one) for one in form.files.data]):
        return go("attachments.index")
    return shown(form, 422)


@bp.post("/small")
@permit(Can.USE_ACCOUNT)
def small(work: Any) -> Any:
    return go("attachments.index")


@bp.get("/<uuid:file_id>")
@permit(Can.USE_ACCOUNT, subject=lambda work, file_id: queries.held(work, file_id, pictures()))
def shared(work: Any, file: queries.HeldFile) -> Any:
    return handing_out.shared_copy(file)


@bp.get("/<uuid:file_id>/original")
@permit(Can.USE_ACCOUNT, subject=lambda work, file_id: queries.held(work, file_id, pictures()))
def original(work: Any, file: queries.HeldFile) -> Any:
    return handing_out.original(file)


@pytest.fixture(scope="session")
def service() -> Iterator[Service]:
    """Buckets, made when a test first wants one."""
    with pytest.MonkeyPatch.context() as environment:
        for name, value in KEYS.items():
            environment.setenv(name, value)
        service = Service()
        yield service
        service.stop()


@pytest.fixture(autouse=True)
def own_store(request: Any, tmp_path: Any) -> Iterator[None]:
    """A folder, where a test does not ask for "bucket"."""
    before = vars(Keeping).get("store"), Keeping.scanner
    in_bucket = getattr(request, "param", "folder") == "bucket"
    place = request.getfixturevalue("service").bucket("附件") if in_bucket else tmp_path / "files"
    keeping.set_up(place, "")
    yield
    Keeping.store, Keeping.scanner = before


def alter(name: str, content: bytes) -> None:
    """Somebody has got at the store."""
    store = Keeping.store
    if isinstance(store, LocalStore):
        (store.folder / place_of(name)).write_bytes(content)
    else:
        obstore.put(store._objects, place_of(name), content)


@pytest.fixture(scope="session")
def with_attachments(portal: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A second portal on the same database, with that feature in it."""
    environment = {
        "ALLIANCE_DATABASE_URL": portal.config["SETTINGS"].database_url,
        "ALLIANCE_INSTANCE": str(tmp_path_factory.mktemp("instance")),
        "ALLIANCE_SECRET_KEY": portal.config["SECRET_KEY"],
        "ALLIANCE_BASE_URL": "http://localhost",
        "ALLIANCE_TESTING": "1",
    }
    second = create_app(read_settings(environment))
    second.config["DEMONSTRATION"] = False
    second.database = portal.database
    second.register_blueprint(bp)
    return second


@pytest.fixture
def visitor(with_attachments: Any, make: Any, own_store: None) -> Any:
    return Browser(with_attachments, make.person())
