"""Bots and jobs in every state that the administrator's page and the figures count."""

from datetime import timedelta

from alliance.bots.model import Bot, BotMessage
from alliance.bots.vocabulary import BotKind, BotState
from alliance.foundation.kernel.ids import new_id
from alliance.jobs.model import Job, JobState
from alliance.jobs.running import FAILED
from alliance.organisations.model import Organisation, OrganisationState

AHEAD = timedelta(hours=12)


def bot(work, organisation_id=None, state=BotState.WORKS, **more):
    row = Bot(
        organisation_id=organisation_id,
        kind=BotKind.WECOM,
        name="群",
        host="qyapi.weixin.qq.com",
        tail="abcd",
        sealed_address=b"sealed",
        topics=[],
        at_once=True,
        set_up_at=work.now,
        state=state,
        state_since=work.now,
        free_at=work.now,
        **more,
    )
    work.session.add(row)
    work.session.flush()
    return row


def message(work, whose, **more):
    said = {
        "template": "material",
        "words": "",
        "params": {},
        "path": "/",
        "mark": str(new_id()),
        "written_at": work.now,
    }
    work.session.add(BotMessage(bot_id=whose.id, **{**said, "due_at": work.now, **more}))


def job(work, person_id, state, **more):
    its = {"kind": "plaque_documents", "person_id": person_id, "params": {}, "language": "zh_Hans_CN", "total": 1}
    work.session.add(Job(**its, asked_at=work.now, state=state, **{"state_since": work.now, **more}))


def add_bots_and_jobs(make, now):
    """As of `now`: two messages are late, one waits for a morning, one is a test, and three are of bots that may not
    speak; of two jobs that wait one has lost its worker; of three that failed one did so two days before."""
    person_id, member, suspended = make.person().id, make.organisation(), make.organisation()
    with make.work(now=now) as work:
        work.session.get_one(Organisation, suspended.id).state = OrganisationState.SUSPENDED
        speaks, lags = bot(work), bot(work, failing_since=now)
        message(work, speaks)
        message(work, speaks, trial=True)
        message(work, speaks, due_at=now + AHEAD)
        message(work, lags, due_at=now + AHEAD, attempts=1)
        for silent in (bot(work, state=BotState.STOPPED), bot(work, state=BotState.PAUSED), bot(work, suspended.id)):
            message(work, silent)
        bot(work, member.id, BotState.STOPPED)
        job(work, person_id, JobState.RUNNING, leased_until=now + timedelta(minutes=1))
        job(work, person_id, JobState.RUNNING, leased_until=now + AHEAD)
        job(work, person_id, JobState.QUEUED)
        job(work, person_id, JobState.DONE)
        job(work, person_id, JobState.FAILED, words=FAILED)
        job(work, person_id, JobState.FAILED, words="Somebody was faster.")
        job(work, person_id, JobState.FAILED, words=FAILED, state_since=now - timedelta(days=2))
