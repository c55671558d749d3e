"""The organisation's own page, as its liaison and the center keep it."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import get_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms import Field

from ..foundation.kernel.errors import Conflict, MoveNotOpen
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..foundation.web.language import in_chinese, moment, named
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import commands, confirmation_queries, queries, sector_views
from .blueprint import bp
from .forms import KeepForm, keep_form
from .model import Organisation, Post
from .workflow import GONE

__all__ = ["bp", "sector_views"]

PLAIN = ("version", "sector_code", "district_code", "address", "parent_name")
Kept = Organisation | queries.OrganisationReading


@bp.get("/<uuid:organisation_id>/keep")
@permit(Can.KEEP_ORGANISATION, subject=queries.reading, sees=Can.READ_ORGANISATION)
def keeping(work: Work, organisation: queries.OrganisationReading) -> Response:
    if organisation.state in GONE:
        raise MoveNotOpen()
    current = _current(work, organisation)
    return _page(work, organisation, _form(work, organisation, formdata=None, data=current))


@bp.post("/<uuid:organisation_id>/keep")
@permit(Can.KEEP_ORGANISATION, subject=queries.find, sees=Can.READ_ORGANISATION)
def keep(work: Work, organisation: Organisation) -> Response:
    form = _form(work, organisation)
    try:
        kept = form.settle(work, lambda: _keep_as_shown(work, organisation, form))
    except MoveNotOpen:
        raise
    except Conflict:
        return _stale(work, organisation, form)
    if not kept:
        return _page(work, organisation, form, status=422)
    return go("directory.member", organisation_id=organisation.id, said=_("The page is up to date."))


@bp.post("/<uuid:organisation_id>/confirm")
@permit(Can.KEEP_ORGANISATION, subject=queries.find, sees=Can.READ_ORGANISATION)
def confirm(work: Work, organisation: Organisation) -> Response:
    commands.confirm_contacts(work, organisation)
    return go("directory.member", organisation_id=organisation.id, said=_("The contacts are confirmed. Thank you."))


def _form(work: Work, organisation: Kept, **filled: Any) -> KeepForm:
    """The form with today's terms, and the sector that the organisation has, be it retired; sector and district only
    for whom may change them."""
    form = keep_form(_counted(queries.capability_kinds(work)), get_locale())(**filled)
    if not may(work.actor, Can.PLACE_ORGANISATION):
        del form.sector_code, form.district_code
        return form
    form.sector_code.choices = [(term.code, named(term)) for term in queries.sectors(work, organisation.sector_code)]
    form.district_code.choices = [(term.code, named(term)) for term in queries.districts(work)]
    return form


def _counted(kinds: Sequence[queries.Unit]) -> tuple[tuple[str, str], ...]:
    """The kinds of capability with their units: 网点（个）."""
    if in_chinese():
        return tuple((kind.code, f"{kind.zh}（{kind.unit_zh}）") for kind in kinds)
    return tuple((k.code, f"{k.en} ({k.unit_en})" if k.en.lower() != k.unit_en else k.en) for k in kinds)


def _current(work: Work, organisation: Kept) -> dict[str, Any]:
    """What stands on the page now, under the names of the form's fields."""
    current: dict[str, Any] = {name: getattr(organisation, name) for name in PLAIN}
    for contact in queries.contacts(work, organisation.organisation_id):
        for part in ("name", "phone", "email"):
            current[f"{contact.post}_{part}"] = getattr(contact, part)
    for line in queries.capabilities(work, organisation.organisation_id):
        current[f"amount_{line.code}"] = line.amount
    return current


def _keep_as_shown(work: Work, organisation: Organisation, form: KeepForm) -> None:
    commands.check_unchanged(work, organisation, form.version.data)
    placed = {name: getattr(organisation, name) for name in ("sector_code", "district_code")}
    written = {name: form[name].data or "" for name in PLAIN[1:] if name in form}
    profile = commands.Profile(
        **(placed | written), contacts=form.contacts(commands.ContactText), capabilities=form.amounts()
    )
    commands.keep(work, organisation, profile)


def _stale(work: Work, organisation: Organisation, form: KeepForm) -> Response:
    """The page again with what was typed, and beside it what somebody else has written there meanwhile."""
    current = _current(work, organisation)
    form.version.raw_data, form.version.data = None, organisation.version
    differing = [field for field in form if (field.data or "") != (current.get(field.name) or "")]
    others = [{"key": _label(field), "value": _shown(field, current)} for field in differing]
    return _page(work, organisation, form, status=409, others=others)


def _label(field: Field) -> str:
    post = next((post for post in Post if field.name.startswith(f"{post}_")), None)
    return f"{_(post.label)} · {field.label.text}" if post else str(field.label.text)


def _shown(field: Field, current: Mapping[str, Any]) -> Any:
    value = current.get(field.name, "")
    return dict(getattr(field, "choices", ())).get(value, value)


def _page(work: Work, organisation: Kept, form: KeepForm, status: int = 200, others: Sequence[Any] = ()) -> Response:
    """`others`: what somebody else has written meanwhile, each with .key and .value."""
    late = organisation.confirmed_at < confirmation_queries.quarter_began(work.now)
    return page(
        "organisations/keep.html",
        status,
        organisation_id=organisation.organisation_id,
        name=organisation.name,
        short_name=organisation.short_name,
        form=form,
        posts=[(_(post.label), [form[f"{post}_{part}"] for part in ("name", "phone", "email")]) for post in Post],
        amounts=[field for field in form if field.name.startswith("amount_")],
        confirmed=moment(organisation.confirmed_at),
        late=late,
        others=others,
    )
