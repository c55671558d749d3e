"""The filters of the three lists, as the address has them: for the page, for paper and for the sheet alike."""

from flask import request
from flask_babel import gettext as _

from ..foundation.store.work import Work
from ..foundation.web import listing
from ..organisations.queries import districts
from . import shown
from .forms import ProblemFilterForm
from .problem_queries import ProblemFilter
from .vocabulary import ProblemState


def problems(work: Work) -> tuple[ProblemFilterForm, ProblemFilter]:
    form = ProblemFilterForm(request.args)
    form.state.choices = shown.choices(ProblemState, _("All"))
    form.district.choices = shown.terms(districts(work))
    listing.ask(form)
    return form, form.as_(ProblemFilter)
