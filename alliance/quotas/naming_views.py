"""A member's own places: which there are, who is on its list, and the steps by which a list is added."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.answers import attachment, go, page
from ..foundation.web.guard import limiter
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from ..sheets.model import SHEET_BYTES_MOST
from ..sheets.workbook import MEDIA_TYPE
from . import name_list, naming, queries, shown
from .blueprint import NAMED, ONE, bp
from .forms import ListForm, SealForm
from .naming import LISTED_MOST, Filling
from .queries import OnList, QuotaReading


@bp.get("/")
@permit(Can.SEE_OWN_QUOTAS)
def own(work: Work) -> Response:
    return page("quotas/own.html", columns=shown.own_columns(), rows=shown.own_rows(queries.own(work), work.now))


@bp.get(ONE)
@permit(Can.READ_QUOTA, subject=queries.reading)
def quota(work: Work, quota: QuotaReading) -> Response:
    return _quota_page(work, quota, ListForm(formdata=None))


def _quota_page(work: Work, quota: QuotaReading, form: ListForm, status: int = 200) -> Response:
    may_fill = may(work.actor, Can.FILL_QUOTA, quota) and quota.open(work.now)
    lines = queries.people(work, quota.id)
    return page(
        "quotas/quota.html",
        status,
        quota=quota,
        form=form if may_fill else None,
        facts=shown.facts(quota),
        state=shown.state(quota, work.now),
        columns=shown.people_columns(),
        rows=shown.people_rows(quota, lines, may_strike=may_fill),
        most=LISTED_MOST,
        megabytes=SHEET_BYTES_MOST // 1_000_000,
    )


@bp.get(f"{ONE}/template")
@permit(Can.FILL_QUOTA, subject=queries.reading, sees=Can.READ_QUOTA)
def template(work: Work, _quota: QuotaReading) -> Response:
    content = name_list.template(local_day(work.now).isoformat(), _)
    return attachment(content, MEDIA_TYPE, f"people-{local_day(work.now)}.xlsx")


@bp.post(f"{ONE}/check")
@limiter.limit("20 per minute")
@permit(Can.FILL_QUOTA, subject=queries.reading, sees=Can.READ_QUOTA)
def check(work: Work, quota: QuotaReading) -> Response:
    """What every row says; nothing is kept, and nobody is written to."""
    form = ListForm()
    if form.settle(work, lambda: _checked(form)):
        return _checked_page(quota, form)
    return _quota_page(work, quota, form, 422)


def _checked(form: ListForm) -> name_list.Checked:
    sent = form.file.data
    return name_list.of_sheet(sent.read()) if sent else name_list.of_lines(form.people.data)


def _checked_page(quota: QuotaReading, sent: ListForm) -> Response:
    """What is sound is to be confirmed; otherwise what was typed is there to be mended."""
    checked: name_list.Checked = sent.result
    people = () if checked.faults else checked.people
    values: dict[str, Any] = {
        "faults": shown.fault_rows(checked.faults),
        "rows": shown.checked_rows(people, quota.left),
    }
    form = SealForm(formdata=None, list=name_list.sealed(quota.id, people))
    waiting = max(0, len(people) - quota.left)
    return page(
        "quotas/checked.html",
        422 if checked.faults else 200,
        quota=quota,
        form=form,
        again=sent,
        placed=len(people) - waiting,
        waiting=waiting,
        **values,
    )


@bp.post(f"{ONE}/people")
@limiter.limit("20 per minute")
@permit(Can.FILL_QUOTA, subject=queries.reading, sees=Can.READ_QUOTA)
def name_people(work: Work, quota: QuotaReading) -> Response:
    people = name_list.opened(quota.id, SealForm().list.data or "")
    filled = naming.name_people(work, quota.id, people)
    return go("quotas.quota", quota_id=quota.id, said=_told(filled))


def _told(filled: Filling) -> str:
    """How many were asked, and how many wait."""
    placed = ngettext("%(num)d person is asked.", "%(num)d people are asked.", filled.placed)
    waiting = _("%(waiting)d wait, in the order of the list.", waiting=filled.waiting) if filled.waiting else ""
    return f"{placed} {waiting}".strip()


@bp.get(f"{NAMED}/strike")
@permit(Can.FILL_QUOTA, subject=queries.on_list, sees=Can.READ_QUOTA)
def striking(work: Work, found: OnList) -> Response:
    row = shown.people_rows(found.quota, [found.line], may_strike=False)[0]
    action = url_for("quotas.strike", quota_id=found.quota.id, sign_up_id=found.line.sign_up_id)
    return page("quotas/striking.html", quota=found.quota, who=row[1], state=row[3], action=action)


@bp.post(f"{NAMED}/strike")
@permit(Can.FILL_QUOTA, subject=queries.on_list, sees=Can.READ_QUOTA)
def strike(work: Work, found: OnList) -> Response:
    naming.strike(work, found.quota.id, found.line.sign_up_id)
    return go("quotas.quota", quota_id=found.quota.id, said=_("Taken off the list."))
