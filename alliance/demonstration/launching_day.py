"""The launch of 2022-07-04 as a publicity event: ten formations, thirty-one points, what was counted and published."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..organisations.model import Organisation
from ..publicity import arranging, deciding, forming, placing, running, telling, writing
from ..publicity.arranging import AgendaText, HostText, VenueText
from ..publicity.forming import FormationText
from ..publicity.model import PublicityEvent
from ..publicity.placing import CountText, PointText
from ..publicity.running import SummaryText
from ..publicity.telling import CoverageText, ReachText
from ..publicity.vocabulary import HostPart, PointKind
from ..publicity.writing import EventText, Place
from .casework import EVERY_MEMBER

SQUARE = "太原煤炭交易中心庆典广场"
HOSTS = (
    (HostPart.HOST, "", "市反诈中心（演示）"),
    (HostPart.CO_HOST, "演示宣传", ""),
    (HostPart.CO_HOST, "演示政法", ""),
    (HostPart.UNDERTAKER, "演示公安", ""),
    (HostPart.UNDERTAKER, "银行业协会", ""),
)
AGENDA = (
    (0, "方阵入场", "市反诈中心综合岗"),
    (10, "介绍反诈联盟矩阵建设情况", "市公安部门负责人"),
    (25, "发出倡议", "银行业代表单位负责人"),
    (35, "为成员单位代表授牌", "市政法部门负责人"),
    (50, "宣布联盟矩阵正式启动", "市领导小组负责人"),
    (60, "各宣传点开展宣传咨询", "各成员单位"),
)
FORMATIONS = (
    ("公安方阵", 120, "市公安部门领队岗", ("演示公安",)),
    ("骑警方阵", 40, "骑警大队领队岗", ("演示公安",)),
    ("银行方阵", 240, "银行业协会领队岗", ("甲银行", "乙银行", "丙银行", "银行业协会")),
    ("证券方阵", 80, "证券业领队岗", ("甲证券", "乙证券", "丙证券")),
    ("快递·滴滴方阵", 100, "快递协会领队岗", ("甲快递", "滴滴太原")),
    ("互联网公司方阵", 80, "互联网协会领队岗", ("甲互联", "乙互联", "丙互联")),
    ("保险公司方阵", 80, "保险业协会领队岗", ("甲保险", "乙保险", "丙保险")),
    ("志愿者方阵", 160, "志愿服务协会领队岗", ("志愿服务协会", "甲大学")),
    ("网格员方阵", 120, "网格员总队领队岗", ("迎泽区网格", "小店区网格")),
    ("金融机构·通信运营商方阵", 120, "通信管理部门领队岗", ("甲通信", "乙通信", "丙通信", "丁银行")),
)
OPERATORS = (
    *("甲银行", "乙银行", "丙银行", "丁银行", "戊银行", "己银行", "庚银行", "辛银行", "壬银行", "癸银行"),
    *("子银行", "丑银行", "寅银行", "卯银行", "辰银行", "甲通信", "乙通信", "丙通信"),
    *("甲证券", "乙证券", "丙证券", "丁证券", "戊证券", "己证券", "甲保险", "乙保险", "滴滴太原", "甲互联"),
)
CENTER_POINTS = (
    (PointKind.CONSULTATION, "主席台东侧咨询点", "反诈政策问答册、预警劝阻案例展架"),
    (PointKind.EXHIBITION, "养老诈骗展板", "防范养老诈骗展板12块"),
    (PointKind.EXHIBITION, "电信网络诈骗展板", "防范电信网络诈骗展板20块"),
)
SUMMARY = (
    "十个方阵、三十一个宣传点参加，群众两千余人到场。现场发放宣传册，讲解刷单返利、冒充客服、养老诈骗等常见骗局，"
    "协助群众安装国家反诈中心APP。各宣传点秩序良好。（数据为演示）"
)
CAME = 2_300


def tell_of_launch(officer: Work, center: Work, media: Work, begins: datetime) -> None:
    """Drafted and approved beforehand, held on the day, summed up and told of afterwards."""
    before, on_the_day = (replace(officer, now=begins - timedelta(days=days)) for days in (12, 0))
    ids = _ids(officer)
    event = writing.draft(before, _text(begins))
    _arrange(before, event.id, ids, begins)
    points = _place(before, event.id, ids)
    deciding.propose(before, event.id)
    before.session.flush()
    deciding.approve(replace(center, now=begins - timedelta(days=10)), event.id, _version(before, event.id))
    running.open_event(replace(officer, now=begins - timedelta(days=10)), event.id)
    running.start(on_the_day, event.id)
    _count(on_the_day, event.id, points)
    running.hold(replace(officer, now=begins + timedelta(hours=3)), event.id)
    _afterwards(replace(officer, now=begins + timedelta(days=2)), replace(media, now=begins), event.id, ids)


def _version(work: Work, event_id: UUID) -> int:
    return work.session.get_one(PublicityEvent, event_id).version


def _text(begins: datetime) -> EventText:
    return EventText(
        title="太原反诈联盟矩阵启动仪式",
        kind_code="launch",
        place=Place(begins, begins + timedelta(hours=2), "140110", SQUARE),
        terms=EVERY_MEMBER,
        theme="群众有需求、联盟有动作、矩阵齐响应",
        planned_attendance=2_000,
        description="反诈联盟矩阵启动，成员单位方阵亮相，宣传点向群众讲解常见骗局，现场安装国家反诈中心APP。",
        materials="宣传册5000份、反诈手提袋1000个、养老诈骗和电信网络诈骗展板各一套，由市反诈中心综合岗备齐。（演示）",
        safety_plan="出入口安检，每个方阵设领队和联络岗，医疗点设在广场西侧，遇雷雨按预案有序疏散。（演示）",
        contact_office="市反诈中心综合岗（演示）",
        contact_phone="0351-5550000",
    )


def _ids(work: Work) -> Mapping[str, UUID]:
    return {row.short_name: row.id for row in work.session.execute(select(Organisation.short_name, Organisation.id))}


def _arrange(work: Work, event_id: UUID, ids: Mapping[str, UUID], begins: datetime) -> None:
    for part, name, office in HOSTS:
        arranging.name_host(work, event_id, HostText(part, ids.get(name), office))
    for minutes, words, office in AGENDA:
        arranging.add_item(work, event_id, AgendaText(begins + timedelta(minutes=minutes), words, office))
    arranging.add_venue(work, event_id, VenueText("主席台", "广场北侧", 50, 4))
    arranging.add_venue(work, event_id, VenueText("方阵区", "广场中央", 50, 48))
    for title, heads, leader, members in FORMATIONS:
        formation = forming.add(work, event_id, FormationText(title, heads, leader))
        for name in members:
            forming.put_into(work, event_id, formation.id, ids[name])


def _place(work: Work, event_id: UUID, ids: Mapping[str, UUID]) -> Sequence[UUID]:
    """The center's own points first, then one of each operator, in three rows around the formations."""
    texts = [
        PointText(number, kind, title, None, None, materials, "市反诈中心值守岗")
        for number, (kind, title, materials) in enumerate(CENTER_POINTS, 1)
    ]
    for number, name in enumerate(OPERATORS, len(texts) + 1):
        kind = PointKind.APP_INSTALL if name in {"甲通信", "乙通信", "丙通信"} else PointKind.PUBLICITY
        texts.append(
            PointText(number, kind, f"{name}帐篷", None, ids[name], "宣传册、反诈手提袋", "大堂经理岗、宣传员岗")
        )
    return [placing.add(work, event_id, _on_the_plan(text)).id for text in texts]


def _on_the_plan(text: PointText) -> PointText:
    row, column = divmod(text.number - 1, 11)
    return replace(text, across=4 + column * 9, down=(20, 76, 95)[row])


def _count(work: Work, event_id: UUID, points: Sequence[UUID]) -> None:
    for number, point_id in enumerate(points):
        placing.turn(work, event_id, point_id, "man")
        placing.count(work, event_id, point_id, CountText(60 + number * 7 % 41, 12 + number * 5 % 17))
        placing.turn(work, event_id, point_id, "clear")


def _afterwards(officer: Work, media: Work, event_id: UUID, ids: Mapping[str, UUID]) -> None:
    running.summarise(officer, event_id, SummaryText(CAME, SUMMARY))
    for name, people in (("甲银行", 180), ("甲通信", 150), ("滴滴太原", 90), ("银行业协会", 120)):
        telling.enter_reach(officer, event_id, ReachText(ids[name], people))
    link, day = "https://news.example/demonstration/launch", local_day(media.now)
    said = CoverageText("甲传媒（演示）", "太原反诈联盟矩阵正式启动", link, day)
    telling.add_coverage(media, event_id, said)
