"""What the center does with a case that was handed in: its refusals, its letters, and what it never tells."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from alliance.audiences.terms import Term, Terms
from alliance.cases import reviewing
from alliance.cases.model import REASON_LENGTH, Edition
from alliance.cases.vocabulary import CaseState, EditionKind, Tlp
from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from alliance.journal.model import Letter
from alliance.people.model import Appointment
from alliance.policy.can import Can
from alliance.policy.table import may
from tests.cases.telling import BANKS, EVERYBODY, case_in, only

CLASHES = (
    (Tlp.RED, EVERYBODY, "terms"),
    (Tlp.AMBER_STRICT, EVERYBODY, "terms"),
    (Tlp.AMBER, EVERYBODY, "terms"),
    (Tlp.RED, BANKS, "terms"),
    (Tlp.AMBER_STRICT, BANKS, "terms"),
    (Tlp.RED, Terms.of([Term(sector="bank")]), "terms"),
    (Tlp.CLEAR, BANKS, "tlp"),
    (Tlp.CLEAR, EVERYBODY, "tlp"),
    (Tlp.AMBER, Terms(), "terms"),
    (Tlp.AMBER, Terms.of([], [Term(district="140106")]), "terms"),
    (Tlp.AMBER, Terms.of([Term(sector="media")]), "terms"),
    (Tlp.AMBER, Terms.of([Term(sector="carrier")]), "terms"),
    (Tlp.GREEN, Terms.of([Term(alliance="police_bank")], [Term()]), "terms"),
)


@pytest.mark.parametrize(("tlp", "terms", "field"), CLASHES)
def test_where_mark_and_readers_clash_nothing_is_prepared(desk, tlp, terms, field):
    case_id = desk.hand_in()
    with pytest.raises(Invalid) as refusal:
        desk.prepare(case_id, tlp=tlp, terms=terms)
    assert refusal.value.field == field
    assert desk.stored(case_id).state is CaseState.SUBMITTED


@pytest.mark.parametrize("tlp", [Tlp.RED, Tlp.AMBER_STRICT, Tlp.AMBER, Tlp.GREEN])
def test_an_organisation_chosen_by_name_fits_every_mark_but_clear(desk, tlp):
    edition = desk.stored_edition(desk.prepare(desk.hand_in(), tlp=tlp, terms=only(desk.bank)))
    assert (edition.tlp, edition.prepared_for) == (tlp, [str(desk.bank.id)])


def test_green_goes_to_every_member_but_media(desk, make):
    media = make.organisation(sector_code="media")
    edition = desk.stored_edition(desk.prepare(desk.hand_in(), tlp=Tlp.GREEN, terms=EVERYBODY))
    assert str(desk.bank.id) in edition.prepared_for
    assert str(media.id) not in edition.prepared_for


def test_media_chosen_by_name_are_nobody(desk, make):
    media = make.organisation(sector_code="media")
    with pytest.raises(Invalid):
        desk.prepare(desk.hand_in(), tlp=Tlp.RED, terms=only(media))


def test_a_public_edition_is_clear_and_addressed_to_nobody(desk):
    edition = desk.stored_edition(desk.prepare(desk.hand_in(), EditionKind.PUBLIC))
    assert (edition.tlp, edition.audience_id, edition.prepared_for) == (Tlp.CLEAR, None, [])


@pytest.mark.parametrize("state", [CaseState.DRAFT, CaseState.RETURNED, CaseState.SET_ASIDE])
def test_nothing_is_prepared_of_a_case_that_is_not_at_the_center(desk, state):
    case_id = case_in(desk, state)
    with pytest.raises(MoveNotOpen):
        desk.prepare(case_id)


@pytest.mark.parametrize("version", [0, 2, 99, -1, 10**40])
def test_a_page_that_is_older_than_the_prepared_edition_changes_nothing(desk, version):
    case_id = desk.hand_in()
    edition_id = desk.prepare(case_id)
    with pytest.raises(Conflict):
        desk.prepare(case_id, title="另一标题", version=version)
    assert desk.stored_edition(edition_id).title == desk.text().title


def test_a_new_edition_is_not_prepared_from_a_page_of_one_that_is_gone(desk):
    with pytest.raises(Conflict):
        desk.prepare(desk.hand_in(), version=1)


def test_a_rewritten_edition_is_the_same_one_and_written_by_who_rewrote_it(desk):
    case_id = desk.hand_in()
    edition_id = desk.prepare(case_id)
    assert desk.prepare(case_id, version=1, story="改写后的经过。", who=desk.second) == edition_id
    edition = desk.stored_edition(edition_id)
    assert (edition.number, edition.written_by_id, edition.story) == (1, desk.second.id, "改写后的经过。")


def test_words_taken_over_as_they_were_handed_in_stay_the_writers(desk):
    case_id = desk.hand_in()
    edition_id = desk.prepare(case_id, story=desk.text().story)
    assert desk.stored_edition(edition_id).written_by_id == desk.teller.id


def test_two_of_one_kind_are_never_prepared_at_once_and_two_kinds_may_be(desk, make):
    case_id = desk.hand_in()
    desk.prepare(case_id)
    desk.prepare(case_id, EditionKind.PUBLIC)
    with pytest.raises(Conflict):
        desk.prepare(case_id)
    with make.work() as work:
        assert len(list(work.session.scalars(select(Edition.id)))) == 2


def test_giving_back_drops_what_was_prepared_and_the_next_one_counts_anew(desk):
    case_id = desk.hand_in()
    desk.prepare(case_id)
    with desk.case(case_id, desk.officer) as (work, case):
        reviewing.give_back(work, case, "请补充经过")
        assert work.session.scalar(select(Edition.id)) is None


def test_the_writer_is_told_what_has_become_of_the_case(desk, make):
    case_id = case_in(desk, CaseState.RETURNED)
    case_in(desk, CaseState.SET_ASIDE)
    case_in(desk, CaseState.WITHDRAWN)
    with make.work() as work:
        letters = list(work.session.scalars(select(Letter).where(Letter.template.startswith("case_"))))
    assert {letter.address for letter in letters} == {desk.teller.email}
    told = sorted(letter.template for letter in letters)
    assert told == ["case_released", "case_returned", "case_set_aside", "case_withdrawn"]
    returned = next(letter for letter in letters if letter.template == "case_returned")
    assert returned.params["words"] == "请补充经过"
    assert returned.params["path"] == f"/cases/{case_id}"


def test_a_writer_who_no_longer_acts_for_the_organisation_is_told_no_more_and_its_liaisons_are(desk, make):
    liaison, elsewhere = make.person(Role.LIAISON, organisation=desk.bank), make.organisation()
    make.person(Role.LIAISON, organisation=elsewhere)
    case_id = desk.hand_in()
    with make.work() as work:
        gone = work.session.get_one(Appointment, desk.teller.appointment_id)
        gone.ended_at = work.now
        there = Appointment(person_id=gone.person_id, role=Role.STAFF, organisation_id=elsewhere.id)
        there.from_on = gone.from_on
        work.session.add(there)
    with desk.case(case_id, desk.officer) as (work, case):
        reviewing.give_back(work, case, "请补充经过")
    with make.work() as work:
        assert list(work.session.scalars(select(Letter.address))) == [liaison.email]


def test_an_officer_who_wrote_a_case_is_told_while_of_the_center(desk, make):
    first, second = (desk.hand_in(desk.second) for _ in range(2))
    for case_id in (first, second):
        with desk.case(case_id, desk.officer) as (work, case):
            reviewing.give_back(work, case, "请补充经过")
        with make.work() as work:
            work.session.get_one(Appointment, desk.second.appointment_id).ended_at = work.now
    with make.work() as work:
        assert list(work.session.scalars(select(Letter.address))) == [desk.second.email]


@pytest.mark.parametrize("act", [reviewing.give_back, reviewing.set_aside])
def test_words_to_the_writer_are_masked_in_the_case_and_in_the_letter(desk, make, act):
    case_id = desk.hand_in()
    with desk.case(case_id, desk.officer) as (work, case):
        act(work, case, "请回拨13800138000核实")
    assert "13800138000" not in desk.stored(case_id).words
    with make.work() as work:
        assert "13800138000" not in str([letter.params for letter in work.session.scalars(select(Letter))])


def test_what_is_new_in_a_version_is_masked_too(desk):
    edition_id = desk.prepare(desk.hand_in(), change_note="更正：电话13800138000")
    assert "13800138000" not in desk.stored_edition(edition_id).change_note


def test_a_note_that_its_masks_make_too_long_is_refused_at_its_field(desk):
    note = "QQ号12345，"
    long = (note * (REASON_LENGTH // len(note) + 1))[:REASON_LENGTH]
    with pytest.raises(Invalid) as refusal:
        desk.prepare(desk.hand_in(), change_note=long)
    assert refusal.value.field == "change_note"


def test_a_case_of_the_center_is_changed_by_its_writer_alone_so_that_a_second_person_releases_it(desk):
    case = desk.stored(desk.draft(desk.officer))
    assert case.organisation_id is None
    assert may(desk.officer.actor, Can.CHANGE_CASE, case)
    assert not may(desk.second.actor, Can.CHANGE_CASE, case)
    assert not may(replace(desk.officer.actor, role=Role.DISTRICT_OFFICER), Can.CHANGE_CASE, case)
