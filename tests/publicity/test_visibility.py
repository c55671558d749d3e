"""What SQL lists is what the table lets in: every kind of actor, every state, random audiences, public or not."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from alliance.audiences.model import Audience
from alliance.audiences.terms import Term, Terms
from alliance.cases.visibility import audiences_reached
from alliance.foundation.kernel.actor import NOBODY, Role
from alliance.policy.can import Can
from alliance.policy.table import may
from alliance.publicity import queries
from alliance.publicity.model import PublicityEvent
from alliance.publicity.visibility import readable
from alliance.publicity.vocabulary import EventState
from tests.publicity.planning import BANKS, CARRIERS, EVERYBODY, NOW, TOMORROW

E = EventState
BEFORE = {E.DRAFT, E.PROPOSED, E.RETURNED, E.DECLINED}


def actors(stage):
    make = stage.make
    return [
        stage.officer.actor,
        stage.second.actor,
        make.person(Role.INSPECTOR).actor,
        make.person(Role.DISTRICT_OFFICER, district="140106").actor,
        stage.liaison.actor,
        make.person(Role.STAFF, organisation=stage.bank).actor,
        stage.outsider.actor,
        stage.reporter.actor,
        replace(stage.liaison.actor, organisation_stands=False),
        replace(stage.outsider.actor, organisation_stands=False),
        make.person(Role.VOLUNTEER).actor,
        make.person(None).actor,
        NOBODY,
    ]


def listed(work):
    return set(work.session.scalars(select(PublicityEvent.id).where(readable(work, audiences_reached(work)))))


def allowed(work, every):
    return {one for one in every if may(work.actor, Can.READ_EVENT, queries.reading(work, one))}


@pytest.fixture
def every(stage):
    """An event of the bank and one of the center in each state, for each audience, public and not."""
    made = {}
    for state, terms, public in product(E, (BANKS, CARRIERS, EVERYBODY), (True, False)):
        made[stage.event(state, terms=terms, public=public)] = (state, terms, public, "bank")
    for state, public in product((E.DRAFT, E.APPROVED, E.CANCELLED), (True, False)):
        made[stage.event(state, stage.second, terms=CARRIERS, public=public)] = (state, CARRIERS, public, "center")
    return made


def meant(every, actor, stage):
    """The ids that are meant to be read, said in a third way."""
    center, seen = actor.role in {Role.CENTER_ADMIN, Role.CENTER_OFFICER}, set()
    belongs = {stage.bank.id: BANKS, stage.carrier.id: CARRIERS}.get(actor.organisation_id)
    for event_id, (state, terms, public, whose) in every.items():
        approved = state not in BEFORE
        own = whose == "bank" and actor.organisation_id == stage.bank.id
        overseer = approved and actor.role in {Role.INSPECTOR, Role.DISTRICT_OFFICER}
        invited = actor.organisation_id is not None and actor.organisation_stands and terms in (belongs, EVERYBODY)
        if center or own or overseer or (approved and (public or invited)):
            seen.add(event_id)
    return seen


def test_the_filter_and_the_rule_agree_and_mean_what_they_should(stage, every):
    for actor in actors(stage):
        with stage.make.work(actor) as work:
            assert listed(work) == allowed(work, every) == meant(every, actor, stage), actor.role


def test_lists_show_nothing_that_may_not_be_read(stage, every):
    wanted = queries.EventFilter()
    for actor in actors(stage):
        with stage.make.work(actor) as work:
            in_calendar = {line.id for line in queries.between(work, wanted, NOW, TOMORROW + timedelta(days=1))}
            prepared = {line.id for line in queries.prepared(work, wanted).lines}
            may_read = allowed(work, every)
        assert in_calendar == {one for one in may_read if every[one][0] not in BEFORE}
        assert prepared <= may_read


terms = st.builds(
    Terms.of,
    st.lists(
        st.builds(
            Term,
            alliance=st.sampled_from(["", "police_bank", "police_telecom", "police_media"]),
            district=st.sampled_from(["", "140105", "140106"]),
            sector=st.sampled_from(["", "bank", "carrier"]),
        ),
        min_size=1,
        max_size=3,
    ),
    st.lists(st.builds(Term, alliance=st.sampled_from(["police_bank", "police_telecom"])), max_size=1),
)


@pytest.fixture
def settled(stage):
    """One approved event, whose audience changes, and everybody who may ask for it."""
    return stage.event(E.APPROVED, public=False), actors(stage)


@given(terms=terms, public=st.booleans())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_they_agree_for_whatever_audience(stage, settled, terms, public):
    event_id, everybody = settled
    with stage.work() as work:
        event = work.session.get_one(PublicityEvent, event_id)
        digest = terms.canonical().digest()
        audience = work.session.scalar(select(Audience).where(Audience.digest == digest))
        if audience is None:
            audience = Audience(digest=digest, terms=terms.canonical().to_json())
            work.session.add(audience)
            work.session.flush()
        event.audience_id, event.public = audience.id, public
    for actor in everybody:
        with stage.make.work(actor) as work:
            assert listed(work) == allowed(work, [event_id])
