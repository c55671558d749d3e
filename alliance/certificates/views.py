"""Every page of the feature: one's own certificates, the document, the page behind its code, and the rule."""

from flask import Blueprint, current_app, render_template, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..attendance.shown import duration
from ..config import Settings
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Conflict, NotThere
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web.answers import attachment, go, page
from ..foundation.web.guard import limiter
from ..foundation.web.language import LANGUAGES
from ..foundation.web.portal import counts
from ..plaques import pdf
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import issuing, queries, ruling, shown
from .forms import PeriodForm, RuleForm
from .issuing import Period
from .model import CertificateRule
from .queries import CertificateLine
from .ruling import RuleText
from .vocabulary import CertificateState

bp = Blueprint("certificates", "alliance.certificates.views", url_prefix="/certificates")
NO_LONGER = N_("This certificate is no longer valid. Ask for a new one.")


@bp.get("/")
@permit(Can.TAKE_CERTIFICATE)
def mine(work: Work) -> Response:
    return _own_page(work)


def _own_page(work: Work, form: PeriodForm | None = None, status: int = 200) -> Response:
    """A blank form offers all that is confirmed, until today."""
    confirmed = queries.own_confirmed(work)
    return page(
        "certificates/mine.html",
        status,
        form=form or PeriodForm(formdata=None, from_on=confirmed.since, to_on=local_day(work.now)),
        rows=shown.rows(queries.own_lines(work)),
        confirmed=duration(confirmed.minutes),
        least=duration(ruling.least_on(work, local_day(work.now))),
    )


@bp.post("/")
@limiter.limit("20 per minute")
@permit(Can.TAKE_CERTIFICATE)
def ask(work: Work) -> Response:
    form = PeriodForm()
    if form.settle(work, lambda: issuing.ask(work, form.as_(Period))):
        return go("certificates.mine", said=_("Your certificate is ready below."))
    return _own_page(work, form, 422)


@bp.get("/<uuid:certificate_id>.pdf")
@permit(Can.READ_CERTIFICATE, subject=queries.reading)
def document(work: Work, line: CertificateLine) -> Response:
    """On paper, in Chinese whatever the reader's language; none of one that no longer stands."""
    if line.state is not CertificateState.VALID:
        raise Conflict(NO_LONGER)
    settings: Settings = current_app.config["SETTINGS"]
    address = settings.base_url + url_for("certificates.verdict", proof=line.code)
    with force_locale(LANGUAGES[0]):
        html = render_template(
            "certificates/certificate_pdf.html",
            certificate=line,
            hours=duration(line.minutes),
            issued_on=local_day(line.issued_at),
            organiser=settings.organiser,
            code=pdf.code(address),
        )
    return attachment(pdf.drawn(html), pdf.MEDIA_TYPE, f"certificate-{line.number}.pdf")


@bp.get("/check/<proof>")
@limiter.limit("30 per minute")
@permit(Can.VISIT)
@counts(issuing.count_look)
def verdict(work: Work, proof: str) -> Response:
    """What stands behind the code. It is not to be guessed, and who tries is slowed down."""
    found = queries.check(work, proof)
    if found is None:
        raise NotThere()
    return page("certificates/verdict.html", verdict=shown.verdict(found))


@bp.get("/rule")
@permit(Can.SEE_CERTIFICATE_RULE)
def rule(work: Work) -> Response:
    return _rule_page(work, RuleForm(formdata=None))


def _rule_page(work: Work, form: RuleForm, status: int = 200) -> Response:
    found, today = ruling.rules(work), local_day(work.now)
    keeps = may(work.actor, Can.KEEP_CERTIFICATE_RULE)
    return page(
        "certificates/rule.html",
        status,
        form=form,
        rows=[shown.rule_row(one, today) for one in found],
        keeps=keeps,
        moves=shown.taking_back(found, today) if keeps else [],
    )


@bp.post("/rule")
@permit(Can.KEEP_CERTIFICATE_RULE)
def set_rule(work: Work) -> Response:
    form = RuleForm()
    if form.settle(work, lambda: ruling.set_rule(work, form.as_(RuleText))):
        return go("certificates.rule", said=_("The rule holds from that day on."))
    return _rule_page(work, form, 422)


@bp.post("/rule/<day>/take-back")
@permit(Can.KEEP_CERTIFICATE_RULE, subject=ruling.find, sees=Can.SEE_CERTIFICATE_RULE)
def take_back_rule(work: Work, rule: CertificateRule) -> Response:
    ruling.take_back(work, rule)
    return go("certificates.rule", said=_("The rule is taken back; the one before it goes on."))
