"""What of a letter a group is told: one sentence, and where to read on after signing in.

A letter is for its addressee; a group has more readers: colleagues without an account, people of other companies, who
joined long ago, and the company that runs the chat program. So nothing goes to a group but what is listed here, and a
template that is not listed goes to none:

- never what holds a secret or a link that is signed for its reader (`BY_MAIL_ONLY` has no topic, and of two addresses
  of a page the one without a signature is taken);
- never what concerns a person: volunteers and their shifts, who asks to join, whose duties are handed over, what one
  follows for oneself, the part of a work that bears somebody's name;
- of a typical case, an operation, a hotspot and a measure of supervision only that there is something new: who may
  read a case changes (TLP, audiences), and a group does not change with it;
- of what is addressed to many organisations, or public, its title too, with numbers masked as everywhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..actions.notices import WHY_PART
from ..foundation.kernel.words import N_
from ..journal.letters import INBOX
from ..journal.reminders import REMINDS
from ..journal.vocabulary import TOPIC_OF, Topic
from ..masking.finding import masked
from .model import PATH_LENGTH, WORDS_LENGTH

TITLE_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Said:
    """`words`: a msgid; where it is empty, the letter's own parameter `headline` names one. `names`: the parameters
    that fill it; a title that it has no place for stands behind it. `pages`: only letters that lead there."""

    words: str = ""
    names: tuple[str, ...] = ()
    headline: str = ""
    pages: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    words: str
    params: Mapping[str, Any]
    path: str


TITLE = ("title",)
PERSONAL = frozenset({WHY_PART})
"""Reasons for a letter that its reader has alone, though others get the same kind of letter for another one."""
SAYS: Mapping[str, Said] = {
    "case_released": Said(N_("A case of your organisation is released")),
    "case_returned": Said(N_("The center asks your organisation to change a case")),
    "case_set_aside": Said(N_("A case of your organisation was not taken up")),
    "case_withdrawn": Said(N_("An edition of a case of your organisation is withdrawn")),
    "case_commented": Said(N_("A comment for you on a case")),
    "edition_replaced": Said(N_("A case that you have read was corrected")),
    "edition_withdrawn": Said(N_("A case that you have read is withdrawn")),
    "action_assigned": Said(N_("A joint action asks something of your organisation"), TITLE),
    "assignment_told": Said("", TITLE, headline="what"),
    "initiative_issued": Said(N_("Initiative: %(title)s"), TITLE),
    "initiative_due": Said("", TITLE, headline="headline"),
    "initiative_reminded": Said(N_("Not answered yet: %(title)s"), TITLE),
    "initiative_withdrawn": Said(N_("Withdrawn: %(title)s"), TITLE),
    "initiative_fulfilled": Said(N_("Pledge fulfilled: %(title)s"), TITLE),
    "operation_started": Said(N_("A special operation has started in which your organisation takes part")),
    "hotspot_stationed": Said(N_("Your organisation is stationed at a hotspot")),
    "supervision": Said("", headline="headline"),
    "supervision_problem": Said("", headline="headline"),
    "publicity_event": Said("", TITLE, headline="headline"),
    "material": Said("", TITLE, headline="headline"),
    "volunteer_shift": Said("", TITLE, headline="headline", pages="/quotas/"),
    "organisation_resumed": Said(N_("%(organisation)s is a member again"), ("organisation",)),
    "organisation_merged": Said(N_("%(organisation)s has merged into %(into)s"), ("organisation", "into")),
    "plaque_issued": Said(N_("The plaque of your organisation is issued")),
}
UNSAID = frozenset(
    {"case_followed", "daily_summary", "join_request", "duties_handed_over", "password_changed"}
    | {"volunteer_stand_in", "volunteer_told", "volunteer_known", "hours_corrected", "certificate_revoked"}
    | {"organisation_suspended", "organisation_left", "bot_fallen_silent", "job_ended"}
)
"""They have a topic, and still go to no group: what is personal, and what tells of the group's own end."""
TOPICS: tuple[Topic, ...] = tuple(topic for topic in Topic if any(TOPIC_OF[template] is topic for template in SAYS))


def sentence(template: str, params: Mapping[str, Any]) -> Sentence | None:
    """What a group is told of a letter, or None."""
    said = SAYS.get(template)
    path = str(params.get("page") or params.get("path") or INBOX)
    if said is None or not path.startswith(said.pages or "/") or len(path) > PATH_LENGTH:
        return None
    if params.get("why") in PERSONAL:
        return None
    words = said.words or str(params[said.headline])
    kept: dict[str, Any] = {name: masked(_line(str(params[name])))[:TITLE_LENGTH] for name in said.names}
    kept |= {"drill": True} if params.get("drill") else {}
    kept |= {REMINDS: params[REMINDS]} if REMINDS in params else {}
    return Sentence(words[:WORDS_LENGTH], kept, path)


def _line(text: str) -> str:
    return " ".join(text.split())
