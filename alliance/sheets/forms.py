"""The forms of the roster sheet."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, SelectField

from ..foundation.web.forms import Form
from .verdicts import Verdict


class UploadForm(Form):
    file = FileField(_("Excel file (.xlsx)"), [FileRequired(_("Choose a file."))], render_kw={"accept": ".xlsx"})


class TakeOverForm(Form):
    seen = HiddenField()


class ShowForm(Form):
    """Which rows of the preview to show."""

    show = SelectField(choices=["", *Verdict], default="")
