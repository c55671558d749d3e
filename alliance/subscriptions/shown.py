"""What the page says of each topic, and who chooses what."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.vocabulary import Topic
from ..policy.can import Can
from ..policy.table import may
from .forms import ChoiceForm

OF_EVERYBODY = (Topic.PUBLICITY, Topic.VOLUNTEERING, Topic.MEMBERSHIP)

WHAT: Mapping[Topic, str] = {
    Topic.CASES: N_("What became of your cases, corrections of what you have read, and new ones that you follow."),
    Topic.ACTIONS: N_("What is asked of your organisation, answers and reminders; what came in since yesterday."),
    Topic.INITIATIVES: N_("Initiatives for your organisation, reminders, and pledges that were fulfilled."),
    Topic.OPERATIONS: N_("Operations that begin, and where your organisation is stationed."),
    Topic.SUPERVISION: N_("Supervision letters, measures and problems."),
    Topic.PUBLICITY: N_("Events that you keep or take part in, and publicity materials."),
    Topic.VOLUNTEERING: N_("Teams, hours and certificates. Offers and changes of shifts always come at once."),
    Topic.JOBS: N_("What you had done in the background: that it is ready, or why it failed."),
    Topic.MEMBERSHIP: N_("Your organisation, its people and duties, and your account."),
}


def topics_of(work: Work) -> Sequence[Topic]:
    """On which topics somebody gets letters at all."""
    return tuple(Topic) if may(work.actor, Can.SEE_OPERATIONS) else OF_EVERYBODY


def lines(form: ChoiceForm) -> list[tuple[Any, str]]:
    """The field of each topic, and what letters on it are."""
    return [(form[str(topic)], _(WHAT[topic])) for topic in form.topics]
