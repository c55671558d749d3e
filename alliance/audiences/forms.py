"""The forms of audiences: trying one, and keeping it under a title."""

from flask_babel import lazy_gettext as _

from ..foundation.web.forms import Form, TextLine
from .field import AudienceField
from .model import TITLE_LENGTH


class TrialForm(Form):
    terms = AudienceField(_("Who is meant"))


class KeepForm(Form):
    title = TextLine(_("Title"), longest=TITLE_LENGTH)
    terms = AudienceField(_("Who is meant"))
