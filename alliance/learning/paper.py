"""What is taken along from a case in few words: sentences of advice, and three lines to pass on."""

import re
from collections.abc import Sequence

from flask_babel import gettext as _

from ..cases.telling import CaseText
from ..foundation.kernel.words import N_

SENTENCES = 3
LONGEST = 60
"""Characters of a sentence that still fits a leaflet; what is longer is left to the bulletin."""

SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?")
NUMBERING = re.compile(r"^\s*(?:[（(]?\d{1,2}[）)、.．]\s*|[•·\-—]\s*)")
ALWAYS = (
    N_("No honest caller asks you to move money to a “safe account”, to share your screen or to tell a code."),
    N_("Do not believe it, do not tell anything, do not transfer: check first, by a number that you look up yourself."),
    N_("When in doubt call 96110; if money is gone, call 110 at once."),
)
"""What holds for every case; it stands where a case gives less advice of its own."""


def advice(text: CaseText) -> Sequence[str]:
    """Three sentences short enough for a leaflet: the case's own first, then what always holds."""
    own = [NUMBERING.sub("", one).strip() for one in SENTENCE.findall(text.advice)]
    given = [one for one in own if 0 < len(one) <= LONGEST]
    return [*given, *(_(words) for words in ALWAYS)][:SENTENCES]


def three_lines(text: CaseText) -> str:
    """The case, one sentence of advice, and whom to call: to copy into a message."""
    return "\n".join((_("Anti-fraud warning: %(title)s", title=text.title), advice(text)[0], _(ALWAYS[-1])))
