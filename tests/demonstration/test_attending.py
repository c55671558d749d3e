"""The volunteer of the demonstration has hours and a certificate; a list of today has something to settle."""

from sqlalchemy import func, select

from alliance.attendance.model import Attendance, Scan
from alliance.attendance.vocabulary import Outcome
from alliance.certificates.model import Certificate
from alliance.demonstration import story
from alliance.foundation.kernel import clock


def test_the_demonstration_tells_of_attendance(make):
    with make.work() as work:
        story.tell(work.session, clock.now())
        work.session.flush()
        assert work.session.scalars(select(Certificate.minutes)).one() == 253
        both = (Attendance.own_confirmed_at.is_not(None), Attendance.kept_confirmed_at.is_not(None))
        assert work.session.scalar(select(func.count(Attendance.sign_up_id)).where(*both)) == 1
        assert set(work.session.scalars(select(Scan.outcome))) == {Outcome.TAKEN, Outcome.FAILED}
        work.session.rollback()
