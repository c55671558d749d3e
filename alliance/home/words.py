"""The words of a page in the reader's language: it asks for hundreds, so each must cost little."""

from functools import cache
from typing import Any, cast

from babel import Locale
from babel.support import NullTranslations
from flask_babel import Domain, get_locale
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


class Words(Domain):  # type: ignore[misc]
    """The words of code: Flask-Babel would look for the catalogue again at every word."""

    def get_translations(self) -> NullTranslations:
        return _catalogue(get_locale())


WORDS = Words()


@cache
def _catalogue(_locale: Locale | None) -> NullTranslations:
    """The words of the language of this moment."""
    return cast(NullTranslations, Domain.get_translations(WORDS))
