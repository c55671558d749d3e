"""A launch on its way: ten formations and thirty-one points, places filled by Excel, people who answer and come, are
checked in on a phone without a network, and can prove their hours."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from alliance.certificates.model import Certificate
from alliance.demonstration.launching_day import FORMATIONS
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.clock import LOCAL_ZONE, local_day
from alliance.publicity.vocabulary import EventState
from tests.journeys.test_volunteering import become, id_in, letters, signed_in
from tests.publicity.planning import TOMORROW, place, stage_of
from tests.screenless import Browser

__all__ = ["letters"]

BEGINS = TOMORROW + timedelta(days=6)
RETURNS = BEGINS - timedelta(days=2)
DAY = f"{BEGINS:%Y-%m-%d}"
POINTS, PLACES, NAMED = 31, 20, 25
SHIFT = {
    "task": "宣传点引导岗",
    "starts_on": DAY,
    "starts_time": "09:00",
    "ends_time": "12:00",
    "sign_up_on": f"{BEGINS - timedelta(days=1):%Y-%m-%d}",
    "sign_up_time": "18:00",
    "withdraw_on": f"{BEGINS - timedelta(days=1):%Y-%m-%d}",
    "withdraw_time": "09:00",
    "places": "40",
}


@pytest.fixture
def at(monkeypatch):
    """Moves the portal's clock."""
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def stage(make):
    return stage_of(make)


@pytest.fixture
def members(make):
    """Every organisation that stands in a formation, by its name."""
    return {name: make.organisation(name) for name in sorted({one for *_said, names in FORMATIONS for one in names})}


def form_up(officer, event_id, members):
    """The ten formations, by their forms: each with a head count and a leader, and whoever stands in it."""
    for title, heads, leader, names in FORMATIONS:
        said = {"title": title, "heads": str(heads), "leader": leader}
        added = officer.post("publicity.add_formation", said, event_id=event_id).headers["Location"].partition("?")[0]
        for name in names:
            assert f'value="{members[name].id}"' in officer.get(f"{added}?q={name}").html
            officer.post(added, {"organisation_id": str(members[name].id)})


def lay_out(officer, event_id, members):
    """Thirty-one points in the same way; a number that is held is refused with whom it is held by."""
    held = list(members.values())
    for number in range(1, POINTS + 1):
        said = {"number": str(number), "kind": "publicity", "title": f"{number}号帐篷"}
        said |= {"organisation_id": str(held[number % len(held)].id)}
        officer.post("publicity.add_point", said, event_id=event_id)
    again = officer.post("publicity.add_point", said, status=422, event_id=event_id)
    assert f"已由{held[POINTS % len(held)].name}" in again.text.replace(" ", "")


def draw_up(officer, event_id, members):
    form_up(officer, event_id, members)
    lay_out(officer, event_id, members)
    programme = officer.get("publicity.programme", event_id=event_id).text
    assert all(title in programme for title, *_rest in FORMATIONS)
    assert all(f"{number}号帐篷" in programme for number in range(1, POINTS + 1))


def filled(template):
    """The template of the portal, with so many people in it."""
    book = load_workbook(BytesIO(template))
    for number in range(1, NAMED + 1):
        book.worksheets[0].append((f"员工{number:02}", f"staff{number:02}@bank.example"))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def keep_places(officer, stage, shift_id):
    """Twenty for the bank, until two days before."""
    local = RETURNS.astimezone(LOCAL_ZONE)
    said = {"organisation_id": str(stage.bank.id), "places": str(PLACES)}
    said |= {"returns_on": f"{local:%Y-%m-%d}", "returns_time": f"{local:%H:%M}"}
    officer.post("quotas.keep", said, shift_id=shift_id)


def fill_places(liaison):
    """By the four steps of a sheet; the quota's address."""
    (address,) = {link for link in liaison.get("quotas.own").links if "/quotas/" in link and len(link) > 40}
    sheet = filled(liaison.get(f"{address}/template").get_data())
    checked = liaison.post(f"{address}/check", {"file": (BytesIO(sheet), "people.xlsx")}, status=200)
    page = liaison.follow(liaison.post(f"{address}/people", checked.forms[-1].values))
    assert "已向 20 人发信询问。 5 人按名单顺序候补。" in page.text
    return address


def test_a_launch_from_its_programme_to_the_proof_of_hours(portal, make, stage, members, letters, at, browser):
    event_id = stage.event(EventState.OPEN, place=place(BEGINS, 4), kind_code="launch", title="反诈联盟矩阵启动仪式")
    officer, liaison = browser(stage.officer), browser(stage.liaison)
    draw_up(officer, event_id, members)
    shift_id = id_in(officer.post("shifts.plan", SHIFT, event_id=event_id))
    officer.post("shifts.open", shift_id=shift_id)
    keep_places(officer, stage, shift_id)
    address = fill_places(liaison)

    first, second, last = (f"staff{number:02}@bank.example" for number in (1, 2, 21))
    become(portal, letters, "员工一", first, 1)
    offer = offer_of(letters, first)
    assert "我参加" in Browser(portal).get(offer).text
    Browser(portal).post(f"{offer}/accept")
    Browser(portal).post(f"{offer_of(letters, second)}/decline")
    assert any("offers" in one["path"] and one["until"] for one in letters(last, "volunteer_shift"))
    own = become(portal, letters, "志愿者甲", "helper@volunteers.example", 2)
    own.post("shifts.sign_up", shift_id=shift_id)
    assert "20 个中已确认 1 个" in liaison.get("quotas.own").text

    at(RETURNS + timedelta(minutes=1))
    portal.test_cli_runner().invoke(args=["shifts", "tend"])
    assert "已向所有人开放" in browser(stage.liaison).get(address).text

    at(BEGINS + timedelta(minutes=2))
    officer = browser(stage.officer)
    roll = officer.get("attendance.roll", shift_id=shift_id)
    people = [form.values["sign_up_id"] for form in roll.forms if "sign_up_id" in form.values]
    assert len(people) == 2
    seen = clock.now() - timedelta(minutes=1)
    for person in people:
        assert sent(officer, shift_id, person, "come", seen)["outcome"] == "taken"
    again = sent(officer, shift_id, people[0], "come", seen, key="n" * 32)
    assert again["words"] == f"已于 {again['time']} 签到。"

    at(BEGINS + timedelta(hours=3))
    officer, own = browser(stage.officer), signed_in(portal, first)
    for person in people:
        sent(officer, shift_id, person, "leave", clock.now())
    own.post("attendance.confirm_own", {"revision": "1"}, sign_up_id=people[0])
    officer.post("attendance.confirm_kept", {"revision": "1"}, shift_id=shift_id, sign_up_id=people[0])
    day = local_day(BEGINS).isoformat()
    own.post("certificates.ask", {"from_on": day, "to_on": day})
    with make.work() as work:
        code = work.session.scalars(select(Certificate.code)).one()
    assert "有效" in Browser(portal).get("certificates.verdict", proof=code).text


def offer_of(letters, address):
    return next(one["path"] for one in letters(address, "volunteer_shift") if "/offers/" in one["path"])


def sent(table, shift_id, sign_up_id, act, made_at, key=""):
    """What a phone that was without a network sends once it has one again."""
    given = {
        "csrf_token": table.csrf_token(),
        "key": key or f"{act}{sign_up_id}".replace("-", "")[:40],
        "act": act,
        "sign_up_id": sign_up_id,
        "device_at": made_at.isoformat(),
        "sent_at": clock.now().isoformat(),
    }
    headers = {"Host": "localhost", "Accept": "application/json"}
    return table.client.post(
        table.address("attendance.note", shift_id=shift_id), data=given, headers=headers
    ).get_json()
