"""The pages: four fields and a letter, the own page, teams on the way, what comes back where something is wrong."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from alliance.foundation.kernel.actor import Role
from alliance.people.model import Invitation
from alliance.volunteers import sections
from alliance.volunteers.model import Volunteer
from alliance.volunteers.sections import Kept, OwnPage, Section
from alliance.volunteers.vocabulary import VolunteerState
from tests.factories import PASSWORD
from tests.volunteers.doing import form


def test_the_answer_is_the_same_for_a_known_and_an_unknown_address(ground, browser):
    someone = ground.volunteer()
    answers = []
    for address in (someone.email, "unknown@example.org", ground.liaison.email):
        visitor = browser()
        response = visitor.post("volunteers.take_sign_up", form(email=address))
        answers.append((response.status_code, response.location, visitor.follow(response).text))
    assert len(set(answers)) == 1


def test_what_is_kept_and_why_stands_beside_the_box_that_agrees(browser):
    page = browser().get("volunteers.sign_up")
    for words in (
        "保存哪些信息",
        "用途",
        "谁能看到",
        "保存到您退出为止",
        "不强制",
        "《志愿服务条例》",
        "《个人信息保护法》",
    ):
        assert words in page.text
    assert "监护人姓名，监护人应已阅读" not in page.text
    assert set(page.form("sign-up").values) >= {"name", "phone", "email", "born_on"}


def test_a_child_is_asked_for_a_guardian_on_the_second_round_and_the_input_is_kept(ground, browser):
    visitor = browser()
    sent = form(born_on="2018-03-03")
    page = visitor.post("volunteers.take_sign_up", sent, status=422)
    again = page.form("sign-up").values
    assert again["guardian"] == ""
    assert (again["name"], again["phone"], again["email"]) == (sent["name"], sent["phone"], sent["email"])
    assert again["agreed"] == ["y"]
    visitor.post("volunteers.take_sign_up", sent | {"guardian": "李母"})
    with ground.make.work() as work:
        assert work.session.scalars(select(Volunteer.guardian)).all() == ["李母"]


@pytest.mark.parametrize(
    "wrong", [{"agreed": ""}, {"phone": "12"}, {"email": "x"}, {"born_on": "1990-02-31"}, {"born_on": ""}, {"name": ""}]
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(ground, browser, wrong):
    sent = {name: value for name, value in (form() | wrong).items() if value or name != "agreed"}
    page = browser().post("volunteers.take_sign_up", sent, status=422)
    [name] = wrong
    assert f'id="{name}-error"' in page.html
    with ground.make.work() as work:
        assert work.session.scalars(select(Volunteer)).all() == []


def test_from_the_sign_up_to_the_own_page(ground, browser):
    visitor = browser()
    visitor.post("volunteers.take_sign_up", form())
    letter = ground.letters("new.helper@example.org")[0]
    page = visitor.get(letter.params["path"])
    chosen = page.forms[-1].values | {"password": PASSWORD, "again": PASSWORD}
    visitor.post(letter.params["path"], chosen)
    page = visitor.get("volunteers.mine")
    for words in ("李小四", "13900001234", "new.helper@example.org", "1990年5月1日", "我的服务队", "我的资质"):
        assert words in page.text
    visitor.get("home.desk")
    browser().post(letter.params["path"], {"password": PASSWORD}, status=409)


def test_who_has_an_account_follows_the_link_with_its_password_and_wears_both_hats(ground, browser):
    visitor = browser()
    visitor.post("volunteers.take_sign_up", form(email=ground.liaison.email))
    path = ground.letters(ground.liaison.email, "volunteer_sign_up")[0].params["path"]
    visitor.post(path, {"password": PASSWORD})
    assert "李小四" in visitor.get("volunteers.mine").text


def test_own_data_is_corrected_and_an_older_page_keeps_what_was_typed(ground, browser):
    someone = ground.volunteer()
    visitor = browser(someone)
    values = visitor.get("volunteers.correcting").form("data").values
    visitor.post("volunteers.correct", values | {"name": "新名字", "district_code": "140106"})
    assert "新名字" in visitor.get("volunteers.mine").text
    page = visitor.post("volunteers.correct", values | {"name": "旧页面"}, status=409)
    assert page.form("data").values["name"] == "旧页面"
    visitor.post("volunteers.correct", page.form("data").values)
    page = visitor.post("volunteers.correct", values | {"born_on": "2019-01-01", "version": "4"}, status=422)
    assert "guardian" in page.form("data").values


def sheet_of(visitor):
    answer = visitor.post("volunteers.take_data", status=200)
    rows = load_workbook(BytesIO(answer.data)).active.iter_rows(min_row=2, values_only=True)
    return [tuple(cell or "" for cell in row) for row in rows]


def test_the_export_holds_everything_that_is_kept(ground, browser):
    someone = ground.volunteer(name="赵六", phone="13712345678", born_on=date(2016, 2, 2), guardian="赵母")
    ground.join(someone, ground.team(), leads=True)
    officer = browser(ground.officer)
    confirmed = {"qualification_code": "first_aid", "until_on": "2099-01-01"}
    officer.post("volunteers.confirm", confirmed, volunteer_id=ground.id_of(someone))
    text = str(sheet_of(browser(someone)))
    row = ground.row(someone)
    kept = ("赵六", "13712345678", someone.email, "2016-02-02", "赵母", row.agreed_to, "青年路夜间宣传队", "队长")
    for words in (*kept, "急救员证", "2099-01-01"):
        assert words in text
    assert ground.events("volunteer")[-1] == "VolunteerDataTaken"


def test_rooms_to_the_right_add_to_the_own_page_and_to_what_is_taken_along(ground, browser, monkeypatch):
    def section(work, volunteer_id):
        return Section("我的班次", [("班次", "")], [(None, str(volunteer_id))], "无")

    monkeypatch.setattr(OwnPage, "sections", (*OwnPage.sections, section))
    monkeypatch.setattr(OwnPage, "kept", (*OwnPage.kept, lambda _work, one: [Kept("班次", "某班次", str(one))]))
    someone = ground.volunteer()
    page = browser(someone).get("volunteers.mine")
    assert "我的班次" in page.text
    assert str(ground.id_of(someone)) in page.text
    assert ("班次", "某班次", str(ground.id_of(someone))) in sheet_of(browser(someone))
    assert sections.OwnPage is OwnPage


def test_leaving_asks_once_more_and_then_erases(ground, browser):
    someone = ground.volunteer()
    visitor = browser(someone)
    visitor.get("volunteers.leaving")
    visitor.post("volunteers.leave", {}, status=422)
    page = visitor.follow(visitor.post("volunteers.leave", {"agreed": "y"}))
    assert "均已删除" in page.text
    visitor.get("volunteers.mine", status=303)
    with ground.make.work() as work:
        assert work.session.scalars(select(Volunteer.state)).all() == [VolunteerState.LEFT]
        assert work.session.scalars(select(Invitation.email)).all() == []


def test_who_was_given_the_role_begins_on_the_own_page(ground, browser):
    visitor = browser(ground.make.person(Role.VOLUNTEER))
    response = visitor.client.get("/volunteers/mine", headers={"Host": "localhost"})
    assert response.location == "/volunteers/mine/begin"
    values = visitor.get("volunteers.begin").form("begin").values
    visitor.post("volunteers.complete", values | {"phone": "1"}, status=422)
    told = {"phone": "13900001234", "born_on": "1990-05-01", "agreed": "y"}
    visitor.post("volunteers.complete", values | told)
    assert "13900001234" in visitor.get("volunteers.mine").text
    visitor.get("volunteers.begin", status=303)


def test_a_team_from_founding_to_closing(ground, browser):
    liaison, someone = browser(ground.liaison), ground.volunteer(name="钱七")
    helper, told = browser(someone), {"title": "新队", "kind": "organisation", "district_code": "140106"}
    liaison.post("volunteers.found_team", told | {"title": ""}, status=422)
    liaison.post("volunteers.found_team", told | {"kind": "blue_vests"}, status=422)
    address = liaison.post("volunteers.found_team", told).location
    assert "新队" in helper.get("volunteers.teams").text
    helper.post(f"{address}/ask")
    helper.post(f"{address}/ask", status=409)
    page = liaison.get(address)
    assert "入队申请" in page.text
    assert "钱*" in page.text
    assert "钱七" not in page.html
    member = f"{address}/members/{ground.id_of(someone)}"
    liaison.post(f"{member}/take-in")
    liaison.post(f"{member}/take-in", status=409)
    helper.get(f"{address}/edit", status=403)
    helper.post(f"{member}/coordinator", status=404)
    liaison.post(f"{member}/coordinator")
    assert "钱七" in helper.get(address).text
    liaison.post(f"{member}/coordinator/relieve")
    values = liaison.get(f"{address}/edit").form("edit").values
    liaison.post(f"{address}/edit", values | {"title": "改名队"})
    liaison.post(f"{address}/edit", values | {"idempotency_key": ""}, status=409)
    liaison.get(f"{address}/close")
    liaison.post(f"{address}/close")
    assert "已解散" in liaison.get(address).text
    liaison.post(f"{address}/close", status=409)


def test_a_coordinator_answers_for_that_team_alone(ground, browser):
    ours, theirs = ground.team(), ground.team(ground.outsider, "通信队")
    leader = browser(ground.member(ours, leads=True))
    asking = [ground.volunteer(), ground.volunteer()]
    ground.ask(asking[0], ours)
    ground.ask(asking[1], theirs)
    leader.post("volunteers.take_in", team_id=ours, volunteer_id=ground.id_of(asking[0]))
    leader.post("volunteers.take_in", team_id=theirs, volunteer_id=ground.id_of(asking[1]), status=404)
    leader.post("volunteers.put_out", team_id=ours, volunteer_id=ground.id_of(asking[0]), status=403)
    browser(ground.officer).post("volunteers.turn_down", team_id=theirs, volunteer_id=ground.id_of(asking[1]))
    assert ground.told(asking[1].email) == ["A volunteer team cannot take you in at present"]


def test_a_liaison_confirms_for_members_of_the_own_teams_and_revokes_what_she_confirmed(ground, browser):
    someone, stranger = ground.volunteer(), ground.volunteer()
    ground.join(someone, ground.team())
    of_her = {"volunteer_id": ground.id_of(someone)}
    liaison, officer = browser(ground.liaison), browser(ground.officer)
    liaison.get("volunteers.confirming", volunteer_id=ground.id_of(stranger), status=404)
    told = {"qualification_code": "fraud_quiz", "until_on": "2020-01-01"}
    page = liaison.post("volunteers.confirm", told, status=422, **of_her)
    assert page.form("new").values["qualification_code"] == "fraud_quiz"
    liaison.post("volunteers.confirm", told | {"until_on": ""}, **of_her)
    officer.post("volunteers.confirm", told | {"qualification_code": "dialect", "until_on": ""}, **of_her)
    ways = [link for link in liaison.get("volunteers.volunteer", **of_her).links if link.endswith("/revoke")]
    every = [link for link in officer.get("volunteers.volunteer", **of_her).links if link.endswith("/revoke")]
    assert (len(ways), len(every)) == (1, 2)
    [of_the_center] = set(every) - set(ways)
    liaison.get(of_the_center, status=403)
    liaison.get(ways[0])
    liaison.post(ways[0], {"reason": ""}, status=422)
    liaison.post(ways[0], {"reason": "测验系他人代做"})
    liaison.post(ways[0], {"reason": "再来一次"}, status=409)
    assert "测验系他人代做" in browser(someone).get("volunteers.mine").text


def test_the_list_asks_one_question_however_long_it_is(ground, browser):
    officer = browser(ground.officer)
    ground.volunteer()
    officer.get("volunteers.volunteers", queries=6)
    before = officer.queries
    for _ in range(3):
        ground.volunteer()
    officer.get("volunteers.volunteers")
    assert officer.queries == before


def test_the_letters_say_what_to_do(portal, ground):
    from alliance.journal.post import address_mail, compose

    address_mail(portal, "smtp://localhost", portal.config["SETTINGS"])
    someone = ground.member(ground.team())
    ground.sign_up(email=someone.email)
    with portal.app_context():
        words = [compose(portal, one, portal.config["SETTINGS"]) for one in ground.letters(someone.email)]
    told = "\n".join(f"{one.subject}\n{one.body}" for one in words)
    assert "请确认报名成为志愿者" in told
    assert "/people/invitations/" in told
    assert "您已加入志愿服务队：青年路夜间宣传队" in told
    assert "您已经是志愿者" in told
