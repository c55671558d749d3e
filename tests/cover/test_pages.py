"""The pages of cover as each reader meets them: what is asked, what is answered; nobody learns who was asked."""

import pytest
from flask import url_for

from alliance.cover import queries
from alliance.cover.queries import Asked
from alliance.journal.model import Letter
from alliance.journal.post import address_mail, compose
from alliance.policy.can import Can
from alliance.policy.table import may
from tests.cover.covering import crew_of
from tests.shifts.doing import NOW

SAME = "如果该邮箱属于志愿者，询问信已经发出"


def own(crew):
    return {"sign_up_id": crew.place}


def test_she_names_somebody_who_answers_on_her_own_page(crew, browser):
    other = crew.roster.helper(name="吴二二")
    first, second = browser(crew.first), browser(other)
    way = "/cover/sign-ups/"
    assert any(way in link for link in first.get("shifts.own", **own(crew)).links)
    made = first.post("cover.name", {"email": other.email}, **own(crew))
    page = first.follow(made)
    assert SAME in page.text
    assert "还有 1 人未答复" in page.text
    assert other.email not in page.html
    assert "吴" not in page.text
    assert "能否顶班" in second.get("home.desk").text
    assert "请我顶班" in second.get("volunteers.mine").text
    asked = second.get("cover.asked", stand_in_id=crew.request(other))
    assert "周*" in asked.text
    assert "周一一" not in asked.html
    answered = second.post("cover.take", stand_in_id=crew.request(other))
    assert "名额已归您" in second.follow(answered).text
    assert crew.comes(other)
    assert "能否顶班" not in second.get("home.desk").text
    assert "1 人已顶班" in first.get("cover.passing_on", **own(crew)).text
    assert way not in " ".join(first.get("shifts.own", **own(crew)).links)


def test_what_the_page_says_of_an_address_is_the_same_whoevers_it_is(crew, browser):
    other, first = crew.roster.helper(), browser(crew.first)
    said = []
    for email in (other.email, "nobody@example.org"):
        made = first.post("cover.name", {"email": email}, **own(crew))
        said.append(first.follow(made).text.partition("询问对象")[0])
    assert said[0] == said[1]
    rows = first.get("cover.passing_on", **own(crew)).text
    assert rows.count("还有 1 人未答复") == 2 or "还有 2 人未答复" in rows


@pytest.mark.parametrize("typed", ["", "nobody", "周一一"])
def test_what_is_no_address_is_said_at_the_field(crew, browser, typed):
    page = browser(crew.first).post("cover.name", {"email": typed}, status=422, **own(crew))
    assert page.title.startswith("错误")
    assert page.form("/named").values["email"] == typed


def test_a_refusal_keeps_what_was_typed(crew, browser):
    first = browser(crew.first)
    for number in range(3):
        first.post("cover.name", {"email": f"n{number}@example.org"}, **own(crew))
    page = first.post("cover.name", {"email": "n3@example.org"}, status=422, **own(crew))
    assert "已询问 3 人" in page.text
    assert page.form("/named").values["email"] == "n3@example.org"


def test_others_are_asked_with_one_press_and_no_more_after_she_comes_after_all(crew, browser):
    crew.roster.helpers(7)
    first = browser(crew.first)
    made = first.post("cover.seek", **own(crew))
    page = first.follow(made)
    assert "已询问 5 位志愿者" in page.text
    assert "志愿者1" not in page.text
    first.post("cover.seek", status=409, **own(crew))
    back = first.post("cover.take_back", **own(crew))
    assert "已不再请人顶班" in first.follow(back).text
    assert "无人可再答复" in first.get("cover.passing_on", **own(crew)).text


def test_the_letter_s_link_opens_without_an_account(crew, browser):
    second, third = crew.roster.helpers(2)
    crew.seek()
    visitor = browser()
    page = visitor.get(crew.link(second))
    assert "周*" in page.text
    assert crew.first.email not in page.html
    visitor.get(crew.link(second)[:-2], status=404)
    assert "名额已归您" in visitor.follow(visitor.post(f"{crew.link(second)}/take")).text
    assert crew.comes(second)
    assert "已有人顶班" in visitor.get(crew.link(third), status=409).text
    assert "已有人顶班" in visitor.post(f"{crew.link(third)}/take", status=409).text
    assert "已有人顶班" not in visitor.get(crew.link(second), status=409).text


def test_no_is_an_answer_too(crew, browser):
    second, third = crew.roster.helpers(2)
    crew.seek()
    visitor = browser()
    assert "谢谢您告知" in visitor.follow(visitor.post(f"{crew.link(second)}/decline")).text
    signed_in = browser(third)
    answered = signed_in.post("cover.decline", stand_in_id=crew.request(third))
    assert "谢谢您告知" in signed_in.follow(answered).text
    assert crew.states() == ["declined", "declined"]
    assert "不能顶班" in signed_in.get("cover.asked", stand_in_id=crew.request(third)).text
    assert "我来顶班" not in signed_in.get("cover.asked", stand_in_id=crew.request(third)).text


def test_what_stands_in_her_way_is_said_before_she_says_yes(make, browser, portal):
    crew = crew_of(make, least_age=18)
    young = crew.roster.helper(born_on=NOW.date().replace(year=NOW.year - 15))
    crew.name(young)
    page = browser(young).get("cover.asked", stand_in_id=crew.request(young))
    assert "最低年龄" in page.text
    assert "我来顶班" not in page.text


def test_whoever_keeps_the_event_asks_for_a_free_place(crew, browser):
    officer, shift = browser(crew.roster.stage.officer), {"shift_id": crew.shift_id}
    crew.roster.helpers(6)
    assert "/cover/" not in " ".join(officer.get("shifts.people_in", **shift).links)
    officer.get("cover.calling", **shift)
    officer.post("cover.call", status=409, **shift)
    crew.roster.withdraw(crew.first, crew.place)
    assert f"/cover/shifts/{crew.shift_id}" in officer.get("shifts.people_in", **shift).links
    page = officer.follow(officer.post("cover.call", **shift))
    assert "已询问 5 位志愿者" in page.text
    assert "还有 5 人未答复" in page.text
    assert "志愿者1" not in page.text
    crew.roster.call_off(crew.shift_id)
    assert "/cover/" not in " ".join(officer.get("shifts.people_in", **shift).links)
    assert not [form for form in officer.get("cover.calling", **shift).forms if "/cover/" in form.action]


def test_the_pages_are_for_whom_they_are(crew, browser):
    """Not for whoever else is asked, nor for whoever keeps the event; a visitor signs in first, or finds nothing."""
    other, stranger = crew.roster.helpers(2)
    crew.name(other)
    request, shift = {"stand_in_id": crew.request(other)}, {"shift_id": crew.shift_id}
    officer = crew.roster.stage.officer
    for somebody, endpoint, address in (
        *((one, "cover.passing_on", own(crew)) for one in (other, officer)),
        *((one, "cover.asked", request) for one in (crew.first, stranger, officer)),
        *((one, "cover.calling", shift) for one in (crew.first, other, crew.roster.stage.outsider)),
    ):
        browser(somebody).get(endpoint, status=404, **address)
    for somebody, endpoint, address in (
        *((one, "cover.seek", own(crew)) for one in (other, officer)),
        *((one, "cover.take", request) for one in (crew.first, stranger, officer)),
        *((one, "cover.call", shift) for one in (crew.first, other)),
    ):
        browser(somebody).post(endpoint, status=404, **address)
    assert crew.states() == ["asked"]
    assert crew.comes(crew.first)


def test_the_list_and_the_door_agree(crew):
    """What the filter of lists shows somebody is what the table lets them answer."""
    people = crew.roster.helpers(3)
    crew.seek()
    requests = [one.id for one in crew.requests()]
    for someone in (crew.first, crew.roster.stage.officer, *people):
        with crew.roster.work(someone) as work:
            listed = {one.id for one in queries.own_open(work)}
            every = [queries.asked(work, one) for one in requests]
            assert listed == {one.id for one in every if one and may(work.actor, Can.ANSWER_STAND_IN, one)}
            shown = bool(queries.rounds_of(work, crew.place))
            assert shown == (someone is crew.first)
            assert bool(queries.calls_of(work, crew.shift_id)) is False


def test_numbers_of_a_call_are_for_whoever_keeps_the_event(crew):
    crew.roster.withdraw(crew.first, crew.place)
    crew.roster.helpers(1)
    crew.call()
    stage = crew.roster.stage
    for someone, sees in ((stage.officer, True), (stage.liaison, True), (stage.outsider, False), (crew.first, False)):
        with crew.roster.work(someone) as work:
            assert bool(queries.calls_of(work, crew.shift_id)) == sees


def test_the_letters_say_what_when_and_where(portal, crew):
    other = crew.roster.helper(name="吴二二")
    crew.name(other)
    crew.take(other)
    settings = portal.config["SETTINGS"]
    address_mail(portal, "smtp://localhost", settings)
    with crew.roster.make.work() as work, portal.app_context():
        letters = work.session.query(Letter).filter_by(template="volunteer_stand_in").all()
        bodies = {(one.address, one.params["headline"]): compose(portal, one, settings).body for one in letters}
    assert len(bodies) == 3
    for body in bodies.values():
        assert "引导员" in body
        assert "周一一" not in body
        assert "吴二二" not in body
    [asked] = [body for (_, headline), body in bodies.items() if headline.startswith("Can you")]
    assert "/cover/answers/" in asked
    assert "顶替：周*" in asked
    [told] = [body for (address, _), body in bodies.items() if address == crew.first.email]
    assert "顶班人：吴*" in told


def test_what_is_kept_of_her_names_what_she_was_asked(crew):
    other = crew.roster.helper()
    crew.name(other)
    crew.decline(other)
    with crew.roster.work(other) as work:
        [one] = queries.own_ever(work)
    assert isinstance(one, Asked)
    assert str(one.state) == "declined"


def test_her_pages_cost_few_statements_however_many_were_asked(crew, browser):
    crew.roster.helpers(12)
    crew.seek()
    for number in range(3):
        crew.name(f"n{number}@example.org")
    browser(crew.first).get("cover.passing_on", queries=6, **own(crew))


def test_the_address_in_a_letter_is_the_page_s(portal, crew):
    other = crew.roster.helper()
    crew.name(other)
    with portal.test_request_context():
        token = crew.link(other).rpartition("/")[2]
        assert url_for("cover.answer", token=token) == crew.link(other)
        told = url_for("cover.passing_on", sign_up_id=crew.place)
    crew.decline(other)
    assert crew.letters(crew.first)[0]["path"] == told
