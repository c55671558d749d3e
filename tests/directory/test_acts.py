"""What the center does to a member: the page before, the act, its refusals, and two officers at once."""

import threading

import pytest

from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.ids import new_id
from alliance.matrix.model import Seat
from alliance.organisations.model import Organisation, OrganisationState

ACTS = ("suspend", "release", "merge", "rename")


@pytest.fixture
def admin(make, browser):
    return browser(make.person(Role.CENTER_ADMIN))


def kept(make, organisation):
    with make.work() as work:
        return work.session.get_one(Organisation, organisation.id)


@pytest.mark.parametrize("act", [*ACTS, "resume"])
def test_the_page_before_an_act_says_what_it_means(make, admin, act):
    organisation = make.organisation("甲银行")
    if act == "resume":
        admin.post("directory.suspend", {"reason": "材料不实"}, organisation_id=organisation.id)
    page = admin.get(f"directory.before_{act}", organisation_id=organisation.id)
    assert "甲银行" in page.headings[0]
    assert "办理后" in page.text


def test_what_takes_a_member_away_first_shows_what_hangs_on_it(make, admin):
    organisation = make.organisation()
    for act, touches in (("suspend", True), ("release", True), ("merge", True), ("rename", False)):
        page = admin.get(f"directory.before_{act}", organisation_id=organisation.id)
        assert ("将会影响" in page.text) == touches


def test_suspension_and_its_end(make, admin):
    organisation = make.organisation()
    address = {"organisation_id": organisation.id}
    page = admin.follow(admin.post("directory.suspend", {"reason": "两个季度未确认"}, **address))
    assert "已暂停成员资格" in page.text
    assert kept(make, organisation).state_reason == "两个季度未确认"
    admin.follow(admin.post("directory.resume", **address))
    assert kept(make, organisation).state is OrganisationState.MEMBER


def test_a_departure_ends_its_seats_today(make, admin):
    organisation = make.organisation()
    seat_id = make.seat(organisation)
    admin.post("directory.release", {"reason": "单位撤销"}, organisation_id=organisation.id)
    with make.work() as work:
        ended = work.session.get_one(Seat, seat_id).to_on
    assert ended == kept(make, organisation).left_on


@pytest.mark.parametrize("act", ["suspend", "release", "merge"])
@pytest.mark.parametrize("reason", ["", "   ", "字" * 501, "藏\u202e字"])
def test_a_missing_or_unfit_reason_comes_back_and_changes_nothing(make, admin, act, reason):
    organisation, other = make.organisation(), make.organisation()
    sent = {"reason": reason, "into_id": str(other.id)}
    page = admin.post(f"directory.{act}", sent, organisation_id=organisation.id, status=422)
    assert page.title.startswith("错误：")
    assert kept(make, organisation).state is OrganisationState.MEMBER


def test_a_merger_is_found_by_search_and_done(make, admin):
    small, large = make.organisation("乙公司"), make.organisation("甲银行")
    make.organisation("丙学校")
    page = admin.get("directory.before_merge", organisation_id=small.id, q="jyh")
    assert "甲银行" in page.text
    assert "丙学校" not in page.text
    sent = {"into_id": str(large.id), "reason": "机构整合"}
    page = admin.follow(admin.post("directory.merge", sent, organisation_id=small.id))
    assert "并入甲银行" in page.text


def test_a_search_without_a_fitting_member_says_so(make, admin):
    page = admin.get("directory.before_merge", organisation_id=make.organisation().id, q="没有这家")
    assert "没有其他成员单位" in page.text


@pytest.mark.parametrize("into", ["", "nonsense", "itself", "nobody"])
def test_a_merger_into_what_is_no_other_member_comes_back(make, admin, into):
    organisation = make.organisation()
    chosen = {"itself": str(organisation.id), "nobody": str(new_id())}.get(into, into)
    sent = {"into_id": chosen, "reason": "机构整合"}
    page = admin.post("directory.merge", sent, organisation_id=organisation.id, status=422)
    assert "机构整合" in page.html
    assert kept(make, organisation).state is OrganisationState.MEMBER


def test_a_new_name_is_refused_with_its_words_kept_where_another_bears_it(make, admin):
    organisation, other = make.organisation("甲银行"), make.organisation("乙银行")
    form = admin.get("directory.before_rename", organisation_id=organisation.id).form("/rename")
    sent = form.values | {"name": other.name, "short_name": "新简称"}
    page = admin.post("directory.rename", sent, organisation_id=organisation.id, status=422)
    assert "新简称" in page.html
    assert "联盟中已有同名单位" in page.text


def test_a_new_name_holds_from_today(make, admin):
    organisation = make.organisation("甲银行")
    form = admin.get("directory.before_rename", organisation_id=organisation.id).form("/rename")
    sent = form.values | {"name": "甲银行太原分行", "short_name": "甲行太原"}
    page = admin.follow(admin.post("directory.rename", sent, organisation_id=organisation.id))
    assert page.headings == ["甲银行太原分行"]


def test_a_name_given_on_a_stale_page_is_a_conflict(make, admin):
    organisation = make.organisation("甲银行")
    form = admin.get("directory.before_rename", organisation_id=organisation.id).form("/rename")
    admin.post("organisations.confirm", organisation_id=organisation.id)
    sent = form.values | {"name": "乙银行", "short_name": "乙行"}
    admin.post("directory.rename", sent, organisation_id=organisation.id, status=409)
    assert kept(make, organisation).name == "甲银行"


@pytest.mark.parametrize("act", ["suspend", "release", "merge", "rename"])
def test_who_is_gone_is_left_alone(make, admin, act):
    organisation, other = make.organisation(), make.organisation()
    admin.post("directory.release", {"reason": "单位撤销"}, organisation_id=organisation.id)
    admin.get(f"directory.before_{act}", organisation_id=organisation.id, status=409)
    version = kept(make, organisation).version
    sent = {"reason": "再次", "into_id": str(other.id), "name": "新", "short_name": "新", "version": str(version)}
    admin.post(f"directory.{act}", sent, organisation_id=organisation.id, status=409)


def test_an_officer_does_not_merge_and_a_liaison_does_nothing_of_it(make, browser):
    organisation = make.organisation()
    officer = browser(make.person(Role.CENTER_OFFICER))
    officer.post("directory.merge", {"reason": "x"}, organisation_id=organisation.id, status=403)
    liaison = browser(make.person(Role.LIAISON, organisation=organisation))
    for act in ACTS:
        liaison.post(f"directory.{act}", {"reason": "x"}, organisation_id=organisation.id, status=403)


def test_of_two_officers_who_suspend_at_once_one_is_told_that_it_is_done(make, browser):
    organisation = make.organisation()
    officers = [browser(make.person(Role.CENTER_OFFICER)) for _ in range(2)]
    tokens = [officer.csrf_token() for officer in officers]
    address = officers[0].address("directory.suspend", organisation_id=organisation.id)
    gate, statuses = threading.Barrier(2), []

    def press(officer, token):
        gate.wait()
        sent = {"csrf_token": token, "reason": "材料不实"}
        statuses.append(officer.client.post(address, data=sent, headers={"Host": "localhost"}).status_code)

    threads = [threading.Thread(target=press, args=pair) for pair in zip(officers, tokens, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [303, 409]
    assert kept(make, organisation).state is OrganisationState.SUSPENDED
