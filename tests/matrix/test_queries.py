"""What the pages of the matrix read."""

from alliance.matrix import groups, queries
from alliance.matrix.model import Advantage, SeatRole
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation


def test_a_suggestion_says_what_speaks_for_a_matrix(make):
    organisation = make.organisation(capabilities={"outlets": 120, "account_control": 3, "screens": 0})
    with make.work() as work:
        found = queries.suggestions(work, organisation.id)
    assert [(one.matrix_code, one.capability_zh, one.amount, one.unit_zh, one.advantage) for one in found] == [
        ("publicity_matrix", "网点", 120, "个", Advantage.VENUE),
        ("crackdown_matrix", "账户管控席位", 3, "席", Advantage.FUNCTIONAL),
        ("governance_matrix", "账户管控席位", 3, "席", Advantage.FUNCTIONAL),
    ]


def test_a_matrix_lists_an_organisation_once_whatever_its_alliances(make):
    organisation = make.organisation()
    make.seat(organisation, "police_bank", "publicity_matrix", "governance_matrix")
    make.seat(organisation, "police_enterprise", "publicity_matrix")
    with make.work() as work:
        (in_matrix,) = groups.members_of_matrix(work, "publicity_matrix").members
        (in_alliance,) = groups.members_of_alliance(work, "police_bank").members
    assert set(in_matrix.others) == {"police_bank", "police_enterprise"}
    assert set(in_alliance.others) == {"publicity_matrix", "governance_matrix"}


def test_the_members_of_an_alliance_go_on_page_by_page_without_a_gap(make, monkeypatch):
    monkeypatch.setattr(groups, "PAGE_ROWS", 2)
    names = {make.organisation().id for _ in range(5)}
    for organisation_id in names:
        make.seat(Organisation(id=organisation_id))
    seen, after = [], None
    with make.work() as work:
        while True:
            page = groups.members_of_alliance(work, "police_bank", after)
            seen += [member.id for member in page.members]
            if page.next_key is None:
                break
            after = page.next_key
    assert len(seen) == 5
    assert set(seen) == names


def test_what_a_suspension_touches_is_counted(make):
    organisation, seatless = make.organisation(), make.organisation()
    make.seat(organisation, "police_bank", role=SeatRole.LEAD)
    make.seat(organisation, "police_telecom")
    with make.work() as work:
        assert [touch.count for touch in queries.touched_by(work, organisation.id)] == [2, 1]
        assert queries.touched_by(work, seatless.id) == []


def test_who_is_suspended_is_not_among_the_members_of_its_alliance(make):
    organisation = make.organisation()
    make.seat(organisation)
    with make.work() as work:
        organisations.suspend(work, work.session.get_one(Organisation, organisation.id), "测试")
    with make.work() as work:
        assert groups.members_of_alliance(work, "police_bank").members == []
