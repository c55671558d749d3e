"""No letter tells its reader what its reader may not see on a page."""

from sqlalchemy import select

from alliance.applications import reviewing
from alliance.applications.findings import WordsText
from alliance.applications.model import Application
from alliance.foundation.kernel.actor import Actor, Role
from alliance.journal.model import Letter
from alliance.journal.post import address_mail, compose
from alliance.people import joining
from alliance.people.model import Invitation, JoinRequest

from . import world


def readers_of(portal, everything):
    """Who reads at which address: accounts, those whom an organisation names, applicants and the invited."""
    readers = {someone.email: everything.actors[who] for who, someone in everything.people.items() if someone}
    for label in "absg":
        thing = everything.things[label]
        for secret in everything.secrets:
            if secret.mark.endswith(f".{label}@marked.example"):
                readers[secret.mark] = Actor(role=Role.LIAISON, organisation_id=thing.organisation_id)
    helpers = [thing for name, thing in everything.things.items() if name.startswith("helper ")]
    return readers | {helper.email: helper.actor for helper in helpers}


def own_marks(everything, address):
    """What an applicant, somebody invited or somebody who asked to join has said or is called."""
    parts = {"applicant.example": address.partition("@")[0].removeprefix("is.")}
    label = parts.get(address.partition("@")[2]) or address.partition("@")[0].replace(".", "-")
    return {secret.mark for secret in everything.secrets if label in secret.mark or secret.mark == address}


def test_a_letter_shows_nobody_what_is_not_for_them(portal, make):
    everything = world.build(make)
    with make.work(everything.people["officer"].actor) as work:
        application = work.session.get_one(Application, everything.things["application there"].id)
        reviewing.give_back(work, application, WordsText(everything.mark("words-there")))
        request = work.session.scalars(select(JoinRequest)).one()
        joining.decline(work, request, everything.mark("regret-joiner"))
        invitations = work.session.scalars(select(Invitation)).all()
        letters = work.session.scalars(select(Letter)).all()
    readers, settings, wrong = readers_of(portal, everything), portal.config["SETTINGS"], []
    address_mail(portal, "smtp://localhost", settings)
    for letter in letters:
        with portal.app_context():
            message = compose(portal, letter, settings)
        actor, known = readers.get(letter.address, Actor()), own_marks(everything, letter.address)
        told = [secret for secret in everything.secrets if secret.mark in f"{message.subject} {message.body}"]
        kept = [one for one in told if one.mark not in known and not one.may_be_seen_by(actor)]
        wrong += [f"{letter.template} tells {letter.address} {secret.mark}" for secret in kept]
        assert "\n" not in message.subject
        assert message.recipients == [letter.address]
    assert {letter.template for letter in letters} >= {"invitation", "join_request", "application_returned"}
    assert len(invitations) == 2
    assert not wrong, "\n".join(wrong)
