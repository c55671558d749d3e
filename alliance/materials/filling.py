"""From a form to what a command takes, and from a version to its form."""

from uuid import UUID

from ..foundation.store.work import Work
from ..foundation.web.language import named
from ..fraudtypes.queries import catalogue
from . import reading
from .drafting import MaterialText
from .forms import MaterialForm, ReachForm, ShelfForm
from .reach import ReachFilter
from .reading import VersionReading
from .shelf import ShelfFilter
from .vocabulary import MaterialKind


def new_form(work: Work) -> MaterialForm:
    return offered(work, MaterialForm(None))


def draft_form(work: Work, version: VersionReading) -> MaterialForm:
    form = MaterialForm(
        None,
        obj=version,
        types=[str(one) for one in reading.types(work, version.id)],
    )
    return offered(work, form)


def offered(work: Work, form: MaterialForm) -> MaterialForm:
    """The form with what can be chosen on it today: the headings of the first list that stands."""
    listed = next((one for one in catalogue(work).lists if one.stands), None)
    form.offer([(str(one.id), named(one)) for one in (listed.standing if listed else ())])
    return form


def material_text(form: MaterialForm) -> MaterialText:
    return MaterialText(
        kind=MaterialKind(form.kind.data),
        title=form.title.data,
        words=form.words.data,
        changes=form.changes.data,
        link=form.link.data,
        types=tuple(UUID(one) for one in form.types.data or ()),
        victim_groups=tuple(form.victim_groups.data or ()),
        public=form.public.data,
        version=form.version.data or 0,
    )


def shelf_filter(form: ShelfForm) -> ShelfFilter:
    kind, type_id = form.kind.data, form.type.data
    return ShelfFilter(
        q=form.q.data or "",
        kind=MaterialKind(kind) if kind else None,
        type=UUID(type_id) if type_id else None,
    )


def reach_filter(form: ReachForm) -> ReachFilter:
    return ReachFilter(form.q.data or "", form.since.data, form.until.data)
