"""The materials of the demonstration: every state is to be seen, and some links have been opened."""

from collections import Counter

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from alliance.demonstration import story
from alliance.foundation.kernel import clock
from alliance.materials.model import MaterialLink, MaterialLook, MaterialVersion
from alliance.materials.vocabulary import VersionState


def test_one_version_is_withdrawn_and_replaced_one_waits_and_links_are_opened(portal):
    with Session(portal.database) as session:
        story.tell(session, clock.now())
        states = Counter(session.scalars(select(MaterialVersion.state)))
        assert states == {
            VersionState.APPROVED: 4,
            VersionState.WITHDRAWN: 1,
            VersionState.PROPOSED: 1,
            VersionState.DRAFT: 1,
        }
        assert session.scalar(select(func.count()).select_from(MaterialLink)) == 7
        assert session.scalar(select(func.sum(MaterialLook.looks))) > 100
