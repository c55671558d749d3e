"""Between rows and the form of an operation: what there is to choose from, and what a filled-in form says."""

from typing import Any

from flask_babel import gettext as _

from ..cases.filling import prepare_audience
from ..foundation.store.work import Work
from ..foundation.web.language import named
from . import queries
from .forms import OperationFilterForm, OperationForm
from .queries import Links, OperationFilter, OperationReading
from .vocabulary import Level, OperationState
from .writing import OperationText


def offered(
    work: Work, form: OperationForm, operation: OperationReading | None = None, linked: Links | None = None
) -> OperationForm:
    """The form with its lists. What `operation` has already stays to choose, in use or not."""
    found = queries.choices(work)
    kinds = {term.code: named(term) for term in [*found.kinds, *([operation.kind] if operation else [])]}
    form.kind_code.offer(list(kinds.items()))
    form.level.offer([(level, _(level.label)) for level in Level])
    parents = queries.possible_parents(work, operation.id if operation else None)
    form.parent_id.choices = [("", _("No other operation")), *parents]
    has = linked or Links((), ())
    form.programmes.choices = list({t.code: named(t) for t in [*found.programmes, *has.programmes]}.items())
    form.focus.choices = list({t.code: named(t) for t in [*found.focus, *has.focus]}.items())
    prepare_audience(work, form)
    return form


def values_of(work: Work, operation: OperationReading, linked: Links) -> dict[str, Any]:
    """An operation as the fields of its form."""
    same = ("title", "level", "parent_id", "from_on", "to_on", "document_number", "document", "drill", "version")
    return {
        **{name: getattr(operation, name) for name in same},
        "kind_code": operation.kind.code,
        "programmes": [term.code for term in linked.programmes],
        "focus": [term.code for term in linked.focus],
        "terms": queries.terms_of(work, operation.audience_id),
    }


def text_of(form: OperationForm) -> OperationText:
    said = form.as_(OperationText)
    parts = {name: getattr(said, name) for name in OperationText.__slots__}
    parts |= {"programmes": frozenset(said.programmes), "focus": frozenset(said.focus), "version": said.version or 0}
    return OperationText(**parts)


def filter_offered(work: Work, form: OperationFilterForm) -> OperationFilterForm:
    found = queries.choices(work)
    form.kind.choices = [("", _("any")), *((term.code, named(term)) for term in found.kinds)]
    form.level.choices = [("", _("any")), *((one, _(one.label)) for one in Level)]
    form.state.choices = [("", _("any")), *((one, _(one.label)) for one in OperationState)]
    return form


def wanted(form: OperationFilterForm) -> OperationFilter:
    return OperationFilter(form.kind.data, form.level.data or None, form.state.data or None)
