"""The leader's page: red first, on one sheet of paper."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web.answers import page
from ..foundation.web.language import moment
from ..policy.can import Can
from ..policy.gate import permit
from . import leader as leaders
from . import leader_shown
from .blueprint import bp


@bp.get("/leader")
@permit(Can.SEE_LEADERS_PAGE)
def leader(work: Work) -> Response:
    found = leaders.glance(work)
    return page(
        "actions/leader.html",
        as_of=_("Cut-off: %(moment)s. Drills are not counted.", moment=moment(work.now)),
        red=leader_shown.red_rows(found.red),
        behind=leader_shown.behind_rows(found.behind),
        alliances=leader_shown.alliance_rows(found.alliances),
        chart=leader_shown.chart(found.months),
    )
