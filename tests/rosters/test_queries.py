"""Who sees which roster, what waits for whom, and what differs between two."""

import pytest

from alliance.foundation.kernel.actor import NOBODY, Actor, Role
from alliance.matrix.model import SeatRole
from alliance.organisations.queries import Term
from alliance.policy.can import Can
from alliance.policy.table import may
from alliance.questions import errands_of
from alliance.rosters import difference, queries
from alliance.rosters.difference import ChangeKind
from alliance.rosters.queries import Line

BANK, TELECOM = Term("police_bank", "警银", "Police and banks"), Term("police_telecom", "警信", "Police and telecom")


def line(organisation_id, name="甲", alliance=BANK, *, role=SeatRole.MEMBER, matrices="治理"):
    none = Term("", "", "")
    return Line(1, organisation_id, name, name, "", role, alliance, none, none, Term("", matrices, matrices))


@pytest.mark.parametrize("role", [None, *Role])
def test_the_filter_of_rows_and_the_rule_agree(make, seated, publish, draw_up, role):
    published, drawn = publish(), draw_up()
    actor = Actor(person_id=published.id, role=role) if role else NOBODY
    with make.work(actor) as work:
        for roster in (published, drawn):
            allowed = may(actor, Can.READ_ROSTER, roster)
            assert (queries.reading(work, roster.id) is not None) == allowed
        listed = {version.id for version in queries.versions(work).versions}
        waiting = {version.id for version in queries.drafts(work)}
        assert listed == {published.id}
        assert waiting == ({drawn.id} if may(actor, Can.READ_ROSTER, drawn) else set())


def test_the_lines_of_a_draft_are_kept_by_the_same_filter(make, draft):
    with make.work(Actor(person_id=draft.id, role=Role.INSPECTOR)) as work:
        reading = queries.reading(work, draft.id)
        assert len(queries.all_lines(work, reading)) == 4
    with make.work(NOBODY) as work:
        assert not queries.all_lines(work, reading)


def test_a_draft_waits_for_somebody_else_than_its_author(make, draft, officer, second_officer):
    with make.work(officer.actor) as work:
        assert not errands_of(work, queries.questions)
    with make.work(second_officer.actor) as work:
        (errand,) = errands_of(work, queries.questions)
        assert (errand.endpoint, errand.address) == ("rosters.draft", {"roster_id": draft.id})


def test_an_approved_roster_waits_for_every_officer(make, approved, officer, second_officer):
    for person in (officer, second_officer):
        with make.work(person.actor) as work:
            assert len(errands_of(work, queries.questions)) == 1


def test_nothing_of_it_waits_for_anybody_else(make, draft, seated):
    liaison = make.person(Role.LIAISON, organisation=seated[0])
    with make.work(liaison.actor) as work:
        assert not errands_of(work, queries.questions)


def test_a_long_roster_goes_on_on_the_next_page(make, draft, officer, monkeypatch):
    monkeypatch.setattr(queries, "LINES_ON_A_PAGE", 3)
    with make.work(officer.actor) as work:
        reading = queries.reading(work, draft.id)
        first = queries.page_of_lines(work, reading)
        assert (len(first.lines), first.next_key) == (3, (3,))
        second = queries.page_of_lines(work, reading, 3)
        assert ([one.position for one in second.lines], second.next_key) == ([4], None)


def test_versions_are_paged_newest_first(make, seated, publish, monkeypatch):
    monkeypatch.setattr(queries, "PAGE_ROWS", 2)
    for _ in range(3):
        publish()
    with make.work(NOBODY) as work:
        first = queries.versions(work)
        assert ([one.number for one in first.versions], first.next_key) == ([3, 2], (2,))
        assert [one.number for one in queries.versions(work, 2).versions] == [1]


def test_the_same_rosters_differ_in_nothing(draft):
    lines = [line(1), line(2, "乙")]
    assert difference.between(lines, lines).nothing


def test_who_is_only_in_one_of_them_joined_or_left():
    what = difference.between([line(1, "甲"), line(2, "乙")], [line(2, "乙"), line(3, "丙"), line(3, "丙", TELECOM)])
    assert [one.name for one in what.joined] == ["丙", "丙"]
    assert [one.name for one in what.left] == ["甲"]
    assert not what.changed


@pytest.mark.parametrize(
    ("old", "new", "kind", "was", "now"),
    [
        ([line(1, "甲")], [line(1, "甲二")], ChangeKind.NAME, "甲", "甲二"),
        ([line(1)], [line(1, role=SeatRole.LEAD)], ChangeKind.ROLE, SeatRole.MEMBER, SeatRole.LEAD),
        ([line(1)], [line(1), line(1, alliance=TELECOM)], ChangeKind.SEAT_GAINED, None, SeatRole.MEMBER),
        ([line(1), line(1, alliance=TELECOM)], [line(1)], ChangeKind.SEAT_LOST, SeatRole.MEMBER, None),
    ],
)
def test_what_changed_for_who_stayed(old, new, kind, was, now):
    first = difference.between(old, new).changed[0]
    assert (first.kind, first.was, first.now) == (kind, was, now)


def test_other_matrices_are_a_change_of_the_seat():
    (change,) = difference.between([line(1)], [line(1, matrices="宣传、治理")]).changed
    assert (change.kind, change.alliance, change.now.zh) == (ChangeKind.MATRICES, BANK, "宣传、治理")


def test_the_names_of_both_persons_are_told(make, approved, officer, second_officer):
    with make.work(officer.actor) as work:
        persons = queries.two_persons(work, queries.reading(work, approved.id))
    assert (persons.drafter, persons.approver) == (officer.actor.name, second_officer.actor.name)


def test_a_draft_has_no_approver_yet(make, draft, officer):
    with make.work(officer.actor) as work:
        assert queries.two_persons(work, queries.reading(work, draft.id)).approver is None


def test_commands_and_queries_agree_on_the_newest(make, seated, publish):
    publish()
    newest = publish()
    with make.work(NOBODY) as work:
        assert queries.newest(work).id == newest.id
        assert queries.numbers(work) == [2, 1]
