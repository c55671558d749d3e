"""The words of templates in the reader's language: a page asks for a hundred, so each must cost little."""

from functools import cache
from typing import Any, cast

from babel import Locale
from babel.support import NullTranslations
from flask_babel import get_locale, get_translations
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup


@pass_eval_context
def translated(place: EvalContext, words: str, /, **values: Any) -> str:
    """What `_` says in a template: on a page the words are markup, and the values in them are escaped."""
    found = str(_catalogue(get_locale()).ugettext(words))
    if place.autoescape:
        found = Markup(found)  # noqa: S704 - the catalogue is ours
    return found % values if values else found


@cache
def _catalogue(_locale: Locale | None) -> NullTranslations:
    """The words of the language of this moment; Flask-Babel would look for them again at every word."""
    return cast(NullTranslations, get_translations())
