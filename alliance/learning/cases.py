"""The public cases that each alliance has given, for the board."""

from collections.abc import Mapping

from sqlalchemy import func, select

from ..cases.model import Edition
from ..cases.vocabulary import EditionKind, EditionState
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..matrix.model import Seat
from ..matrix.queries import open_on
from ..organisations.model import Organisation, OrganisationState


def public_cases(work: Work) -> Mapping[str, int]:
    """Code of an alliance → released public editions that bear the name of a standing member which sits there today.

    Alliances without any are left out. Members' editions are not counted, so everybody may see the figures; a case in
    the center's own name counts nowhere. One statement.
    """
    e = Edition
    given = (
        select(e.organisation_id, func.count(e.id).label("cases"))
        .where(e.state == EditionState.RELEASED, e.kind == EditionKind.PUBLIC, e.organisation_id.is_not(None))
        .group_by(e.organisation_id)
        .subquery()
    )
    asked = (
        select(Seat.alliance_code, func.sum(given.c.cases))
        .join(given, given.c.organisation_id == Seat.organisation_id)
        .join(Organisation, Organisation.id == Seat.organisation_id)
        .where(Organisation.state == OrganisationState.MEMBER, open_on(Seat, local_day(work.now)))
        .group_by(Seat.alliance_code)
    )
    return {row[0]: int(row[1]) for row in work.session.execute(asked)}
