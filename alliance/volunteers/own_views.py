"""A volunteer's own page: what is kept of her, to correct, to take along, to have erased."""

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web.answers import attachment, go, page
from ..foundation.web.guard import limiter
from ..organisations.queries import districts
from ..people import visits
from ..policy.can import Can
from ..policy.gate import permit
from ..sheets.workbook import MEDIA_TYPE, text_workbook
from . import keeping, queries, shown, signing_up
from .blueprint import bp
from .forms import CorrectionForm, LeaveForm, OwnDataForm
from .queries import OwnReading
from .sections import OwnPage
from .sign_up_views import asks_guardian, who_i_am_page


@bp.get("/mine")
@permit(Can.SEE_OWN_VOLUNTEERING)
def mine(work: Work) -> Response:
    found = queries.own(work)
    if found is None:
        return go("volunteers.begin")
    sections = [section(work, found.id) for section in OwnPage.sections]
    return page("volunteers/mine.html", name=found.name, facts=shown.own_facts(found), sections=sections)


@bp.get("/mine/begin")
@permit(Can.SEE_OWN_VOLUNTEERING)
def begin(work: Work) -> Response:
    """For somebody who was given the role without signing up."""
    if queries.own(work) is not None:
        return go("volunteers.mine")
    return _begin_page(work, OwnDataForm(formdata=None, name=work.actor.name))


@bp.post("/mine/begin")
@permit(Can.SEE_OWN_VOLUNTEERING)
def complete(work: Work) -> Response:
    form = OwnDataForm()
    if form.settle(work, lambda: signing_up.complete(work, form.as_(signing_up.SignUpText))):
        return go("volunteers.mine", said=_("Thank you. This is your page."))
    return _begin_page(work, form, status=422)


def _begin_page(work: Work, form: OwnDataForm, status: int = 200) -> Response:
    said = {
        "title": _("Say who you are"),
        "lead": _("You were invited as a volunteer. This is all that is asked of you; then your own page opens."),
        "action": url_for("volunteers.complete"),
        "submit": _("Open my page"),
    }
    return who_i_am_page(work, form, said, status)


@bp.get("/mine/data")
@permit(Can.SEE_OWN_VOLUNTEERING)
def correcting(work: Work) -> Response:
    found = queries.own(work)
    if found is None:
        return go("volunteers.begin")
    return _correction_page(work, _offered(work, _filled(found)))


@bp.post("/mine/data")
@permit(Can.SEE_OWN_VOLUNTEERING)
def correct(work: Work) -> Response:
    form = _offered(work, CorrectionForm())
    if form.settle(work, lambda: keeping.correct(work, form.as_(keeping.OwnText))):
        return go("volunteers.mine", said=_("Your data is corrected."))
    found = queries.own(work)
    form.seen("version", found.version if found else 0)
    return _correction_page(work, form, form.status)


def _filled(found: OwnReading) -> CorrectionForm:
    data = {name: getattr(found, name) for name in ("name", "phone", "born_on", "guardian", "version")}
    return CorrectionForm(None, data=data | {"district_code": found.district.code if found.district else ""})


def _offered(work: Work, form: CorrectionForm) -> CorrectionForm:
    form.offer(districts(work))
    return form


def _correction_page(work: Work, form: CorrectionForm, status: int = 200) -> Response:
    return page("volunteers/correcting.html", status, form=form, young=asks_guardian(work, form))


@bp.post("/mine/sheet")
@limiter.limit("10 per minute")
@permit(Can.SEE_OWN_VOLUNTEERING)
def take_data(work: Work) -> Response:
    found = queries.own(work)
    if found is None:
        return go("volunteers.begin")
    keeping.note_taken(work, found.id)
    rows = [(one.part, one.what, one.value) for kept in OwnPage.kept for one in kept(work, found.id)]
    book = text_workbook(_("What is kept of me"), [_(head) for head in shown.SHEET], rows)
    return attachment(book, MEDIA_TYPE, "my-data.xlsx")


@bp.get("/mine/leaving")
@permit(Can.SEE_OWN_VOLUNTEERING)
def leaving(work: Work) -> Response:
    return page("volunteers/leaving.html", form=LeaveForm(formdata=None), sheet=url_for("volunteers.take_data"))


@bp.post("/mine/leaving")
@permit(Can.SEE_OWN_VOLUNTEERING)
def leave(work: Work) -> Response:
    form = LeaveForm()
    if not form.settle(work, lambda: keeping.leave(work)):
        return page("volunteers/leaving.html", 422, form=form, sheet=url_for("volunteers.take_data"))
    if form.result:
        visits.forget()
        return go("home.front", said=_("You have left, and your data and your account are erased. Thank you."))
    return go("home.desk", said=_("You have left as a volunteer, and that data is erased. Thank you."))
