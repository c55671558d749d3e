"""The volunteers of the demonstration: marked as such, some of them waiting, one who signs in and leads."""

import pytest
from sqlalchemy import select

from alliance.demonstration import story
from alliance.demonstration.casework import actor_of
from alliance.foundation.kernel import clock
from alliance.journal.model import Letter
from alliance.volunteers import queries, team_queries
from alliance.volunteers.model import Volunteer, VolunteerTeam
from alliance.volunteers.queries import VolunteerFilter


@pytest.mark.timeout(300)
def test_everybody_is_marked_and_something_waits_for_whoever_answers(make):
    with make.work() as work:
        story.tell(work.session, clock.now())
    with make.work() as work:
        names = work.session.scalars(select(Volunteer.name)).all()
        titles = work.session.scalars(select(VolunteerTeam.title)).all()
        lead, officer = (actor_of(work.session, f"{who}@demo.example") for who in ("volunteer", "officer"))
        assert not work.session.scalars(select(Letter).where(Letter.template == "volunteer_told")).all()
    assert len(names) == 24
    assert len(titles) == 3
    assert all("（演示）" in text for text in (*names, *titles))
    with make.work(lead) as work:
        teams = {(team.coordinated, team.asking) for team in team_queries.listed(work).lines}
        assert teams == {(True, 1), (False, 2), (False, 1)}
        seen = queries.listed(work, VolunteerFilter()).lines
    with make.work(officer) as work:
        assert 0 < len(seen) < len(queries.listed(work, VolunteerFilter()).lines)
