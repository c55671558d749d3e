"""The publicity materials of the demonstration: approved ones, one withdrawn and replaced, one that waits, a draft."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from ..foundation.store.work import Work
from ..fraudtypes.queries import catalogue
from ..materials import approving, drafting, linking, reading
from ..materials.drafting import MaterialText
from ..materials.model import MaterialVersion
from ..materials.vocabulary import MaterialKind
from .casework import actor_of

SITE = "https://materials.example/"
LEAFLET = MaterialText(
    MaterialKind.LEAFLET,
    "刷单返利都是诈骗（折页，演示）",
    "三折页，正面讲套路，背面讲“三不一多”。供网点、社区、校园发放。",
    link=f"{SITE}zheye-shuadan",
    victim_groups=("student", "unemployed", "stay_home_mother"),
    public=True,
)
BOARD = MaterialText(
    MaterialKind.BOARD,
    "守护养老钱（展板一套六块，演示）",
    "适合社区、公园和老年大学。含养老投资、保健品、冒充子女三类案例。",
    link=f"{SITE}zhanban-yanglao",
    victim_groups=("elder",),
    public=True,
)
VIDEO = MaterialText(
    MaterialKind.VIDEO,
    "冒充客服退款骗局（短视频四十五秒，演示）",
    "适合叫号屏、车载屏和短视频账号循环播放。",
    link=f"{SITE}shipin-kefu",
    victim_groups=("online_shopper",),
    public=True,
)
CARD = MaterialText(
    MaterialKind.POSTER,
    "柜面劝阻五步法（海报，演示）",
    "内部使用：柜面人员劝阻大额异常转账的步骤和话术。",
    link=f"{SITE}haibao-quanzu",
    victim_groups=("elder", "finance_staff"),
)
ARTICLE = MaterialText(
    MaterialKind.ARTICLE,
    "一位大堂经理的三次劝阻（文章，演示）",
    "微信公众号文章，可供各单位转发。",
    link=f"{SITE}wenzhang-quanzu",
    public=True,
)
GOODS = MaterialText(MaterialKind.GOODS, "反诈帆布袋（演示）", "志愿者活动发放。", public=True)
SPEAKS_AGAINST = {LEAFLET: "task_rebate", VIDEO: "fake_cs_ecommerce"}
LOOKS = {"bank": 9, "carrier": 6, "didi": 4, "school": 7, "media": 3}
"""How often the links of these are opened on the busiest day."""
DAYS = 10
WRONG_NUMBER = "封底热线电话印刷有误，请停止发放，改用第二版。"


def tell_of_materials(session: Session, now: datetime) -> None:
    """By the accounts of the demonstration, over the last weeks."""

    def acting(name: str, days_ago: int = 0) -> Work:
        return Work(actor_of(session, f"{name}@demo.example"), now - timedelta(days=days_ago), session)

    officer, center = acting("officer", 40), acting("center", 39)
    approved = [_approved(officer, center, text) for text in (LEAFLET, BOARD, VIDEO, CARD)]
    _hand_out(approved[0], [acting(name, DAYS) for name in LOOKS])
    newer = _replaced(acting("officer", 6), acting("center", 5), approved[0])
    _hand_out(newer, [acting(name, 4) for name in LOOKS])
    _hand_out(approved[2], [acting(name, DAYS) for name in ("bank", "carrier")])
    _proposed(acting("bank", 1), ARTICLE)
    drafting.begin(acting("officer"), GOODS)


def _proposed(work: Work, text: MaterialText) -> MaterialVersion:
    concept = SPEAKS_AGAINST.get(text)
    heading = catalogue(work).heading_of(concept) if concept else None
    version = drafting.begin(work, replace(text, types=(heading.id,) if heading else ()))
    approving.propose(work, version, version.version)
    return version


def _approved(officer: Work, center: Work, text: MaterialText) -> MaterialVersion:
    version = _proposed(officer, text)
    approving.approve(center, version, version.version)
    return version


def _replaced(officer: Work, center: Work, before: MaterialVersion) -> MaterialVersion:
    """The next version says the right number; the one before is withdrawn."""
    made = drafting.begin_next(officer, before)
    types = tuple(reading.types(officer, made.id))
    text = replace(LEAFLET, types=types, changes="更正封底热线电话。", version=made.version)
    drafting.change(officer, made, text)
    approving.propose(officer, made, made.version)
    approving.approve(center, made, made.version)
    approving.withdraw(center, before, WRONG_NUMBER)
    return made


def _hand_out(version: MaterialVersion, members: Sequence[Work]) -> None:
    """Each takes its link, which is opened a few times a day since."""
    for place, member in enumerate(members):
        found = reading.reading(member, version.material_id, version.number)
        if found is not None:
            code = linking.take(member, found)
            for days in range(3):
                for _look in range(max(1, list(LOOKS.values())[place] - 2 * days)):
                    then = replace(member, now=member.now + timedelta(days=days))
                    linking.count_look(then, code, version.number)
