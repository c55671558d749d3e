"""Who reads which report: SQL, rule and plain Python say the same; lists, totals and the sheet keep to it."""

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from alliance.files.checking import check
from alliance.foundation.kernel.actor import NOBODY, Role
from alliance.organisations.model import Organisation
from alliance.outreach import proving, queries, totals
from alliance.outreach.model import Outreach
from alliance.outreach.queries import OutreachFilter
from alliance.outreach.visibility import readable
from alliance.policy.can import Can
from alliance.policy.table import may
from tests.files.sound import png
from tests.outreach.doing import HERE, THERE, month

YEAR = OutreachFilter(month(11), month())


@pytest.fixture
def scene(ground):
    """Two reports of the bank, one of the carrier, each with a figure of its own."""
    return {
        "bank": [ground.tell(reach=101), ground.tell(channel_code="wechat", reach=102)],
        "carrier": [ground.tell(ground.outsider, reach=977)],
    }


def readers(ground):
    """Label → (person, actor, of which organisations they read)."""
    make, both = ground.make, {"bank", "carrier"}
    people = [(str(role), make.person(role), both) for role in (Role.CENTER_ADMIN, Role.CENTER_OFFICER, Role.INSPECTOR)]
    people += [
        ("here", make.person(Role.DISTRICT_OFFICER, district=HERE), {"bank"}),
        ("there", make.person(Role.DISTRICT_OFFICER, district=THERE), {"carrier"}),
        ("liaison", ground.liaison, {"bank"}),
        ("staff", make.person(Role.STAFF, organisation=ground.bank), {"bank"}),
        ("outsider", ground.outsider, {"carrier"}),
        ("volunteer", make.person(Role.VOLUNTEER), set()),
        ("without a role", make.person(None), set()),
    ]
    found = {label: (person, person.actor, of) for label, person, of in people}
    found["suspended"] = (None, replace(ground.liaison.actor, organisation_stands=False), {"bank"})
    found["nobody"] = (None, NOBODY, set())
    return found


def test_sql_and_rule_and_lists_and_totals_say_the_same_to_everybody(ground, scene):
    everything = [one for reports in scene.values() for one in reports]
    with ground.make.work(ground.officer.actor) as work:
        things = {one: queries.reading(work, one) for one in everything}
    for label, (_person, actor, of) in readers(ground).items():
        wanted = {one for name in of for one in scene[name]}
        with ground.make.work(actor) as work:
            joined = select(Outreach.id).join(Organisation, Organisation.id == Outreach.organisation_id)
            by_sql = set(work.session.scalars(joined.where(readable(work))))
            listed = {line.id for line in queries.listed(work, YEAR).lines}
            one_by_one = {one for one in everything if queries.reading(work, one)}
            counted = totals.totals(work, YEAR)
        assert by_sql == listed == one_by_one == wanted, label
        assert {one for one in everything if may(actor, Can.READ_OUTREACH, things[one])} == wanted, label
        assert counted.whole.reports == len(wanted), label
        assert counted.whole.people == sum(things[one].reach for one in wanted), label


def test_every_door_opens_to_the_same(ground, scene, browser):
    files = {}
    for name, who in (("bank", ground.liaison), ("carrier", ground.outsider)):
        with ground.make.work(who.actor) as work:
            proving.attach(work, scene[name][0], [check(png(), "宣传屏.png")])
            files[name] = work.session.scalars(proving.files_of(scene[name][0])).one()
    for label, (person, _actor, of) in readers(ground).items():
        if label in {"suspended", "nobody"}:
            continue
        visitor = browser(person)
        for name, reports in scene.items():
            status = 200 if name in of else 404
            visitor.get("outreach.report", outreach_id=reports[0], status=status)
            visitor.get("outreach.file", outreach_id=reports[0], file_id=files[name], status=status)
    browser().get("outreach.report", outreach_id=scene["bank"][0], status=303)


@pytest.mark.parametrize(("district", "shown"), [(HERE, ["101", "102"]), (THERE, ["977"])])
def test_the_sheet_holds_what_its_reader_may_read(ground, scene, browser, district, shown):
    visitor = browser(ground.make.person(Role.DISTRICT_OFFICER, district=district))
    sheet = load_workbook(BytesIO(visitor.post("outreach.sheet", status=200).data)).active
    assert sorted(row[4].value for row in sheet.iter_rows(min_row=2)) == shown
    browser(ground.liaison).post("outreach.sheet", status=403)


def test_nobody_asks_a_member_for_reports_of_another(ground, scene, browser):
    page = browser(ground.liaison).get("outreach.new", like=scene["carrier"][0])
    assert page.forms[-1].values["reach"] != "977"
    assert "977" not in browser(ground.liaison).get("outreach.ours").text
    other = browser(ground.outsider)
    other.get("outreach.correct", outreach_id=scene["bank"][0], status=404)
    other.post("outreach.attach", outreach_id=scene["bank"][0], status=404)
