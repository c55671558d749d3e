"""The volunteer of the demonstration is asked to stand in, and has asked others; a free place was asked for."""

from collections import Counter

from sqlalchemy import select

from alliance.cover import queries
from alliance.cover.model import ASKED_AT_ONCE, StandIn
from alliance.cover.vocabulary import Kind
from alliance.demonstration import story
from alliance.demonstration.casework import actor_of
from alliance.foundation.kernel import clock
from alliance.foundation.store.work import Work


def test_the_demonstration_tells_of_cover(make):
    with make.work() as work:
        story.tell(work.session, clock.now())
        work.session.flush()
        helper = Work(actor_of(work.session, "volunteer@demo.example"), work.now, work.session)
        assert [one.task for one in queries.own_open(helper)] == ["签到引导岗"]
        asked = Counter(work.session.scalars(select(StandIn.kind)))
        assert asked == {Kind.NAMED: 2, Kind.SOUGHT: ASKED_AT_ONCE, Kind.CALLED: ASKED_AT_ONCE}
        work.session.rollback()
