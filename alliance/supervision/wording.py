"""The words that the portal proposes for a measure: the officer changes them, or sends them as they are."""

from flask_babel import force_locale
from flask_babel import gettext as _

from ..foundation.kernel.words import N_
from ..foundation.web.language import LANGUAGES, long_day
from .due import DueLine
from .vocabulary import StepCode

LATE = N_("Your organisation was to finish the joint action “%(action)s” by %(day)s and has not reported it yet.")
UNSIGNED = N_("Your organisation was to sign for the joint action “%(action)s” by %(day)s and has not done so yet.")
ASKED = {
    StepCode.REMIND: N_("Please see to it, and report in the portal."),
    StepCode.NOTICE: N_("This is a formal notice. Please report in the portal what was done, or why it is late."),
    StepCode.LETTER: N_(
        "After reminder and notice the work is still not done. Please find the causes, name who is responsible, "
        "finish the work without delay and answer in writing."
    ),
    StepCode.INTERVIEW: N_(
        "The leader in charge of your organisation is asked to come to the center for an interview, and to bring a "
        "plan of how and by when the work will be finished."
    ),
    StepCode.LISTED: N_(
        "The work is put under listed supervision until it is finished and has been checked. Please report its "
        "progress every week."
    ),
}


def words_for(line: DueLine) -> str:
    """In Chinese, for they go to the organisation as an official paper does."""
    with force_locale(LANGUAGES[0]):
        late = _(UNSIGNED if line.unsigned else LATE, action=line.action, day=long_day(line.since))
        return f"{late}\n{_(ASKED[line.step.code])}"
