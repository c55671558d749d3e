"""When this happens, then that: the one table that says who is told, and what follows, from each event."""

import hashlib
from collections.abc import Sequence
from typing import Any

from . import happenings
from .actions import assignment_events as assignments
from .actions import events as actions
from .actions import following as following_actions
from .actions import notices as action_letters
from .applications import events as applications
from .applications import notices as application_letters
from .attendance import codes as venue_codes
from .attendance import events as attendance
from .attendance import notices as attendance_letters
from .bots import telling as telling_groups
from .bots.following import fall_silent, remove_of_departed
from .cases import events as cases
from .cases import notices as case_letters
from .cases import sealing
from .certificates import events as certificates
from .certificates import notices as certificate_letters
from .certificates.following import recount
from .cover import following as following_cover
from .cover import notices as cover_letters
from .inbox.keeping import forget_of
from .initiatives import events as initiatives
from .initiatives import following as following_initiatives
from .initiatives import notices as initiative_letters
from .jobs import events as jobs
from .jobs import keeping as jobs_kept
from .jobs import notices as job_letters
from .journal.groups import Groups
from .journal.letters import Readers
from .journal.record import Journal, Reaction
from .journal.reminders import Duties
from .learning import events as learning
from .learning import marking as learning_marks
from .learning import notices as learning_letters
from .materials import events as materials
from .materials import notices as material_letters
from .matrix import commands as seating
from .matrix import events as matrix
from .operations import actions as stage_actions
from .operations import events as operations
from .operations import notices as operation_letters
from .organisations import events as organisations
from .organisations import notices as organisation_letters
from .people import departures
from .people import events as people
from .plaques import events as plaques
from .plaques.following import prepare_for_member, revoke_of_absent
from .plaques.notices import tell_of_issue
from .publicity import events as publicity
from .publicity import notices as publicity_letters
from .publicity import programme_events as programmes
from .quotas import events as quotas
from .quotas import notices as quota_letters
from .quotas.following import give_back_of_member
from .reminding import duties as reminded_duties
from .reminding import events as reminding
from .reminding import notices as reminding_letters
from .shifts import events as shifts
from .shifts import following as following_shifts
from .shifts import named
from .shifts import notices as shift_letters
from .subjects import SUBJECTS
from .subscriptions import links as subscription_links
from .subscriptions import queries as subscribed
from .supervision import events as supervision
from .supervision import notices as supervision_letters
from .supervision.following import lift_with_assignment
from .volunteers import events as volunteers
from .volunteers import keeping as volunteers_kept
from .volunteers import notices as volunteer_letters
from .volunteers import signing_up, team_events
from .volunteers.teams import close_of_departed

REALIGN: Sequence[Reaction] = (following_actions.follow_organisation, following_initiatives.reach)
"""Whatever lets an organisation belong to other audiences than before: it is given what is running there."""

CONSEQUENCES: dict[type[Any], Sequence[Reaction]] = {
    organisations.OrganisationAdmitted: (prepare_for_member, *REALIGN),
    organisations.OrganisationSuspended: (
        revoke_of_absent,
        give_back_of_member,
        organisation_letters.suspended,
        fall_silent,
        *REALIGN,
    ),
    organisations.OrganisationResumed: (prepare_for_member, organisation_letters.resumed, *REALIGN),
    organisations.OrganisationLeft: (
        organisation_letters.left,
        departures.end_with_organisation,
        close_of_departed,
        seating.end_seats_of_departed,
        revoke_of_absent,
        give_back_of_member,
        remove_of_departed,
        *REALIGN,
    ),
    organisations.OrganisationMerged: (
        organisation_letters.merged,
        departures.end_with_organisation,
        close_of_departed,
        seating.end_seats_of_departed,
        revoke_of_absent,
        give_back_of_member,
        remove_of_departed,
        *REALIGN,
    ),
    jobs.JobDone: (job_letters.tell_done,),
    jobs.JobFailed: (job_letters.tell_failed,),
    plaques.PlaqueIssued: (tell_of_issue,),
    applications.ApplicationSubmitted: (application_letters.tell_received,),
    applications.ApplicationReturned: (application_letters.tell_returned,),
    applications.ApplicationRefused: (application_letters.tell_refused,),
    applications.ApplicationAdmitted: (application_letters.tell_admitted,),
    cases.CaseReturned: (case_letters.tell_returned,),
    cases.CaseSetAside: (case_letters.tell_set_aside,),
    cases.EditionReleased: (case_letters.tell_released, learning_letters.tell_released),
    learning.CommentWritten: (learning_letters.tell_commented,),
    cases.CasesTakenAlong: (learning_marks.take_along,),
    cases.EditionWithdrawn: (case_letters.tell_withdrawn, learning_letters.tell_withdrawn),
    organisations.OrganisationKept: REALIGN,
    matrix.OrganisationSeated: REALIGN,
    matrix.DutiesSet: REALIGN,
    matrix.SeatEnded: REALIGN,
    actions.ActionLaunched: (stage_actions.check_operation_runs, action_letters.tell_launched),
    actions.ActionClosed: (action_letters.tell_ended,),
    actions.ActionStopped: (action_letters.tell_ended,),
    assignments.AssignmentMade: (action_letters.tell_assigned,),
    assignments.AssignmentMadeAgain: (action_letters.tell_assigned,),
    assignments.SubTaskAdded: (action_letters.tell_of_part,),
    **dict.fromkeys(action_letters.TO_THE_ORGANISATION, (action_letters.tell_organisation,)),
    **dict.fromkeys(action_letters.TO_THE_OFFICER, (action_letters.tell_officer,)),
    initiatives.InitiativeIssued: (initiative_letters.tell_issued,),
    initiatives.InitiativeReached: (initiative_letters.tell_reached,),
    initiatives.InitiativeReminded: (initiative_letters.tell_reminded,),
    initiatives.InitiativeWithdrawn: (initiative_letters.tell_withdrawn,),
    initiatives.PledgeFulfilled: (initiative_letters.tell_fulfilled,),
    operations.OperationStarted: (operation_letters.tell_started,),
    operations.Stationed: (operation_letters.tell_stationed,),
    supervision.MeasureProposed: (supervision_letters.measure_proposed,),
    supervision.MeasureIssued: (supervision_letters.measure_issued,),
    supervision.MeasureAnswered: (supervision_letters.measure_answered,),
    supervision.MeasureLifted: (supervision_letters.measure_lifted,),
    supervision.ProblemListed: (supervision_letters.problem_listed,),
    supervision.ProblemPlanned: (supervision_letters.problem_planned,),
    supervision.ProblemRectified: (supervision_letters.problem_rectified,),
    supervision.ProblemSentBack: (supervision_letters.problem_sent_back,),
    supervision.ProblemRechecked: (supervision_letters.problem_rechecked,),
    supervision.ProblemWrittenOff: (supervision_letters.problem_written_off,),
    reminding.RemindedByCalendar: (reminding_letters.tell_reminded,),
    reminding.RemindedToAnswer: (reminding_letters.tell_to_answer,),
    reminding.RemindedToMend: (reminding_letters.tell_to_mend,),
    reminding.RemindedOfInitiative: (reminding_letters.tell_of_initiative,),
    publicity.EventProposed: (publicity_letters.tell_proposed,),
    publicity.EventApproved: (publicity_letters.tell_approved,),
    publicity.EventGivenBack: (publicity_letters.tell_given_back,),
    publicity.EventDeclined: (publicity_letters.tell_declined,),
    publicity.EventMoved: (
        publicity_letters.tell_moved,
        shift_letters.tell_event_moved,
        quota_letters.tell_event_moved,
    ),
    publicity.EventCancelled: (publicity_letters.tell_cancelled, following_shifts.call_off_of_event),
    programmes.PointRemoved: (following_shifts.part_from_point,),
    materials.MaterialGivenBack: (material_letters.tell_given_back,),
    materials.MaterialApproved: (material_letters.tell_approved,),
    materials.MaterialWithdrawn: (material_letters.tell_withdrawn,),
    people.Appointed: (signing_up.confirm_appointed,),
    people.AppointmentEnded: (volunteers_kept.part_from, forget_of),
    people.AccountDisabled: (forget_of,),
    people.AccountErased: (jobs_kept.forget_of,),
    team_events.TeamAsked: (volunteer_letters.tell_asked,),
    team_events.TeamClosed: (volunteer_letters.tell_closed,),
    **dict.fromkeys(volunteer_letters.TO_THE_MEMBER, (volunteer_letters.tell_member,)),
    volunteers.QualificationConfirmed: (volunteer_letters.tell_qualified,),
    volunteers.QualificationRevoked: (volunteer_letters.tell_revoked,),
    volunteers.VolunteerConfirmed: (named.tie_confirmed,),
    volunteers.VolunteerLeft: (following_shifts.withdraw_of_volunteer, following_cover.end_of_volunteer),
    shifts.ShiftChanged: (shift_letters.tell_changed, quota_letters.tell_moved),
    shifts.ShiftCancelled: (
        shift_letters.tell_called_off,
        quota_letters.tell_called_off,
        following_cover.end_of_shift,
    ),
    shifts.QuotaReturned: (quota_letters.tell_returned,),
    quotas.QuotaKept: (quota_letters.tell_kept,),
    quotas.QuotaChanged: (quota_letters.tell_changed,),
    quotas.NameStruck: (quota_letters.tell_struck,),
    shifts.PersonNamed: (shift_letters.tell_named,),
    shifts.PlaceOffered: (shift_letters.tell_offered,),
    shifts.OfferLapsed: (shift_letters.tell_lapsed,),
    shifts.SignUpWithdrawn: (shift_letters.alert_coordinator, following_cover.end_of_sign_up),
    shifts.SignUpReleased: (shift_letters.tell_released, following_cover.end_of_sign_up),
    **cover_letters.TOLD,
    attendance.HoursCorrected: (attendance_letters.tell_corrected, recount),
    certificates.CertificateRevoked: (certificate_letters.tell_revoked,),
}

for ended in (
    *(assignments.AssignmentVerified, assignments.AssignmentWaived, assignments.AssignmentRecalled),
    assignments.AssignmentReceived,
):
    CONSEQUENCES[ended] = (*CONSEQUENCES.get(ended, ()), lift_with_assignment)


def set_up(secret_key: str) -> None:
    """Give the journal its key (derived from the portal's, so not in the database), its words and its reactions; and
    what is sealed in cases, its own."""
    sealing.set_up(secret_key)
    venue_codes.set_up(secret_key)
    Journal.key = hashlib.sha256(b"journal:" + secret_key.encode()).digest()
    Journal.reactions, Journal.subjects = CONSEQUENCES, SUBJECTS
    Readers.by_address = staticmethod(subscribed.readers)
    subscription_links.set_up(secret_key)
    Groups.tell = staticmethod(telling_groups.tell)
    Duties.waiting = staticmethod(reminded_duties.waiting)
    Journal.words = happenings.words()
