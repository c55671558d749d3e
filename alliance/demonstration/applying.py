"""Who applies in the demonstration: two organisations that wait for the center, and one that was given back."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session
from stdnum.cn import uscc

from ..applications import applying, reviewing
from ..applications.answers import AlliancesText, CapabilitiesText, OrganisationText, PeopleText, PledgeText
from ..applications.findings import WordsText
from ..applications.model import Application
from ..foundation.kernel.actor import NOBODY, PORTAL
from ..foundation.kernel.ids import new_id
from ..foundation.store.work import Work

APPLICANTS = (
    ("甲支付公司太原分公司（演示）", "甲支付", "other_company", "140106", "police_bank", {"account_control": 6}, 3),
    ("乙职业学院（演示）", "乙学院", "school", "140105", "general_alliance", {"lecturers": 4, "volunteers": 60}, 1),
    ("丙物业服务公司（演示）", "丙物业", "other_company", "140106", "police_enterprise", {"screens": 85}, 6),
)
GIVEN_BACK = 2
WORDS = "请补充副联络员，并说明电子屏所在小区的范围。"


def tell_of_applicants(session: Session, now: datetime) -> None:
    """Applications of the last days; the third was given back with words."""
    for number, applicant in enumerate(APPLICANTS):
        application = _apply(Work(NOBODY, now - timedelta(days=applicant[-1]), session), number)
        if number == GIVEN_BACK:
            reviewing.give_back(Work(PORTAL, now - timedelta(days=2), session), application, WordsText(WORDS))


def _apply(work: Work, number: int) -> Application:
    name, short_name, sector, district, alliance, capabilities, _ = APPLICANTS[number]
    bare = f"91{district}DEMA{number + 1:05d}"
    code = bare + str(uscc.calc_check_digit(bare))
    application_id = new_id()
    applying.begin(work, application_id)
    application = work.session.get_one(Application, application_id)
    for section in (
        OrganisationText(name, short_name, code, sector, district, f"太原市示例路{200 + number}号", ""),
        PeopleText("主要负责人岗", "联络员岗", f"0351-555020{number}", f"applicant{number + 1}@demo.example"),
        CapabilitiesText(capabilities),
        AlliancesText((alliance,), "愿意在日常业务中提醒群众，配合反诈中心开展宣传与核查。"),
        PledgeText("主要负责人岗", "负责人", True),
    ):
        applying.answer(work, application, section)
    applying.submit(work, application)
    return application
