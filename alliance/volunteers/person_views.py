"""One volunteer, masked; opening name and phone; confirming and revoking what she is trained for."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..foundation.web.language import named
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import keeping, qualifying, queries, shown
from .blueprint import ONE, bp
from .forms import QualificationForm, RevokingForm
from .holding import HeldReading, held
from .numbers import masked_name
from .queries import VolunteerReading


@bp.get(ONE)
@permit(Can.READ_VOLUNTEER, subject=queries.reading)
def volunteer(work: Work, found: VolunteerReading) -> Response:
    return _page(work, found)


@bp.post(f"{ONE}/contact")
@permit(Can.OPEN_VOLUNTEER_CONTACT, subject=queries.reading, sees=Can.READ_VOLUNTEER)
def open_contact(work: Work, found: VolunteerReading) -> Response:
    """The answer shows it once; each look is on record."""
    keeping.note_opened(work, found.id)
    return _page(work, found, opened=True)


def _page(work: Work, found: VolunteerReading, *, opened: bool = False) -> Response:
    lines = queries.qualifications_of(work, found.id)
    open_now = [one for one in lines if one.revoked_at is None and may(work.actor, Can.REVOKE_QUALIFICATION, one)]
    return page(
        "volunteers/volunteer.html",
        volunteer=found,
        name=masked_name(found.name),
        facts=shown.open_facts(found) if opened else shown.masked_facts(found),
        opened=opened,
        opens=may(work.actor, Can.OPEN_VOLUNTEER_CONTACT, found),
        confirms=may(work.actor, Can.CONFIRM_QUALIFICATION, found),
        columns=shown.qualification_columns(),
        rows=shown.qualification_rows(lines, [one.id for one in open_now]),
        overseen=may(work.actor, Can.OVERSEE_VOLUNTEERS),
    )


@bp.get(f"{ONE}/qualifications/new")
@permit(Can.CONFIRM_QUALIFICATION, subject=queries.reading, sees=Can.READ_VOLUNTEER)
def confirming(work: Work, found: VolunteerReading) -> Response:
    return _confirming_page(found, _offered(work, QualificationForm(formdata=None)))


@bp.post(f"{ONE}/qualifications/new")
@permit(Can.CONFIRM_QUALIFICATION, subject=queries.reading, sees=Can.READ_VOLUNTEER)
def confirm(work: Work, found: VolunteerReading) -> Response:
    form = _offered(work, QualificationForm())
    if form.settle(work, lambda: qualifying.confirm(work, found.id, form.as_(qualifying.ConfirmText))):
        said = _("It is confirmed; a letter tells the volunteer.")
        return go("volunteers.volunteer", volunteer_id=found.id, said=said)
    return _confirming_page(found, form, status=422)


def _offered(work: Work, form: QualificationForm) -> QualificationForm:
    form.offer(queries.offered_qualifications(work))
    return form


def _confirming_page(found: VolunteerReading, form: QualificationForm, status: int = 200) -> Response:
    return page("volunteers/confirming.html", status, volunteer=found, name=masked_name(found.name), form=form)


@bp.get(f"{ONE}/qualifications/<uuid:qualification_id>/revoke")
@permit(Can.REVOKE_QUALIFICATION, subject=held, sees=Can.READ_VOLUNTEER)
def revoking(work: Work, found: HeldReading) -> Response:
    return _revoking_page(found, RevokingForm(formdata=None))


@bp.post(f"{ONE}/qualifications/<uuid:qualification_id>/revoke")
@permit(Can.REVOKE_QUALIFICATION, subject=held, sees=Can.READ_VOLUNTEER)
def revoke(work: Work, found: HeldReading) -> Response:
    form = RevokingForm()
    if form.settle(work, lambda: qualifying.revoke(work, found.line, form.reason.data)):
        return go("volunteers.volunteer", volunteer_id=found.volunteer.id, said=_("It is revoked."))
    return _revoking_page(found, form, status=422)


def _revoking_page(found: HeldReading, form: RevokingForm, status: int = 200) -> Response:
    return page(
        "volunteers/revoking.html",
        status,
        volunteer=found.volunteer,
        qualification_id=found.line.id,
        name=masked_name(found.volunteer.name),
        term=named(found.line.term),
        form=form,
    )
