"""The form of a text that is looked through while somebody writes it."""

from flask_babel import lazy_gettext as _

from ..foundation.web.forms import Form, TextBlock

TEXT_LONGEST = 20_000
"""Characters. A longer text is refused here; masking itself takes any."""

TEXTS_MOST = 20
"""Fields of one form that are looked through at once."""


class LookForm(Form):
    text = TextBlock(_("Text"), longest=TEXT_LONGEST, required=False)
