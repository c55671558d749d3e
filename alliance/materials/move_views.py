"""From a draft to what is handed out, and back: propose, give back, approve, withdraw."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.errors import MoveNotOpen
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..foundation.web.forms import SeenForm
from ..policy.can import Can
from ..policy.gate import permit
from . import approving, reading
from .blueprint import ONE, bp
from .forms import ReasonForm
from .reading import VersionReading
from .vocabulary import VersionState


@bp.post(f"{ONE}/propose")
@permit(Can.CHANGE_MATERIAL, subject=reading.reading, sees=Can.READ_MATERIAL)
def propose(work: Work, version: VersionReading) -> Response:
    approving.propose(work, reading.row(work, version), SeenForm().version.data or 0)
    said = _("It waits for a second person of the center to approve it.")
    return go("materials.material", **version.address, said=said)


@bp.post(f"{ONE}/approve")
@permit(Can.APPROVE_MATERIAL, subject=reading.reading, sees=Can.READ_MATERIAL)
def approve(work: Work, version: VersionReading) -> Response:
    approving.approve(work, reading.row(work, version), SeenForm().version.data or 0)
    return go("materials.material", **version.address, said=_("The material is approved."))


@bp.get(f"{ONE}/give-back")
@permit(Can.APPROVE_MATERIAL, subject=reading.reading, sees=Can.READ_MATERIAL)
def giving_back(work: Work, version: VersionReading) -> Response:
    if version.state is not VersionState.PROPOSED:
        raise MoveNotOpen()
    return page("materials/giving_back.html", material=version, form=ReasonForm(formdata=None))


@bp.post(f"{ONE}/give-back")
@permit(Can.APPROVE_MATERIAL, subject=reading.reading, sees=Can.READ_MATERIAL)
def give_back(work: Work, version: VersionReading) -> Response:
    form = ReasonForm()
    if form.settle(work, lambda: approving.give_back(work, reading.row(work, version), form.reason.data)):
        return go("materials.material", **version.address, said=_("It is given back with your words."))
    return page("materials/giving_back.html", 422, material=version, form=form)


@bp.get(f"{ONE}/withdraw")
@permit(Can.WITHDRAW_MATERIAL, subject=reading.reading, sees=Can.READ_MATERIAL)
def withdrawing(work: Work, version: VersionReading) -> Response:
    if version.state is not VersionState.APPROVED:
        raise MoveNotOpen()
    return page("materials/withdrawing.html", material=version, form=ReasonForm(formdata=None))


@bp.post(f"{ONE}/withdraw")
@permit(Can.WITHDRAW_MATERIAL, subject=reading.reading, sees=Can.READ_MATERIAL)
def withdraw(work: Work, version: VersionReading) -> Response:
    form = ReasonForm()
    if form.settle(work, lambda: approving.withdraw(work, reading.row(work, version), form.reason.data)):
        said = _("The version is withdrawn. Every link to it says so, and whoever hands it out is written to.")
        return go("materials.material", **version.address, said=said)
    return page("materials/withdrawing.html", 422, material=version, form=form)
