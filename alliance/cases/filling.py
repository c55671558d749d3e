"""Between rows and forms: a case or an edition laid into its form, and what a filled-in form says."""

from collections.abc import Sequence
from typing import Any, TypeVar

from ..audiences.queries import found, words_for
from ..audiences.terms import Terms
from ..foundation.store.work import Work
from ..fraudtypes import queries as fraudtypes
from ..fraudtypes import shown as fraudtypes_shown
from .forms import CaseForm, EditionForm, MembersEditionForm, TellingForm
from .queries import CaseReading
from .reference import offered
from .reviewing import EditionText
from .telling import CaseText
from .vocabulary import Tlp
from .writing import Written

Telling = TypeVar("Telling", bound=TellingForm)


def posted(work: Work, form: Telling) -> Telling:
    """The form with the lists to choose from."""
    known = offered(work)
    form.offer(known.standing, known.districts)
    return form


def suggested(work: Work, form: TellingForm) -> Sequence[fraudtypes_shown.Option]:
    """The types that the words of the story speak for, as it stands in the form."""
    found = fraudtypes.suggested(fraudtypes.catalogue(work), form.story.data or "")
    return fraudtypes_shown.options(found, form.fraud_type_id.data)


def _values(text: CaseText) -> dict[str, Any]:
    """A text as the fields of its form."""
    values = {name: getattr(text, name) for name in CaseText.__slots__ if name != "steps"}
    for number, step in enumerate(text.steps):
        values |= {f"step_{number}_phase": step.phase, f"step_{number}_words": step.words}
    return values


def case_form(work: Work, case: CaseReading) -> CaseForm:
    """The form of a case as it stands."""
    values = _values(case.text) | {"version": case.version, "in_center_name": case.in_center_name}
    marks = [one["mark"] for one in case.indicators]
    return posted(work, CaseForm.showing(len(case.text.steps))(formdata=None, data=values | {"kept": marks}))


def written(form: CaseForm) -> Written:
    return Written(
        text=form.text(),
        version=form.version.data or 0,
        in_center_name=form.in_center_name.data,
        kept=frozenset(form.kept.data or ()),
        given=form.given(),
    )


def prepare_audience(work: Work, form: Any) -> None:
    """Hand the field `terms` of a form the words of its terms, and what its search finds."""
    field = form.terms
    words = words_for(work, [row.term for row in field.rows])
    field.prepare(words, found(work, field.search) if field.search else ())


def edition_text(form: EditionForm) -> EditionText:
    """What an officer's form says of an edition; a public one is clear and addressed to nobody in particular."""
    tlp, terms = Tlp.CLEAR, Terms()
    if isinstance(form, MembersEditionForm):
        tlp, terms = Tlp(form.tlp.data), form.terms.data
    return EditionText(
        form.text(), tlp, terms, form.change_note.data or "", form.version.data or 0, frozenset(form.files.data or ())
    )


def edition_values(text: CaseText, version: int, **more: Any) -> dict[str, Any]:
    return _values(text) | {"version": version} | more
