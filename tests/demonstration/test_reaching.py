"""The everyday publicity of the demonstration: months of reports, one corrected, one member that is still to tell."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from alliance.demonstration import story
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.clock import local_day
from alliance.organisations.model import Organisation
from alliance.outreach import months
from alliance.outreach.model import Outreach, OutreachFigure


def test_months_were_told_one_was_corrected_and_the_bank_is_still_to_tell_of_this_one(portal):
    with Session(portal.database) as session:
        story.tell(session, clock.now())
        reports = session.scalars(select(Outreach)).all()
        bank = session.scalars(select(Organisation.id).where(Organisation.short_name == "甲银行")).one()
        assert session.scalar(select(func.count()).select_from(OutreachFigure)) == len(reports) + 1
    present = months.month_of(local_day(clock.now()))
    assert {one.organisation_id for one in reports if one.month == present}
    assert bank not in {one.organisation_id for one in reports if one.month == present}
    assert len({one.month for one in reports}) > 6
