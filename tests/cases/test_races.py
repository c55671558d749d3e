"""Two at once: one wins, the other is told, and no number is lost."""

from io import BytesIO

import pytest
from sqlalchemy import select

from alliance.cases.model import Edition
from alliance.cases.vocabulary import CaseState, EditionKind, EditionState
from alliance.foundation.store.numbering import Numbering
from alliance.journal.model import Entry
from tests.applications.test_races import at_once
from tests.files.sound import png
from tests.screenless import Browser

SEEN = {"version": "1"}


@pytest.fixture
def officers(portal, make):
    return [Browser(portal, make.person()) for _ in range(2)]


def of_edition(desk, edition_id):
    return {"case_id": desk.stored_edition(edition_id).case_id, "edition_id": edition_id}


def last_number(make):
    with make.work() as work:
        return work.session.scalar(select(Numbering.last).where(Numbering.series == "edition"))


def editions(make):
    with make.work() as work:
        return list(work.session.scalars(select(Edition).order_by(Edition.release_number)))


def test_an_edition_released_twice_at_once_is_released_once_and_takes_one_number(desk, make, officers):
    before = desk.stored_edition(desk.publish()).release_number
    edition_id = desk.prepare(desk.hand_in())
    posts = [(one, "cases.release", SEEN, of_edition(desk, edition_id)) for one in officers]
    assert at_once(*posts) == [303, 409]
    assert desk.stored_edition(edition_id).release_number == before + 1 == last_number(make)


def test_a_button_pressed_twice_by_one_officer_releases_once(desk, portal, make, officers):
    edition_id = desk.prepare(desk.hand_in())
    key = SEEN | {"idempotency_key": "r" * 32}
    twin = Browser(portal)
    twin.client.set_cookie("portal", officers[0].client.get_cookie("portal").value)
    posts = [(one, "cases.release", key, of_edition(desk, edition_id)) for one in (officers[0], twin)]
    assert at_once(*posts) == [303, 303]
    assert last_number(make) == 1


def test_both_kinds_released_at_once_are_numbered_without_a_gap(desk, make, officers):
    case_id = desk.hand_in()
    ids = [desk.prepare(case_id, kind) for kind in EditionKind]
    posts = [(one, "cases.release", SEEN, of_edition(desk, each)) for one, each in zip(officers, ids, strict=True)]
    statuses = at_once(*posts)
    assert statuses in ([303, 303], [303, 409])
    numbers = [one.release_number for one in editions(make) if one.release_number]
    assert numbers == list(range(1, statuses.count(303) + 1))
    assert desk.stored(case_id).state is CaseState.PUBLISHED


def fields_of(officer, case_id):
    page = officer.get("cases.preparing", case_id=case_id, kind="members")
    terms = {"terms-0-how": "added", "terms-0-alliance": "police_bank"}
    fields = page.form("/prepare/members").values | terms | {"tlp": "amber"}
    return {name: value for name, value in fields.items() if name != "csrf_token"}


def test_of_two_officers_who_prepare_at_once_one_is_told(desk, make, officers):
    case_id = desk.hand_in()
    posts = [
        (one, "cases.prepare", fields_of(one, case_id), {"case_id": case_id, "kind": "members"}) for one in officers
    ]
    assert at_once(*posts) == [303, 409]
    assert [one.number for one in editions(make)] == [1]
    assert desk.stored(case_id).state is CaseState.REVIEWED


def test_what_is_prepared_while_the_case_is_given_back_does_not_stay_behind(desk, make, officers):
    case_id = desk.hand_in()
    desk.prepare(case_id, EditionKind.PUBLIC)
    posts = (
        (officers[0], "cases.prepare", fields_of(officers[0], case_id), {"case_id": case_id, "kind": "members"}),
        (officers[1], "cases.give_back", {"words": "请补充"}, {"case_id": case_id}),
    )
    at_once(*posts)
    if desk.stored(case_id).state is CaseState.RETURNED:
        assert editions(make) == []
    else:
        assert {one.state for one in editions(make)} == {EditionState.PREPARED}


def test_a_case_that_is_taken_back_while_it_is_reviewed_is_one_or_the_other(desk, portal, make, officers):
    case_id = desk.hand_in()
    teller = Browser(portal, desk.teller)
    posts = (
        (officers[0], "cases.prepare", fields_of(officers[0], case_id), {"case_id": case_id, "kind": "members"}),
        (teller, "cases.take_back", {}, {"case_id": case_id}),
    )
    statuses = at_once(*posts)
    assert statuses[0] == 303
    assert statuses[1] in {404, 409}
    taken_back = desk.stored(case_id).state is CaseState.DRAFT
    assert len(editions(make)) == (0 if taken_back else 1)


def test_a_case_submitted_and_taken_back_at_once_ends_in_one_of_both(desk, portal, make):
    case_id = desk.draft()
    tellers = [Browser(portal, desk.teller) for _ in range(2)]
    posts = [
        (one, f"cases.{act}", {}, {"case_id": case_id})
        for one, act in zip(tellers, ("submit", "take_back"), strict=True)
    ]
    statuses = at_once(*posts)
    assert statuses in ([303, 303], [303, 409])
    wanted = CaseState.DRAFT if statuses == [303, 303] else CaseState.SUBMITTED
    case = desk.stored(case_id)
    assert case.state is wanted
    assert (case.submitted_at is None) == (wanted is CaseState.DRAFT)


def test_no_file_is_attached_to_a_case_or_taken_away_after_it_was_handed_in(desk, portal, make):
    tellers = [Browser(portal, desk.teller) for _ in range(2)]
    for _ in range(3):
        case_id = desk.draft()
        files = {"files": [(BytesIO(png()), f"截图{number}.png") for number in range(5)]}
        posts = ((tellers[0], "cases.attach", files), (tellers[1], "cases.submit", {}))
        statuses = at_once(*((*one, {"case_id": case_id}) for one in posts))
        assert statuses in ([303, 303], [303, 409])
        with make.work() as work:
            happened = select(Entry.event).where(Entry.subject_id == case_id).order_by(Entry.number)
            assert work.session.scalars(happened).all()[-1] == "CaseSubmitted"


def test_a_version_released_while_the_one_before_is_withdrawn_leaves_the_case_in_step(desk, make, officers):
    case_id = desk.hand_in()
    first = desk.publish(case_id)
    second = desk.prepare(case_id)
    statuses = at_once(
        (officers[0], "cases.release", SEEN, of_edition(desk, second)),
        (officers[1], "cases.withdraw", {"reason": "内容有误"}, of_edition(desk, first)),
    )
    assert statuses[0] == 303
    assert statuses[1] in {303, 403, 409}
    live = [one for one in editions(make) if one.state is EditionState.RELEASED]
    assert len(live) <= 1
    assert desk.stored(case_id).state is (CaseState.PUBLISHED if live else CaseState.WITHDRAWN)


def test_two_who_withdraw_at_once_withdraw_once(desk, officers):
    edition_id = desk.publish()
    posts = [
        (one, "cases.withdraw", {"reason": f"理由{n}"}, of_edition(desk, edition_id)) for n, one in enumerate(officers)
    ]
    assert at_once(*posts) == [303, 409]


def test_two_colleagues_who_save_over_the_same_page_do_not_write_over_each_other(desk, portal, make):
    case_id = desk.draft()
    tellers = [Browser(portal, desk.teller) for _ in range(2)]
    fields = tellers[0].get("cases.edit", case_id=case_id).form("/edit").values
    del fields["csrf_token"]
    posts = [
        (one, "cases.write", fields | {"title": f"标题{n}"}, {"case_id": case_id}) for n, one in enumerate(tellers)
    ]
    assert at_once(*posts) == [303, 409]
