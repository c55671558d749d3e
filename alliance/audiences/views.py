"""The pages of audiences: try one and see at once whom it means; keep it for later; open what is kept."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..foundation.web.forms import Form
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import commands, kept_queries, queries, wording
from .field import arguments
from .forms import KeepForm, TrialForm
from .kept_queries import KeptLine
from .queries import Words
from .terms import Terms

bp = Blueprint("audiences", __name__, url_prefix="/audiences")


@bp.get("/")
@permit(Can.CHOOSE_AUDIENCE)
def trial(work: Work) -> Response:
    form = TrialForm(request.args)
    _prepare(work, form)
    form.validate()
    return _trial_page(work, form, KeepForm(formdata=None))


def _prepare(work: Work, form: Any) -> None:
    """Hand the field the words of its terms and what its search finds."""
    field = form.terms
    words = queries.words_for(work, [row.term for row in field.rows])
    field.prepare(words, queries.found(work, field.search) if field.search else ())


def _trial_page(work: Work, form: Form, keeping: KeepForm, status: int = 200) -> Response:
    terms: Terms = form["terms"].data
    kept = kept_queries.kept(work)
    words = queries.words_for(work, (term for line in kept for term in line.terms.added | line.terms.taken))
    return page(
        "audiences/trial.html",
        status,
        form=form,
        keeping=keeping,
        who=queries.preview(work, terms),
        chosen=arguments(terms),
        kept=[_kept_row(line, words) for line in kept],
        may_keep=may(work.actor, Can.KEEP_AUDIENCE),
    )


def _kept_row(line: KeptLine, words: Words) -> tuple[Any, ...]:
    said = wording.sentence(line.terms, words)
    return (url_for("audiences.opened", kept_id=line.id), (line.title, said), local_day(line.kept_at))


@bp.post("/keep")
@permit(Can.KEEP_AUDIENCE)
def keep(work: Work) -> Response:
    form = KeepForm()
    _prepare(work, form)
    if form.terms.editing:
        return _trial_page(work, form, form)
    if form.settle(work, lambda: commands.keep(work, form.as_(commands.KeepText))):
        return go("audiences.opened", kept_id=form.result.id, said=_("The audience is kept."))
    return _trial_page(work, form, form, status=422)


@bp.get("/<uuid:kept_id>")
@permit(Can.CHOOSE_AUDIENCE, subject=kept_queries.kept_one)
def opened(work: Work, kept: KeptLine) -> Response:
    words = queries.words_for(work, kept.terms.added | kept.terms.taken)
    return page(
        "audiences/kept.html",
        kept=kept,
        said=wording.phrases(kept.terms, words),
        who=queries.preview(work, kept.terms),
        again=f"{url_for('audiences.trial')}?{urlencode(arguments(kept.terms))}",
        may_keep=may(work.actor, Can.KEEP_AUDIENCE),
    )


@bp.post("/<uuid:kept_id>/drop")
@permit(Can.KEEP_AUDIENCE)
def drop(work: Work, kept_id: UUID) -> Response:
    commands.drop(work, kept_id)
    return go("audiences.trial", said=_("The audience is no longer kept."))
