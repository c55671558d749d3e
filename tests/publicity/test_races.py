"""Two at once: nothing counted is lost, no number is taken twice, and of two who decide one is told."""

import pytest
from sqlalchemy import select

from alliance.publicity.programme_model import Formation, Point
from alliance.publicity.vocabulary import EventState
from tests.applications.test_races import at_once
from tests.screenless import Browser

E = EventState


@pytest.fixture
def officers(portal, stage):
    return [Browser(portal, who) for who in (stage.officer, stage.second)]


def test_what_two_phones_count_at_once_is_added_up(portal, stage):
    event_id = stage.event(E.RUNNING)
    address = {"event_id": event_id, "point_id": stage.point(event_id, 1, stage.carrier)}
    phones = [Browser(portal, who) for who in (stage.outsider, stage.liaison, stage.officer)]
    for _ in range(3):
        posts = [(one, "publicity.count", {"visitors": "7", "questions": "2"}, address) for one in phones]
        assert at_once(*posts) == [303, 303, 303]
    point = stage.stored(Point, address["point_id"])
    assert (point.visitors, point.questions) == (63, 18)


def test_a_count_sent_twice_at_once_is_added_once(portal, stage, officers):
    event_id = stage.event(E.RUNNING)
    address = {"event_id": event_id, "point_id": stage.point(event_id)}
    twin = Browser(portal)
    twin.client.set_cookie("portal", officers[0].client.get_cookie("portal").value)
    said = {"visitors": "7", "questions": "0", "idempotency_key": "k" * 32}
    assert at_once(*[(one, "publicity.count", said, address) for one in (officers[0], twin)]) == [303, 303]
    assert stage.stored(Point, address["point_id"]).visitors == 7


def test_one_number_is_taken_once(stage, officers):
    event_id = stage.event(E.APPROVED)
    said = {"number": "5", "kind": "publicity"}
    posts = [
        (one, "publicity.add_point", said | {"title": f"第{n}处"}, {"event_id": event_id})
        for n, one in enumerate(officers)
    ]
    assert at_once(*posts) == [303, 422]
    with stage.make.work() as work:
        assert work.session.scalars(select(Point.number)).all() == [5]


def test_of_two_who_decide_at_once_the_second_gets_409(stage, officers):
    event_id = stage.event(E.PROPOSED)
    seen = officers[0].get("publicity.approving", event_id=event_id).form("/approve").values
    approving = {"version": seen["version"]}
    statuses = at_once(
        (officers[0], "publicity.approve", approving, {"event_id": event_id}),
        (officers[1], "publicity.decline", {"reason": "冲突"}, {"event_id": event_id}),
    )
    assert statuses == [303, 409]


def test_an_event_cancelled_while_it_opens_ends_cancelled(stage, officers):
    event_id = stage.event(E.APPROVED)
    statuses = at_once(
        (officers[0], "publicity.open", {}, {"event_id": event_id}),
        (officers[1], "publicity.cancel", {"reason": "暴雨"}, {"event_id": event_id}),
    )
    assert statuses in ([303, 303], [303, 409])
    assert stage.state(event_id) is E.CANCELLED


def test_two_formations_added_at_once_take_two_places(stage, officers):
    address = {"event_id": stage.event(E.APPROVED)}
    posts = [
        (one, "publicity.add_formation", {"title": f"第{n}", "heads": "9"}, address) for n, one in enumerate(officers)
    ]
    assert at_once(*posts) == [303, 303]
    with stage.make.work() as work:
        assert sorted(work.session.scalars(select(Formation.position))) == [1, 2]
