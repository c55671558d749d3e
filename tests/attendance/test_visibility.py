"""The filter in SQL says what the table says: lists for whoever keeps the event, hours of one's own."""

import pytest
from sqlalchemy import select

from alliance.attendance import queries
from alliance.foundation.kernel.actor import NOBODY, Role
from alliance.policy.can import Can
from alliance.policy.table import may
from alliance.publicity.model import PublicityEvent
from alliance.publicity.vocabulary import EventState
from alliance.shifts import people, visibility
from alliance.shifts.model import SignUp
from alliance.volunteers.model import Volunteer


@pytest.fixture
def readers(ground):
    stage, make = ground.stage, ground.make
    others = [
        make.person(role, district="140106" if role is Role.DISTRICT_OFFICER else None)
        for role in (Role.INSPECTOR, Role.DISTRICT_OFFICER, Role.VOLUNTEER)
    ]
    known = (stage.officer, stage.second, stage.liaison, stage.outsider, stage.reporter, *others)
    return [NOBODY, *(one.actor for one in known)]


def test_what_is_kept_is_what_the_table_lets_one_keep(ground, readers):
    stage = ground.stage
    for state in (EventState.DRAFT, EventState.PROPOSED, EventState.APPROVED, EventState.CANCELLED):
        stage.event(state)
        stage.event(state, stage.outsider)
    stage.event(EventState.DRAFT, stage.officer)
    for actor in readers:
        with ground.make.work(actor) as work:
            kept = set(work.session.scalars(select(PublicityEvent.id).where(visibility.kept(work))))
            every = work.session.scalars(select(PublicityEvent)).all()
            assert kept == {one.id for one in every if may(actor, Can.KEEP_EVENT, one)}, actor.role


def test_what_is_ones_own_is_what_the_table_says_is(ground, readers):
    helpers = [ground.volunteer() for _ in range(2)]
    for helper in helpers:
        ground.sign_up(helper)
    for actor in (*readers, *(helper.who.actor for helper in helpers)):
        with ground.make.work(actor) as work:
            asked = select(SignUp.id).join(Volunteer, Volunteer.id == SignUp.volunteer_id)
            own = set(work.session.scalars(asked.where(visibility.own(work))))
            every = work.session.scalars(select(SignUp.id)).all()
            for can, line in ((Can.KEEP_OWN_HOURS, queries.own_line), (Can.ANSWER_OWN_SIGN_UP, people.own_line)):
                assert own == {one for one in every if may(actor, can, line(work, one))}, can
