"""What is asked of the board, the name of a view that is kept, and the bar that acts on what is chosen."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, Optional

from ..cases.found_model import ADDRESS_LENGTH, SEARCH_TITLE_LENGTH
from ..foundation.kernel.bigrams import QUERY_LONGEST
from ..foundation.kernel.words import N_, Labelled
from ..foundation.web.forms import Form, TextBlock, TextLine, fit
from ..foundation.web.language import in_chinese
from .board_filter import BoardFilter, Drills, Order
from .board_words import BoardWords
from .model import WORDS_LENGTH
from .vocabulary import RED, ActionState, BulkKind, Light

RED_ONLY = "red"
STATES = (ActionState.RUNNING, ActionState.CLOSED, ActionState.STOPPED)


class Show(Labelled):
    """The three ways to look at the same."""

    PICTURE = "", N_("Picture")
    LIST = "list", N_("List")
    ALLIANCES = "alliances", N_("By alliance")


class BoardForm(Form):
    """The filters of the board, as an address has them. A value that nobody can choose is refused."""

    q = StringField(_("Words in the title"), [Optional(), fit, Length(max=QUERY_LONGEST)], default="")
    organisation = StringField(_("Organisation"), [Optional(), fit, Length(max=QUERY_LONGEST)], default="")
    alliance = SelectField(_("Alliance"), default="")
    district = SelectField(_("District"), default="")
    light = SelectField(_("Light"), default="")
    matrix = SelectField(_("Matrix"), default="")
    stage = SelectField(_("Stage of an operation"), default="")
    officer = SelectField(_("Officer"), default="")
    state = SelectField(_("State of the action"), default="")
    drills = SelectField(_("Drills"), default="")
    order = SelectField(_("Order"), default="")

    def offer(self, words: BoardWords) -> None:
        """Fill the lists to choose from."""
        every = ("", gettext("All"))
        for name in ("alliance", "district", "matrix", "stage", "officer"):
            terms = getattr(words, name)
            self[name].choices = [every, *((term.code, term.zh if in_chinese() else term.en) for term in terms)]
        self.light.choices = [every, (RED_ONLY, gettext("Red ones only")), *_words(Light)]
        self.state.choices = [("" if one is ActionState.RUNNING else one.value, gettext(one.label)) for one in STATES]
        self.drills.choices, self.order.choices = _words(Drills), _words(Order)

    def asked(self) -> BoardFilter:
        """The same as a plain value, of a form that was judged."""
        chosen = self.light.data
        return BoardFilter(
            q=self.q.data,
            organisation=self.organisation.data,
            alliance=self.alliance.data,
            matrix=self.matrix.data,
            district=self.district.data,
            stage=UUID(self.stage.data) if self.stage.data else None,
            officer=UUID(self.officer.data) if self.officer.data else None,
            lights=RED if chosen == RED_ONLY else (Light(chosen),) if chosen else (),
            state=ActionState(self.state.data or ActionState.RUNNING.value),
            drills=Drills(self.drills.data),
            order=Order(self.order.data),
        )


def _words(labelled: Iterable[Any]) -> list[tuple[str, str]]:
    return [(one.value, gettext(one.label)) for one in labelled]


class ShowForm(Form):
    """Which of the three ways to look the address asks for."""

    show = SelectField(choices=[one.value for one in Show], default="")


class KeepViewForm(Form):
    """`address`: the filters that the page shows, to be kept under a title."""

    title = TextLine(_("Keep this view as"), longest=SEARCH_TITLE_LENGTH)
    address = StringField("", [Optional(), fit, Length(max=ADDRESS_LENGTH)])


class BulkForm(Form):
    """`chosen`: assignments, each with the revision of the report that the page showed."""

    chosen = SelectMultipleField(_("What is chosen"), [InputRequired(_("Choose at least one."))], validate_choice=False)
    kind = SelectField(_("What to do"), choices=[one.value for one in BulkKind])
    until_on = DateField(_("More time until"), [Optional()], render_kw={"class": "w-code"})
    words = TextBlock(_("Words to the organisations"), longest=WORDS_LENGTH, required=False, render_kw={"rows": 2})
    address = StringField("", [Optional(), fit, Length(max=ADDRESS_LENGTH)])
