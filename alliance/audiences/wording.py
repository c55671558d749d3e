"""The terms of an audience in plain words: 警银联盟 · 治理矩阵."""

from collections.abc import Iterable, Sequence

from flask_babel import gettext as _

from ..foundation.web.language import named
from ..matrix.groups import ALLIANCES, MATRICES
from ..matrix.shown import title
from .queries import Words
from .terms import Term, Terms

SINGLES_SAID = 20


def option(facet: str, code: str, words: Words) -> str:
    """What one choice is called; a code that is no longer in use is shown as it is."""
    term = words.facets[facet].get(code)
    if term is None:
        return str(_("%(code)s (no longer in use)", code=code))
    if facet in {"alliance", "matrix"}:
        return title(ALLIANCES if facet == "alliance" else MATRICES, term)
    return named(term)


def phrase(term: Term, words: Words) -> str:
    """One term: what it asks for, the widest facet first."""
    asked = term.given()
    named_one = asked.pop("organisation", None)
    parts = [option(facet, code, words) for facet, code in asked.items()]
    if named_one:
        parts.insert(0, words.organisations.get(named_one, named_one))
    return " · ".join(parts) or _("Every member")


def phrases(terms: Terms, words: Words) -> dict[str, Sequence[str]]:
    """What is added and what is taken away, each term in words, in canonical order."""
    form = terms.canonical()
    return {
        "added": _said(form.added, words),
        "taken": _said(form.taken, words),
    }


def _said(terms: Iterable[Term], words: Words) -> list[str]:
    """Each of them; of many single organisations the first few, and how many more."""
    ordered = sorted(terms)
    more = [term for term in ordered if term.single][SINGLES_SAID:]
    left = frozenset(more)
    said = [phrase(term, words) for term in ordered if term not in left]
    return [*said, _("%(count)d organisations more", count=len(more))] if more else said


def sentence(terms: Terms, words: Words) -> str:
    said = phrases(terms, words)
    added = str(_("; ")).join(said["added"])
    if not said["taken"]:
        return added
    return str(_("%(added)s, except %(taken)s", added=added, taken=_("; ").join(said["taken"])))
