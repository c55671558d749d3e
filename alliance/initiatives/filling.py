"""Between the forms and the commands: drafts and pledges as their forms show them, and what was filled in."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from ..audiences import queries as audiences
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..organisations.model import Post
from ..organisations.queries import contacts
from . import reading
from .answering import ClauseText, PledgeText
from .answers import AnswerReading
from .drafting import InitiativeText
from .forms import ASK_PARTS, InitiativeForm, PledgeForm, pledge_form
from .reading import AskLine, InitiativeReading

SIGNERS = (Post.LEADER_IN_CHARGE, Post.FIRST_LEADER, Post.LIAISON)
"""Who signs for an organisation as a rule, the usual first."""


def new_draft(work: Work, office: str) -> InitiativeForm:
    return InitiativeForm(None, office=office, dated_on=local_day(work.now))


def draft_form(work: Work, initiative: InitiativeReading) -> InitiativeForm:
    """The form of a draft as it stands."""
    values: dict[str, Any] = {
        name: getattr(initiative, name) for name in ("version", "title", "office", "dated_on", "text", "public")
    }
    values["terms"] = reading.terms_of(work, initiative.audience_id)
    for number, ask in enumerate(reading.asks(work, initiative.id)):
        values |= {f"ask_{number}_{part}": getattr(ask, part) for part in ASK_PARTS}
    return InitiativeForm(None, data=values)


def prepare(work: Work, form: InitiativeForm) -> InitiativeForm:
    """Hand the choice of the audience its words, and what its search finds."""
    field = form.terms
    words = audiences.words_for(work, [row.term for row in field.rows])
    field.prepare(words, audiences.found(work, field.search) if field.search else ())
    return form


def initiative_text(form: InitiativeForm) -> InitiativeText:
    return InitiativeText(
        title=form.title.data,
        office=form.office.data,
        dated_on=form.dated_on.data,
        text=form.text.data,
        terms=form.terms.data,
        asks=form.asks(),
        public=form.public.data,
        version=form.version.data or 0,
    )


def form_for(asks: Sequence[AskLine]) -> type[PledgeForm]:
    return pledge_form({ask.position: ask.target is not None for ask in asks})


def begun_pledge(work: Work, asks: Sequence[AskLine], answer: AnswerReading | None) -> PledgeForm:
    """The form as it is first shown: what was pledged before; else the targets asked for, and who signs as a rule."""
    values: dict[str, Any] = {f"target_{ask.position}": ask.target for ask in asks}
    before = answer.pledge if answer else None
    if before:
        for clause in before.clauses:
            values |= {f"take_{clause.position}": True, f"words_{clause.position}": clause.words}
            values |= {f"target_{clause.position}": clause.target}
        values |= {name: getattr(before, name) for name in ("signer", "signer_office", "name_shown", "signer_shown")}
    else:
        values |= _usual_signer(work)
    return form_for(asks)(None, data=values | {"revision": answer.revision if answer else 0})


def _usual_signer(work: Work) -> dict[str, str]:
    if work.actor.organisation_id is None:
        return {}
    known = {line.post: line.name for line in contacts(work, work.actor.organisation_id)}
    post = next((post for post in SIGNERS if known.get(post)), None)
    return {"signer": known[post], "signer_office": _(post.label)} if post else {}


def pledge_text(form: PledgeForm, asks: Sequence[AskLine]) -> PledgeText:
    taken = {}
    for ask in asks:
        fields = form.clause_fields(ask.position)
        if fields["take"].data:
            target = fields["target"].data if "target" in fields else None
            taken[ask.id] = ClauseText(target, fields["words"].data or "")
    return PledgeText(
        taken,
        form["signer"].data,
        form["signer_office"].data,
        form["name_shown"].data,
        form["signer_shown"].data,
        form["revision"].data or 0,
    )
