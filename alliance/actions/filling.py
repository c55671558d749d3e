"""The form of an action: filled from a draft, its lists offered, and read back as what the command takes."""

from typing import Any

from ..audiences.queries import found, words_for
from ..foundation.store.work import Work
from ..foundation.web.language import named
from ..matrix.queries import open_matrices
from . import preparing
from .drafting import WRITTEN, ActionText
from .forms import ActionForm
from .queries import ActionReading
from .vocabulary import AssignmentRole, Priority, RollUpRule

NEW = {"priority": Priority.NORMAL, "default_role": AssignmentRole.ASSIST, "rule": RollUpRule.ALL, "mandatory": True}


def posted(work: Work, form: ActionForm) -> ActionForm:
    """The form with its lists to choose from, and the words of its audience."""
    matrices = [(term.code, named(term)) for term in open_matrices(work)]
    form.offer(matrices, [(term.code, named(term)) for term in preparing.focus_areas(work)])
    field = form.terms
    words = words_for(work, [row.term for row in field.rows])
    field.prepare(words, found(work, field.search) if field.search else ())
    return form


def new_form(work: Work) -> ActionForm:
    return posted(work, ActionForm(formdata=None, data=dict(NEW)))


def form_of(work: Work, action: ActionReading) -> ActionForm:
    """The form of a draft as it stands."""
    said = action.words
    values: dict[str, Any] = {
        name: getattr(said if hasattr(said, name) else action, name)
        for name in WRITTEN
        if name not in {"matrix_code", "focus_area_code"}
    }
    values["receipt_due_on"] = None if action.receipt_hours else action.receipt_due_on
    values |= {"matrix_code": action.matrix.code, "focus_area_code": action.focus_area.code}
    return posted(work, ActionForm(formdata=None, data=values | {"terms": action.terms, "version": action.version}))


def text_of(form: ActionForm) -> ActionText:
    return form.as_(ActionText)
