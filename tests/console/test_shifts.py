"""The worker's round looks after offers and requests to stand in, each shift in a transaction of its own."""

from alliance.console.shifts import tend_shifts
from alliance.foundation.kernel import clock
from tests.cover.covering import crew_of
from tests.shifts.doing import NOW


def test_a_round_ends_requests_whose_time_has_passed(portal, make, monkeypatch):
    crew = crew_of(make)
    crew.roster.helpers(2)
    crew.seek()
    assert tend_shifts(portal.database) == 0
    until = max(one.until for one in crew.requests())
    monkeypatch.setattr(clock, "now", lambda: until)
    assert until > NOW
    assert tend_shifts(portal.database) == 1
    assert crew.states() == ["lapsed", "lapsed"]
    assert tend_shifts(portal.database) == 0
