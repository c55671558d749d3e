"""The everyday publicity of the demonstration: months of reports by its members, one of them corrected."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..outreach import months, queries, telling
from ..outreach.telling import OutreachText
from ..outreach.vocabulary import CountMethod as M
from .casework import actor_of

Plan = Sequence[tuple[str, int, M, str]]
TOLD: dict[str, Plan] = {
    "bank": (
        ("outlet_screen", 180_000, M.IMPRESSIONS, "120 个网点叫号屏循环播放反诈短视频。"),
        ("text_message", 420_000, M.IMPRESSIONS, "向客户发送反诈提示短信。"),
        ("community", 360, M.ATTENDED, "联合社区开展“守护养老钱”讲座。"),
    ),
    "carrier": (
        ("text_message", 900_000, M.IMPRESSIONS, "发送 96110 来电提示短信。"),
        ("print", 2_400, M.ATTENDED, "营业厅发放反诈折页，逐户讲解。"),
    ),
    "didi": (("vehicle", 65_000, M.IMPRESSIONS, "车载屏播放反诈短视频。"),),
    "school": (("campus", 1_200, M.REGISTERED, "新生反诈第一课，班级签到。"),),
    "media": (("short_video", 310_000, M.IMPRESSIONS, "短视频账号发布反诈系列节目。"),),
}
MONTHS = 7


def tell_of_outreach(session: Session, now: datetime) -> None:
    """What was told month by month, a little more each time. Of the present month the bank has told nothing yet."""
    present = months.month_of(local_day(now))
    for name, plan in TOLD.items():
        member = Work(actor_of(session, f"{name}@demo.example"), now, session)
        for back in range(MONTHS, -1 if name in {"didi", "school"} else 0, -1):
            month = months.before(present, back)
            then = replace(member, now=now - timedelta(days=30 * back))
            for channel, reach, method, words in plan:
                telling.tell(then, OutreachText(channel, month, _grown(reach, back), method, words=words))
    _corrected(Work(actor_of(session, "bank@demo.example"), now, session))


def _grown(reach: int, back: int) -> int:
    """Less in earlier months, and now and then out of line."""
    return reach * (100 - 6 * back + 9 * (back % 3)) // 100


def _corrected(bank: Work) -> None:
    """Its talks of the month before were attended by more than it told first."""
    last = months.before(months.month_of(local_day(bank.now)))
    told = queries.still_to_tell(bank, months.before(last, -1), last)
    for line in told:
        if line.channel_code == "community":
            said = OutreachText(line.channel_code, last, line.reach + 84, line.method, words=line.words)
            telling.tell(bank, replace(said, revision=line.revision))
