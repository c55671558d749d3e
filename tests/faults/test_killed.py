"""The web processes are killed with -9 while people write: what was acknowledged is there, once and whole."""

from collections import Counter

import pytest

from bench.faulting import killed_while

WRITERS, EACH, DROPPED = 4, 50, 0.15
pytestmark = pytest.mark.timeout(300)


def test_every_acknowledged_write_is_there_once_and_whole(portal, web, writers):
    at_work = writers(WRITERS, EACH, DROPPED)
    found, backs = killed_while(web, at_work, [50, 130], portal.database)
    lost = sum((writer.lost for writer in at_work), start=Counter())
    print(f"{portal.database.dialect.name}: {found}, {dict(lost)}, back after {[f'{back:.1f} s' for back in backs]}")
    assert [writer.failures for writer in at_work] == [[]] * WRITERS
    assert found.acknowledged == WRITERS * EACH
    assert found.good
    assert len(backs) == 2
    assert lost["dropped"] >= WRITERS * EACH * DROPPED / 2
    assert lost["away"] > 0
    assert {refused.status for writer in at_work for refused in writer.refused} <= {503}
    assert all(writer.still_signed_in() for writer in at_work)
