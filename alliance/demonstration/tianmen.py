"""Tianmen's operation of 2019 in the demonstration: three stages, told as history, with invented villages and logs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..operations import gating, hotspot_commands, running, staging, writing
from ..operations.hotspot_commands import HotspotText, LogText, PostingText
from ..operations.staging import StageText
from ..operations.vocabulary import Level
from ..operations.writing import OperationText
from .casework import EVERY_MEMBER

TIANMEN_FIRST, TIANMEN_LAST = date(2019, 12, 25), date(2020, 3, 25)
TIANMEN_BEGIN = datetime(2019, 12, 30, 1, 0, tzinfo=UTC)
TIANMEN_DOCUMENT = (
    "一、宣传阶段：召开动员部署会，工作专班进驻高发村，逐户走访、签订承诺书。\n"
    "二、打击阶段：抓捕涉诈人员，整治电话卡、银行卡，劝返滞留境外人员。\n"
    "三、建立长效机制阶段：巩固成果，固化部门联动、属地管理和责任追究制度。"
)
TIANMEN_STAGES = (
    StageText(
        "宣传", goals="高发村入户宣传全覆盖，群众知晓打击电信网络诈骗的决心。", deliverables="入户走访台账、承诺书"
    ),
    StageText("打击", goals="抓获一批、劝返一批，铲除涉诈土壤。", deliverables="案件台账、劝返台账"),
    StageText("建立长效机制", goals="重点村摘帽，部门联动和责任制固定下来。", deliverables="长效机制文件"),
)
TIANMEN_LOGS = (
    ("进驻第一天，与村两委召开碰头会，张贴通告，走访先从外出务工户开始。", 42, 130, 0),
    ("晚间召开屋场会，讲解出借银行卡的后果；收到线索，已转市局核查。", 38, 210, 1),
    ("上门劝说家属，一名滞留境外人员同意回国说明情况。", 25, 64, 1),
)
DELISTING = "连续四周没有新发案，宣传入户率达到98%，建议摘帽。"


def tell_of_tianmen(officer: Work, center: Work) -> None:
    """Three stages, whose inner days are not known: they may be entered today still."""
    then, second = replace(officer, now=TIANMEN_BEGIN), replace(center, now=TIANMEN_BEGIN)
    text = OperationText(
        title="天门市打击电信网络诈骗专项行动",
        kind_code="special",
        level=Level.CITY,
        from_on=TIANMEN_FIRST,
        to_on=TIANMEN_LAST,
        terms=EVERY_MEMBER,
        document=TIANMEN_DOCUMENT,
        programmes=frozenset({"anti_gang", "civilised_city", "rural_revival", "safe_city"}),
        focus=frozenset({"cracking_cases", "cutting_cards", "publicity"}),
    )
    operation = writing.draft(then, text)
    stages = [staging.add(then, operation.id, stage).id for stage in TIANMEN_STAGES]
    running.start(then, operation.id)
    for village, stage_at in (("甲村（演示）", 0), ("乙村（演示）", 1)):
        hotspot = hotspot_commands.list_hotspot(
            then, operation.id, HotspotText("140122", village, "两年内涉诈人员较多，列为高发村。", local_day(then.now))
        )
        hotspot_commands.station(then, hotspot.id, PostingText("工作专班组长", local_day(then.now)))
        for number, (words, visits, persons, cases) in enumerate(TIANMEN_LOGS):
            that_day = replace((then, second)[stage_at], now=TIANMEN_BEGIN + timedelta(days=number))
            hotspot_commands.write_log(that_day, hotspot.id, LogText(words, visits, persons, cases))
        late = TIANMEN_BEGIN + timedelta(days=80)
        hotspot_commands.propose(replace(then, now=late), hotspot.id, DELISTING)
        hotspot_commands.delist(replace(second, now=late + timedelta(days=1)), hotspot.id)
    _pass_gates(then, stages, (0, 20, 55, 86))
    running.finish(replace(then, now=TIANMEN_BEGIN + timedelta(days=86)), operation.id)


def _pass_gates(work: Work, stages: Sequence[UUID], days: Sequence[int]) -> None:
    for number, stage_id in enumerate(stages):
        gating.open_stage(replace(work, now=work.now + timedelta(days=days[number])), stage_id)
        gating.close(replace(work, now=work.now + timedelta(days=days[number + 1])), stage_id)
