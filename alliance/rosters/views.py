"""The pages of the roster: its versions, the draft that is worked on, and what differs between two."""

from flask import Blueprint, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import NotThere
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import attachment, go, page
from ..journal.queries import timeline
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from ..sheets.workbook import MEDIA_TYPE, text_workbook
from . import commands, difference, queries, shown
from .forms import DifferenceForm, RosterForm
from .model import Roster

bp = Blueprint("rosters", __name__, url_prefix="/rosters")

NUMBER = "<int(max=999999):number>"


@bp.get("/")
@permit(Can.VISIT)
def versions(work: Work) -> Response:
    found = queries.versions(work, listing.after_number())
    return page(
        "rosters/versions.html",
        rows=[shown.version_row(version) for version in found.versions],
        drafts=[shown.draft_row(draft) for draft in queries.drafts(work)],
        pager=listing.pager(found.next_key, len(found.versions)),
        may_draft=may(work.actor, Can.DRAFT_ROSTER),
        may_import=may(work.actor, Can.IMPORT_ROSTER),
    )


@bp.get("/new")
@permit(Can.DRAFT_ROSTER)
def new_draft(work: Work) -> Response:
    title = _("List of the anti-fraud alliance matrix")
    return page("rosters/new_draft.html", form=RosterForm(None, title=title, dated_on=local_day(work.now)))


@bp.post("/new")
@permit(Can.DRAFT_ROSTER)
def draw_up(work: Work) -> Response:
    form = RosterForm()
    if form.settle(work, lambda: commands.draft(work, form.as_(commands.RosterText))):
        return go("rosters.draft", roster_id=form.result.id, said=_("The draft is drawn up from today's seats."))
    return page("rosters/new_draft.html", status=422, form=form)


@bp.get(f"/{NUMBER}")
@permit(Can.READ_ROSTER, subject=queries.published)
def version(work: Work, roster: queries.RosterReading) -> Response:
    found = queries.page_of_lines(work, roster, listing.after_number() or 0)
    return page(
        "rosters/version.html",
        roster=roster,
        groups=shown.groups(found.lines),
        pager=listing.pager(found.next_key, len(found.lines)),
    )


@bp.get(f"/{NUMBER}/print")
@permit(Can.READ_ROSTER, subject=queries.published)
def paper(work: Work, roster: queries.RosterReading) -> Response:
    lines = queries.all_lines(work, roster)
    return page("rosters/paper.html", roster=roster, groups=shown.groups(lines, numbered=True))


@bp.get(f"/{NUMBER}/sheet")
@permit(Can.READ_ROSTER, subject=queries.published)
def sheet(work: Work, roster: queries.RosterReading) -> Response:
    lines = queries.all_lines(work, roster)
    title = _("Roster version %(number)d", number=roster.number)
    book = text_workbook(title, shown.sheet_columns(), shown.sheet_rows(lines))
    return attachment(book, MEDIA_TYPE, f"roster-{roster.number}.xlsx")


@bp.get("/difference")
@permit(Can.VISIT)
def compare(work: Work) -> Response:
    numbers = queries.numbers(work)
    if len(numbers) < 2:
        return page("rosters/difference.html", form=None, newer=None, older=None, what=None)
    form = DifferenceForm(request.args, newer=numbers[0], older=numbers[1])
    form.newer.choices = form.older.choices = [(n, _("Version %(number)d", number=n)) for n in numbers]
    listing.ask(form)
    older, newer = queries.published(work, form.older.data), queries.published(work, form.newer.data)
    return _laid_side_by_side(work, form, older, newer)


@bp.get("/drafts/<uuid:roster_id>/difference")
@permit(Can.READ_ROSTER, subject=queries.reading)
def compare_draft(work: Work, roster: queries.RosterReading) -> Response:
    return _laid_side_by_side(work, None, queries.newest(work), roster)


def _laid_side_by_side(
    work: Work, form: DifferenceForm | None, older: queries.RosterReading | None, newer: queries.RosterReading | None
) -> Response:
    if older is None or newer is None:
        raise NotThere()
    what = difference.between(*queries.lines_apart(work, older, newer))
    return page("rosters/difference.html", form=form, older=older, newer=newer, what=shown.difference(what))


@bp.get("/drafts/<uuid:roster_id>")
@permit(Can.READ_ROSTER, subject=queries.reading)
def draft(work: Work, roster: queries.RosterReading) -> Response:
    if roster.number is not None:
        return go("rosters.version", number=roster.number)
    found = queries.page_of_lines(work, roster, listing.after_number() or 0)
    return page(
        "rosters/draft.html",
        roster=roster,
        persons=queries.two_persons(work, roster),
        newest=queries.newest(work),
        groups=shown.groups(found.lines),
        pager=listing.pager(found.next_key, len(found.lines)),
        moves=shown.moves(roster, lambda can: may(work.actor, can, roster)),
        story=shown.story(timeline(work, roster.id)),
    )


@bp.post("/drafts/<uuid:roster_id>/redraw")
@permit(Can.DRAFT_ROSTER, subject=queries.find, sees=Can.READ_ROSTER)
def redraw(work: Work, roster: Roster) -> Response:
    commands.redraw(work, roster)
    return go("rosters.draft", roster_id=roster.id, said=_("The draft now holds the seats of today."))


@bp.post("/drafts/<uuid:roster_id>/approve")
@permit(Can.APPROVE_ROSTER, subject=queries.find, sees=Can.READ_ROSTER)
def approve(work: Work, roster: Roster) -> Response:
    commands.approve(work, roster)
    return go("rosters.draft", roster_id=roster.id, said=_("The roster is approved."))


@bp.post("/drafts/<uuid:roster_id>/give-back")
@permit(Can.DRAFT_ROSTER, subject=queries.find, sees=Can.READ_ROSTER)
def give_back(work: Work, roster: Roster) -> Response:
    commands.give_back(work, roster)
    return go("rosters.draft", roster_id=roster.id, said=_("The roster is a draft again."))


@bp.post("/drafts/<uuid:roster_id>/publish")
@permit(Can.PUBLISH_ROSTER, subject=queries.find, sees=Can.READ_ROSTER)
def publish(work: Work, roster: Roster) -> Response:
    commands.publish(work, roster)
    return go("rosters.version", number=roster.number, said=_("The roster is published. It will not change any more."))
