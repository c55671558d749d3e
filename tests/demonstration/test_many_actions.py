"""Joint actions by the thousand: forty run, the others are closed as if somebody had closed them."""

from sqlalchemy import func, select

from alliance.actions.model import Assignment, JointAction
from alliance.actions.vocabulary import FINISHED, ActionState
from alliance.demonstration import many_actions
from alliance.foundation.store.numbering import next_number

MANY = 3


def run(portal, *words):
    return portal.test_cli_runner().invoke(args=["demo", *words])


def test_each_has_an_assignment_for_every_organisation_and_they_are_made_once(portal, make, monkeypatch):
    monkeypatch.setattr(many_actions, "RUNNING", 2)
    monkeypatch.setattr(many_actions, "ORGANISATIONS", 140)
    run(portal)
    with make.work() as work:
        told = work.session.scalar(select(func.max(JointAction.number))) or 0
    done = run(portal, "--actions", str(MANY))
    assert done.exit_code == 0, done.output
    with make.work() as work:
        newest = select(JointAction).where(JointAction.number > told).order_by(JointAction.number.desc())
        actions = list(work.session.scalars(newest))
        assert [one.state for one in actions] == [ActionState.RUNNING, ActionState.RUNNING, ActionState.CLOSED]
        counted = select(func.count()).where(Assignment.action_id.in_([one.id for one in actions]))
        assert work.session.scalar(counted) == MANY * 140
        closed = work.session.scalars(select(Assignment).where(Assignment.action_id == actions[2].id)).all()
        assert all(one.state in FINISHED and one.finished_at for one in closed)
        assert 0 < actions[2].done_count <= actions[2].asked_count
        assert next_number(work.session, "joint_action") == told + MANY + 1
    again = run(portal, "--actions", "1")
    assert again.exit_code == 1
    assert "once" in again.output
