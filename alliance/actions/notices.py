"""Letters about assignments: to the organisation whose it is, to the officer who answers for the action, and to whom of
the organisation a part of the work was given.

Each says why one gets it. What somebody wrote stays in the portal; the letter leads there. What waits for nobody is
told in the summary of a morning.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ..foundation.kernel.clock import LOCAL_ZONE
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal import letters
from ..journal.reminders import REMINDS, key
from ..people.addresses import of_officer
from ..people.model import Person
from . import assignment_events as events
from .assignment_queries import Told, told
from .events import ActionClosed, ActionLaunched, ActionStopped
from .model import Assignment, JointAction
from .vocabulary import WORK, AssignmentRole, AssignmentState
from .work_model import SubTask

PAGE = "/actions/assignments/{}"

WHY: Mapping[AssignmentRole, str] = {
    AssignmentRole.LEAD: N_("You get this letter because your organisation leads this action, and you speak for it."),
    AssignmentRole.ASSIST: N_(
        "You get this letter because your organisation has a part in this action, and you speak for it."
    ),
    AssignmentRole.INFORM: N_(
        "You get this letter because your organisation is to know of this action, and you speak for it."
    ),
}
WHY_PART = N_("You get this letter because this part of the work bears your name.")
WHY_OFFICER = N_("You get this letter because you answer for this action at the center.")

TO_THE_ORGANISATION: Mapping[type[Any], str] = {
    events.AssignmentAnswered: N_("The center has answered your question"),
    events.AssignmentInsisted: N_("The center stands by what it asks of you"),
    events.AssignmentReturned: N_("The center gives your report back: something is wanting"),
    events.AssignmentVerified: N_("Your report is verified; nothing is left to do"),
    events.AssignmentWaived: N_("This is not asked of you any longer"),
    events.AssignmentRecalled: N_("This assignment is recalled"),
    events.ExtensionGranted: N_("You have more time now"),
    events.TimeGiven: N_("The center gives you more time"),
    events.ExtensionRefused: N_("There is no more time; the day stays"),
    events.AssignmentReminded: N_("Reminder: this still waits for you"),
}
WITH_ITS_ACTION: Mapping[AssignmentState, str] = {
    AssignmentState.WAIVED: TO_THE_ORGANISATION[events.AssignmentWaived],
    AssignmentState.RECALLED: TO_THE_ORGANISATION[events.AssignmentRecalled],
}
TO_THE_OFFICER: Mapping[type[Any], str] = {
    events.AssignmentQueried: N_("An organisation asks back"),
    events.AssignmentDeclined: N_("An organisation declines"),
    events.AssignmentReported: N_("A report waits to be verified"),
    events.ReportTakenBack: N_("An organisation has taken its report back"),
    events.ExtensionAsked: N_("An organisation asks for more time"),
}


def tell_launched(work: Work, event: ActionLaunched) -> None:
    """Everyone who has got an assignment by the launch. Two statements, however many there are."""
    _tell_of_assignment(work, told(work, Assignment.action_id == event.action_id))


def tell_assigned(work: Work, event: events.AssignmentMade | events.AssignmentMadeAgain) -> None:
    _tell_of_assignment(work, told(work, Assignment.id == event.assignment_id))


def _tell_of_assignment(work: Work, assignments: Sequence[Told]) -> None:
    new = [
        (address, about(one, WHY[one.role]) | {"receipt_due_on": _sign_by(one), "due_on": one.due_on.isoformat()})
        for one in assignments
        for address in one.addresses
    ]
    letters.write_all(work, "action_assigned", new)


def _sign_by(one: Told) -> str:
    """The day, or the minute at which the hours to sign within are over."""
    at = one.receipt_due_at
    return f"{at.astimezone(LOCAL_ZONE):%Y-%m-%d %H:%M}" if at else one.receipt_due_on.isoformat()


def tell_ended(work: Work, event: ActionClosed | ActionStopped) -> None:
    """Everyone of whom the action still asked something. As few statements as for one, however many there are."""
    done = AssignmentState.RECALLED if isinstance(event, ActionStopped) else AssignmentState.WAIVED
    a, what = Assignment, WITH_ITS_ACTION[done]
    left = told(work, a.action_id == event.action_id, a.state == done, a.finished_at == work.now)
    new = [(address, about(one, WHY[one.role]) | {"what": what}) for one in left for address in one.addresses]
    letters.write_all(work, "assignment_told", new)


def tell_organisation(work: Work, event: Any) -> None:
    """A reminder by hand is not sent any more once nothing is left to do. Of what ends with its action, `tell_ended`
    tells all at once."""
    assignment = work.session.get_one(Assignment, event.assignment_id)
    if assignment.state in WITH_ITS_ACTION and work.session.get_one(JointAction, assignment.action_id).closed_at:
        return
    reminds = {REMINDS: [key(WORK, event.assignment_id)]} if isinstance(event, events.AssignmentReminded) else {}
    for one in told(work, Assignment.id == event.assignment_id):
        words = about(one, WHY[one.role]) | {"what": TO_THE_ORGANISATION[type(event)], **reminds}
        letters.write_all(work, "assignment_told", [(address, words) for address in one.addresses])


def tell_officer(work: Work, event: Any) -> None:
    for one in told(work, Assignment.id == event.assignment_id):
        to, why = of_officer(work, one.officer_id, WHY_OFFICER)
        words = about(one, why) | {"what": TO_THE_OFFICER[type(event)]}
        letters.write_all(work, "assignment_told", [(address, words) for address in to])


def tell_of_part(work: Work, event: events.SubTaskAdded) -> None:
    """Whose name it bears, unless that person added it."""
    part = work.session.get_one(SubTask, event.sub_task_id)
    if part.person_id is None or part.person_id == work.actor.person_id:
        return
    address = work.session.get_one(Person, part.person_id).email
    for one in told(work, Assignment.id == event.assignment_id):
        words = about(one, WHY_PART) | {"what": N_("A part of the work is yours")}
        letters.write_all(work, "assignment_told", [(address, words)])


def about(one: Told, why: str) -> dict[str, Any]:
    """What each letter about an assignment names."""
    path = PAGE.format(one.assignment_id)
    words = {"title": one.title, "organisation": one.organisation, "drill": one.drill, "urgent": one.urgent}
    return words | {"why": why, "path": path}
