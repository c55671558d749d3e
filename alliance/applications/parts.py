"""The form of each section, with what can be chosen today and what was said before."""

from dataclasses import asdict
from typing import Any

from ..foundation.store.work import Work
from ..foundation.web.forms import Form
from ..foundation.web.language import named
from ..matrix.queries import open_alliances
from ..organisations.queries import capability_kinds, districts, sectors
from .answers import Answers
from .forms import FORMS, AlliancesForm, OrganisationForm, capabilities_form
from .model import Section
from .showing import measured


def form_for(work: Work, section: Section, answers: Answers) -> Form:
    """What was posted stands before what was said."""
    said = answers.of(section)
    if section is Section.CAPABILITIES:
        kinds = [(kind.code, measured(kind)) for kind in capability_kinds(work)]
        return capabilities_form(kinds, answers.amounts())
    data: dict[str, Any] = asdict(said) if said else {}
    form = FORMS[section](data=data)
    _offer(work, form)
    return form


def _offer(work: Work, form: Form) -> None:
    """Fill the lists from today's terms."""
    if isinstance(form, OrganisationForm):
        form.sector_code.offer((term.code, named(term)) for term in sectors(work))
        form.district_code.offer((term.code, named(term)) for term in districts(work))
    elif isinstance(form, AlliancesForm):
        form.codes.choices = [(term.code, named(term)) for term in open_alliances(work)]
