"""The list of sectors as an administrator keeps it: nothing is deleted, what is retired stays where it was chosen."""

from datetime import date
from functools import partial

import pytest
from sqlalchemy import select

from alliance.foundation.kernel.actor import Role
from alliance.journal.model import Entry
from alliance.organisations import queries, sectors
from alliance.organisations.events import sector_id
from alliance.organisations.model import Organisation, Sector
from alliance.organisations.sectors import SectorText
from tests.days import in_days
from tests.shifts.doing import at_once

NEW = {
    "code": "charging_company",
    "zh": "充电企业",
    "en": "Charging companies",
    "position": "40",
    "from_on": str(in_days(0)),
}


@pytest.fixture
def acting(make, browser):
    return browser(make.person(Role.CENTER_ADMIN))


def offered(make, held=""):
    with make.work() as work:
        return [term.code for term in queries.sectors(work, held)]


def retire(make, code):
    """From today on."""
    with make.work() as work:
        line = sectors.reading(work, code)
        sectors.keep(work, code, SectorText(line.zh, line.en, line.position, line.from_on, in_days(0)))


def happened(make, code):
    with make.work() as work:
        asked = select(Entry.event, Entry.payload).where(Entry.subject_id == sector_id(code)).order_by(Entry.number)
        return [tuple(row) for row in work.session.execute(asked)]


def test_a_sector_is_added_and_offered_from_its_day_on(make, acting):
    assert "Charging" not in acting.get("organisations.new_sector").text
    assert "充电企业" in acting.follow(acting.post("organisations.add_sector", NEW)).text
    assert NEW["code"] in offered(make)
    assert happened(make, NEW["code"]) == [("SectorAdded", {"code": NEW["code"]})]
    later = NEW | {"code": "later_company", "zh": "后来企业", "from_on": str(in_days(1))}
    acting.post("organisations.add_sector", later)
    assert "later_company" not in offered(make)
    assert "尚未启用" in acting.get("organisations.sector_list", queries=2).text


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "Bank"},
        {"code": "bank"},
        {"code": "x__y"},
        {"zh": ""},
        {"zh": "银行"},
        {"position": "0"},
        {"from_on": "2026-02-31"},
        {"to_on": str(in_days(0))},
    ],
    ids=str,
)
def test_a_sector_that_cannot_be_is_refused(make, acting, wrong):
    with make.work() as work:
        bank = work.session.get_one(Sector, "bank").zh
    sent = NEW | wrong
    acting.post("organisations.add_sector", sent | ({"zh": bank} if sent["zh"] == "银行" else {}), status=422)
    assert happened(make, sent["code"]) == []


def test_one_that_is_retired_is_offered_no_more_and_stays_with_whoever_has_it(make, acting):
    bank = make.organisation("晋阳商业银行")
    retire(make, "bank")
    assert "bank" not in offered(make)
    assert "bank" in offered(make, "bank")
    assert happened(make, "bank") == [("SectorKept", {"code": "bank", "changed": ["to_on"]})]
    form = acting.get("organisations.keeping", organisation_id=bank.id).form("/keep")
    assert form.values["sector_code"] == "bank"
    acting.post(form.action, form.values)
    with make.work() as work:
        assert work.session.get_one(Organisation, bank.id).sector_code == "bank"
    other = make.organisation("晋阳中学", sector_code="school")
    assert 'value="bank"' not in acting.get("organisations.keeping", organisation_id=other.id).html
    assert "晋阳商业银行" in acting.get("directory.members", sector="bank").text


def test_it_is_renamed_and_stands_again(make, acting):
    retire(make, "bank")
    form = acting.get("organisations.sector", sector_code="bank").form("/sectors/bank")
    acting.post(form.action, form.values | {"zh": "银行业机构", "to_on": ""})
    assert "bank" in offered(make)
    assert "银行业机构" in acting.get("organisations.sector_list").text
    assert happened(make, "bank")[-1] == ("SectorKept", {"code": "bank", "changed": ["zh", "to_on"]})
    acting.post(form.action, form.values | {"zh": "银行业机构", "to_on": ""})
    assert len(happened(make, "bank")) == 2


@pytest.mark.parametrize("to_on", [in_days(-1), date(1990, 1, 1)])
def test_nothing_ends_in_the_past(acting, to_on):
    form = acting.get("organisations.sector", sector_code="bank").form("/sectors/bank")
    acting.post(form.action, form.values | {"to_on": str(to_on)}, status=422)


def test_an_inspector_reads_the_list_and_others_do_not(make, browser):
    inspector = browser(make.person(Role.INSPECTOR))
    page = inspector.get("organisations.sector_list")
    assert not [link for link in page.links if "/sectors/" in link and not link.endswith("/sectors/")]
    inspector.get("organisations.new_sector", status=403)
    inspector.post("organisations.add_sector", NEW, status=403)
    officer = browser(make.person(Role.CENTER_OFFICER))
    officer.get("organisations.sector_list", status=403)
    officer.post("organisations.keep_sector", NEW, sector_code="bank", status=404)


def test_of_many_who_add_the_same_code_at_once_one_does(make):
    def add(name):
        with make.work() as work:
            sectors.add(work, "charging_company", SectorText(name, name, 40, in_days(0)))

    assert sorted(at_once(*[partial(add, f"充电{n}") for n in range(4)])) == ["Invalid"] * 3 + ["done"]
    assert len(happened(make, "charging_company")) == 1
