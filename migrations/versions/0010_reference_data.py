"""The reference data of the first city: seven alliances, three matrices, sectors, capabilities, ten districts.

District codes: GB/T 2260. Alliances and matrices: the launch of 2022-07-04. All of it is renamed and added to on
pages; this is only what a new portal begins with.
"""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

LAUNCH = date(2022, 7, 4)
BEFORE_ALL = date(2000, 1, 1)

DISTRICTS = [
    ("140105", "小店区", "Xiaodian"),
    ("140106", "迎泽区", "Yingze"),
    ("140107", "杏花岭区", "Xinghualing"),
    ("140108", "尖草坪区", "Jiancaoping"),
    ("140109", "万柏林区", "Wanbailin"),
    ("140110", "晋源区", "Jinyuan"),
    ("140121", "清徐县", "Qingxu"),
    ("140122", "阳曲县", "Yangqu"),
    ("140123", "娄烦县", "Loufan"),
    ("140181", "古交市", "Gujiao"),
]

SECTORS = [
    ("government", "政府部门", "Government department"),
    ("district_center", "区县反诈中心", "District anti-fraud center"),
    ("grid_team", "网格员队伍", "Grid workers"),
    ("bank", "银行", "Bank"),
    ("securities", "证券", "Securities"),
    ("insurance", "保险", "Insurance"),
    ("carrier", "通信运营商", "Carrier"),
    ("media", "媒体", "Media"),
    ("internet", "互联网公司", "Internet company"),
    ("express", "快递", "Express delivery"),
    ("ride_hailing", "网约车", "Ride hailing"),
    ("school", "学校", "School"),
    ("association", "行业协会", "Association"),
    ("social_org", "社会组织", "Social organisation"),
    ("village_committee", "村（居）委会", "Village or residents' committee"),
    ("other_company", "其他企业", "Other company"),
]

CAPABILITIES = [
    ("outlets", "网点", "Outlets", "个", "outlets"),
    ("screens", "电子屏", "Screens", "块", "screens"),
    ("drivers", "司机", "Drivers", "人", "drivers"),
    ("couriers", "快递员", "Couriers", "人", "couriers"),
    ("app_users", "App 用户", "App users", "人", "users"),
    ("media_readers", "媒体受众", "Media audience", "人", "readers"),
    ("lecturers", "讲师", "Lecturers", "人", "lecturers"),
    ("volunteers", "可派志愿者", "Volunteers to send", "人", "volunteers"),
    ("sms_daily", "每日可发短信", "Text messages a day", "条", "messages"),
    ("account_control", "账户管控席位", "Account-control desks", "席", "desks"),
    ("number_control", "号码管控席位", "Number-control desks", "席", "desks"),
    ("data_analysts", "数据研判人员", "Data analysts", "人", "analysts"),
    ("legal_officers", "执法与司法人员", "Enforcement and judicial officers", "人", "officers"),
]

ALLIANCES = [
    (
        "gov_alliance",
        "政务",
        "Government affairs",
        "党政部门各司其职，行业监管与群众宣传同步推进。",
        "Departments each do their part: supervising their sectors and telling the public.",
    ),
    (
        "general_alliance",
        "综合",
        "Comprehensive",
        "区县中心、网格与学校等跨行业力量，把反诈带到身边。",
        "District centers, grid workers and schools bring anti-fraud work to every door.",
    ),
    (
        "police_bank",
        "警银",
        "Police and banks",
        "警方与银行、证券、保险联手，守住资金这一关。",
        "Police with banks, securities and insurance: guarding the money.",
    ),
    (
        "police_telecom",
        "警信",
        "Police and telecom",
        "警方与通信运营商联手，守住通信这一关。",
        "Police with carriers: guarding calls and messages.",
    ),
    (
        "police_media",
        "警媒",
        "Police and media",
        "警方与媒体联手，把手法讲清、把提醒送到。",
        "Police with media: explaining the methods, delivering the warnings.",
    ),
    (
        "police_enterprise",
        "警企",
        "Police and enterprises",
        "警方与平台、快递、网约车等企业联手，堵住漏洞。",
        "Police with platforms, express and ride hailing: closing the gaps.",
    ),
    (
        "police_association",
        "警协",
        "Police and associations",
        "警方与行业协会、社会团体联手，带动全行业。",
        "Police with associations: moving whole trades.",
    ),
]

MATRICES = [
    ("publicity_matrix", "宣传", "Publicity", "让群众先知道", "People know first"),
    ("crackdown_matrix", "打击", "Crackdown", "全链条精准打击", "Precise, along the whole chain"),
    ("governance_matrix", "治理", "Governance", "从源头堵住漏洞", "Gaps closed at the source"),
]

VENUE, FUNCTIONAL = "venue", "functional"
HINTS = [
    ("outlets", "publicity_matrix", VENUE),
    ("screens", "publicity_matrix", VENUE),
    ("drivers", "publicity_matrix", VENUE),
    ("couriers", "publicity_matrix", VENUE),
    ("app_users", "publicity_matrix", FUNCTIONAL),
    ("media_readers", "publicity_matrix", FUNCTIONAL),
    ("lecturers", "publicity_matrix", FUNCTIONAL),
    ("volunteers", "publicity_matrix", FUNCTIONAL),
    ("sms_daily", "publicity_matrix", FUNCTIONAL),
    ("account_control", "governance_matrix", FUNCTIONAL),
    ("account_control", "crackdown_matrix", FUNCTIONAL),
    ("number_control", "governance_matrix", FUNCTIONAL),
    ("number_control", "crackdown_matrix", FUNCTIONAL),
    ("app_users", "governance_matrix", FUNCTIONAL),
    ("data_analysts", "crackdown_matrix", FUNCTIONAL),
    ("legal_officers", "crackdown_matrix", FUNCTIONAL),
]


def _fill(table: str, columns: list[str], rows: list[tuple[object, ...]]) -> None:
    target = sa.table(table, *(sa.column(name) for name in columns))
    op.bulk_insert(target, [dict(zip(columns, row, strict=True)) for row in rows])


def upgrade() -> None:
    _fill(
        "district",
        ["position", "code", "zh", "en"],
        [(n, *row) for n, row in enumerate(DISTRICTS, 1)],
    )
    _fill(
        "sector",
        ["position", "code", "zh", "en", "from_on"],
        [(n, *row, BEFORE_ALL) for n, row in enumerate(SECTORS, 1)],
    )
    _fill(
        "capability_kind",
        ["position", "code", "zh", "en", "unit_zh", "unit_en"],
        [(n, *row) for n, row in enumerate(CAPABILITIES, 1)],
    )
    group = ["position", "code", "zh", "en", "charter_zh", "charter_en", "from_on"]
    _fill("alliance", group, [(n, *row, LAUNCH) for n, row in enumerate(ALLIANCES, 1)])
    _fill("matrix", group, [(n, *row, LAUNCH) for n, row in enumerate(MATRICES, 1)])
    _fill("matrix_hint", ["capability_code", "matrix_code", "advantage"], HINTS)
    _fill("journal_head", ["id", "number", "digest"], [(1, 0, "0" * 64)])


def downgrade() -> None:
    """The data go with their tables; the rows that only this page adds would take others' rows with them."""
    op.execute("DELETE FROM journal_head")
    op.execute("DELETE FROM matrix_hint")
