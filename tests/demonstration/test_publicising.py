"""The launch and the events around today, as the demonstration tells them."""

from collections import Counter

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from alliance.demonstration import story
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.clock import local_day
from alliance.publicity.model import AgendaItem, Coverage, EventReach, PublicityEvent
from alliance.publicity.programme_model import Formation, FormationMember, Point
from alliance.publicity.vocabulary import EventState, PointKind

E = EventState


def test_the_launch_has_ten_formations_one_of_them_joint_and_thirty_one_points(portal):
    with Session(portal.database) as session:
        story.tell(session, clock.now())
        launch = session.scalars(select(PublicityEvent).where(PublicityEvent.kind_code == "launch")).one()
        assert (local_day(launch.starts_at).isoformat(), launch.state) == ("2022-07-04", E.SUMMARISED)
        assert (launch.attendance or 0) > 2000
        formations = session.scalars(
            select(Formation).where(Formation.event_id == launch.id).order_by(Formation.position)
        ).all()
        assert [one.title.removesuffix("方阵") for one in formations] == [
            *("公安", "骑警", "银行", "证券", "快递·滴滴", "互联网公司", "保险公司", "志愿者", "网格员"),
            "金融机构·通信运营商",
        ]
        joint = select(func.count()).where(FormationMember.formation_id == formations[4].id)
        assert session.scalar(joint) == 2
        points = session.scalars(select(Point).where(Point.event_id == launch.id)).all()
        assert sorted(one.number for one in points) == list(range(1, 32))
        assert {one.kind for one in points} == set(PointKind)
        for model in (AgendaItem, Coverage, EventReach):
            assert session.scalar(select(func.count()).where(model.event_id == launch.id))
        states = Counter(session.scalars(select(PublicityEvent.state)))
        assert states == {
            E.SUMMARISED: 1,
            E.OPEN: 3,
            E.RUNNING: 1,
            E.HELD: 1,
            E.PROPOSED: 1,
            E.RETURNED: 1,
            E.CANCELLED: 1,
        }
