"""What the applicant and the officers may do, and every refusal."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from alliance.applications import admitting, applying, reviewing
from alliance.applications.answers import AlliancesText, Answers
from alliance.applications.findings import AdmissionText, CheckText, Mark, ProposedSeat, WordsText
from alliance.applications.model import DRAFT_DAYS, Application, ApplicationState, Grade, Point
from alliance.foundation.kernel.actor import NOBODY, Role
from alliance.foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from alliance.journal.model import Entry, Letter
from alliance.matrix.model import Advantage, SeatRole
from alliance.matrix.queries import seats_of
from alliance.organisations.model import Organisation
from alliance.organisations.queries import capabilities, contacts
from alliance.people.model import Invitation
from tests.applications import stories

NOW = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
SEAT = ProposedSeat("police_bank", SeatRole.MEMBER, {"governance_matrix": Advantage.FUNCTIONAL})


def act(make, application_id, command, *texts, actor=NOBODY, now=None):
    with make.work(actor, now=now) as work:
        return command(work, work.session.get_one(Application, application_id), *texts)


def refused(make, application_id, command, *texts):
    with pytest.raises(Invalid) as refusal:
        act(make, application_id, command, *texts)
    return refusal.value


def letters(make):
    with make.work() as work:
        rows = work.session.execute(select(Letter.address, Letter.template, Letter.params).order_by(Letter.written_at))
        return [tuple(row) for row in rows]


def events(make):
    with make.work() as work:
        return list(work.session.scalars(select(Entry.event).order_by(Entry.number)))


class TestApplying:
    def test_the_first_submission_gives_a_number_of_the_year_in_order(self, make):
        first = stories.stored(make, stories.hand_in(make, now=NOW))
        second = stories.stored(make, stories.hand_in(make, now=NOW))
        new_year = stories.stored(make, stories.hand_in(make, now=datetime(2026, 12, 31, 17, 0, tzinfo=UTC)))
        numbers = [first.number, second.number, new_year.number]
        assert numbers == ["SQ-2026-0001", "SQ-2026-0002", "SQ-2027-0001"]
        assert first.state is ApplicationState.SUBMITTED
        assert first.submitted_at == NOW

    def test_a_letter_with_the_number_goes_to_the_liaison(self, make):
        stories.hand_in(make, now=NOW)
        [(address, template, params)] = letters(make)
        assert (address, template, params["number"]) == (stories.MAIL, "application_received", "SQ-2026-0001")

    def test_the_answers_come_back_as_they_were_given(self, make):
        texts = stories.all_texts()
        kept = Answers.read(stories.stored(make, stories.draft(make, *texts)).answers)
        assert [kept.organisation, kept.people, kept.capabilities, kept.pledge] == [*texts[:3], texts[4]]
        assert tuple(kept.alliances.codes) == texts[3].codes

    def test_the_address_is_kept_in_the_form_in_which_it_is_compared(self, make):
        people = replace(stories.PEOPLE, liaison_email="Liaison@Example.org")
        assert stories.stored(make, stories.draft(make, people)).email == stories.MAIL

    def test_what_is_missing_is_named(self, make):
        application_id = stories.draft(make, stories.organisation_text(), stories.CAPABILITIES)
        assert refused(make, application_id, applying.submit).field == "people"

    def test_capabilities_may_be_left_out(self, make):
        texts = [text for text in stories.all_texts() if text is not stories.CAPABILITIES]
        application_id = stories.draft(make, *texts)
        act(make, application_id, applying.submit)
        assert stories.stored(make, application_id).state is ApplicationState.SUBMITTED

    def test_a_wrong_check_digit_is_refused_at_the_code(self, make):
        wrong = stories.organisation_text(uscc="91140106DEMT000010")
        assert refused(make, stories.draft(make), applying.answer, wrong).field == "uscc"

    def test_the_code_of_a_member_is_refused(self, make):
        taken = make.organisation().uscc
        refusal = refused(make, stories.draft(make), applying.answer, stories.organisation_text(uscc=taken))
        assert (refusal.field, "already in the alliance" in refusal.words) == ("uscc", True)

    def test_the_name_of_a_member_is_refused(self, make):
        make.organisation("甲银行太原分行")
        assert refused(make, stories.draft(make), applying.answer, stories.organisation_text()).field == "name"

    def test_the_code_of_another_open_application_is_refused(self, make):
        code = stories.stored(make, stories.hand_in(make)).uscc
        refusal = refused(make, stories.draft(make), applying.answer, stories.organisation_text(uscc=code))
        assert (refusal.field, "under review" in refusal.words) == ("uscc", True)

    def test_a_draft_bars_its_code_to_nobody(self, make):
        text = stories.organisation_text()
        stories.draft(make, text)
        stories.draft(make, text)

    def test_a_code_that_was_taken_meanwhile_is_refused_at_the_submission(self, make):
        text = stories.organisation_text()
        late = stories.draft(make, *stories.all_texts(uscc=text.uscc))
        stories.hand_in(make, uscc=text.uscc)
        assert refused(make, late, applying.submit).field == "uscc"

    def test_a_refused_application_frees_its_code(self, make):
        application_id = stories.hand_in(make)
        act(make, application_id, reviewing.refuse, WordsText("理由"))
        stories.hand_in(make, uscc=stories.stored(make, application_id).uscc)

    def test_an_unknown_alliance_is_refused(self, make):
        text = AlliancesText(("police_bank", "police_pirates"), "理由")
        assert refused(make, stories.draft(make), applying.answer, text).field == "codes"

    def test_no_alliance_is_refused(self, make):
        assert refused(make, stories.draft(make), applying.answer, AlliancesText((), "理由")).field == "codes"

    def test_a_pledge_that_is_not_given_is_refused(self, make):
        text = replace(stories.PLEDGE, agreed=False)
        assert refused(make, stories.draft(make), applying.answer, text).field == "agreed"

    def test_what_was_submitted_is_not_changed(self, make):
        application_id = stories.hand_in(make)
        with pytest.raises(MoveNotOpen):
            act(make, application_id, applying.answer, stories.PEOPLE)

    def test_beginning_twice_begins_once(self, make):
        application_id = stories.draft(make, stories.PEOPLE)
        with make.work(NOBODY) as work:
            applying.begin(work, application_id)
        assert stories.stored(make, application_id).email == stories.MAIL

    def test_a_draft_that_nobody_hands_in_is_forgotten_in_time(self, make):
        old = stories.draft(make, stories.PEOPLE, now=NOW)
        handed_in = stories.hand_in(make, now=NOW)
        stories.draft(make, now=NOW + timedelta(days=DRAFT_DAYS, minutes=1))
        with make.work() as work:
            assert work.session.get(Application, old) is None
            assert work.session.get(Application, handed_in)

    def test_a_draft_that_is_withdrawn_is_gone(self, make):
        application_id = stories.draft(make, stories.PEOPLE)
        act(make, application_id, applying.withdraw)
        with make.work() as work:
            assert work.session.get(Application, application_id) is None

    def test_a_withdrawn_application_stays_on_record_without_its_people(self, make):
        application_id = stories.hand_in(make)
        act(make, application_id, applying.withdraw)
        left = stories.stored(make, application_id)
        assert left.state is ApplicationState.WITHDRAWN
        assert set(left.answers) == {"organisation", "capabilities", "alliances"}

    def test_no_name_of_a_person_stands_in_the_journal(self, make):
        application_id = stories.hand_in(make)
        act(make, application_id, reviewing.give_back, WordsText("请补充"))
        with make.work() as work:
            payloads = str(list(work.session.scalars(select(Entry.payload))))
        assert stories.MAIL not in payloads
        assert not any(name in payloads for name in ("联络员", "主要负责人"))


class TestReviewing:
    def test_what_is_given_back_is_answered_and_keeps_its_number(self, make):
        application_id = stories.hand_in(make, now=NOW)
        act(make, application_id, reviewing.give_back, WordsText("请补充分管领导"), now=NOW + timedelta(minutes=5))
        given_back = stories.stored(make, application_id)
        assert (given_back.state, given_back.words) == (ApplicationState.RETURNED, "请补充分管领导")
        people = replace(stories.PEOPLE, leader_in_charge_name="分管领导")
        act(make, application_id, applying.answer, people, now=NOW + timedelta(minutes=30))
        act(make, application_id, applying.submit, now=NOW + timedelta(hours=1))
        again = stories.stored(make, application_id)
        assert (again.state, again.number, again.words) == (ApplicationState.SUBMITTED, "SQ-2026-0001", "")
        assert [(template, params["words"]) for _, template, params in letters(make)] == [
            ("application_received", ""),
            ("application_returned", "请补充分管领导"),
            ("application_received", ""),
        ]

    def test_a_refusal_says_why_by_letter(self, make):
        application_id = stories.hand_in(make, now=NOW)
        act(make, application_id, reviewing.refuse, WordsText("不在本市"))
        assert stories.stored(make, application_id).state is ApplicationState.REFUSED
        _, template, params = letters(make)[-1]
        assert (template, params["words"]) == ("application_refused", "不在本市")

    def test_the_check_list_is_kept_in_part(self, make):
        application_id = stories.hand_in(make)
        version = stories.stored(make, application_id).version
        marks = [Mark(Point.IDENTITY, Grade.GOOD, ""), Mark(Point.REACHABLE, Grade.DOUBT, "电话未接通")]
        act(make, application_id, reviewing.check, CheckText(version, marks))
        assert stories.stored(make, application_id).checks == {
            "identity": {"grade": "good", "note": ""},
            "reachable": {"grade": "doubt", "note": "电话未接通"},
        }
        assert events(make)[-1] == "ApplicationChecked"

    def test_a_check_list_over_an_older_page_is_refused(self, make):
        application_id = stories.hand_in(make)
        version = stories.stored(make, application_id).version
        text = CheckText(version, [Mark(Point.IDENTITY, Grade.GOOD, "")])
        act(make, application_id, reviewing.check, text)
        with pytest.raises(Conflict):
            act(make, application_id, reviewing.check, text)

    def test_a_decided_application_is_decided(self, make):
        application_id = stories.hand_in(make)
        act(make, application_id, reviewing.refuse, WordsText("理由"))
        version = stories.stored(make, application_id).version
        for command, text in (
            (reviewing.give_back, WordsText("再看")),
            (reviewing.refuse, WordsText("再拒")),
            (reviewing.check, CheckText(version, [])),
            (admitting.admit, AdmissionText([SEAT])),
        ):
            with pytest.raises(MoveNotOpen):
                act(make, application_id, command, text)


class TestAdmitting:
    def test_one_act_makes_the_member_its_seats_and_the_invitation(self, make):
        application_id = stories.hand_in(make, now=NOW)
        officer = make.person(Role.CENTER_OFFICER)
        member = act(make, application_id, admitting.admit, AdmissionText([SEAT]), actor=officer.actor)
        application = stories.stored(make, application_id)
        assert (application.state, application.organisation_id) == (ApplicationState.ADMITTED, member.id)
        with make.work() as work:
            [seat] = seats_of(work, member.id)
            assert (seat.alliance_code, [duty.matrix_code for duty in seat.duties]) == (
                "police_bank",
                ["governance_matrix"],
            )
            assert [line.name for line in contacts(work, member.id)] == ["主要负责人", "联络员", "副联络员"]
            assert {line.code: line.amount for line in capabilities(work, member.id)} == stories.CAPABILITIES.amounts
            [invitation] = work.session.scalars(select(Invitation))
            assert (invitation.email, invitation.role, invitation.organisation_id) == (
                stories.MAIL,
                Role.LIAISON,
                member.id,
            )
        assert {template for _, template, _ in letters(make)[1:]} == {"invitation", "application_admitted"}
        assert events(make)[-1] == "ApplicationAdmitted"

    @pytest.mark.parametrize(
        ("seats", "field"),
        [
            ([], "seats"),
            ([replace(SEAT, duties={})], "seat-police_bank"),
            ([replace(SEAT, alliance_code="police_pirates")], "seat-police_pirates"),
            ([replace(SEAT, duties={"no_matrix": Advantage.VENUE})], "seat-police_bank"),
            ([SEAT, SEAT], "seat-police_bank"),
        ],
        ids=["no seat", "no matrix", "unknown alliance", "unknown matrix", "the same seat twice"],
    )
    def test_seats_that_cannot_be_refuse_the_whole_admission(self, make, seats, field):
        application_id = stories.hand_in(make)
        assert refused(make, application_id, admitting.admit, AdmissionText(seats)).field == field
        with make.work() as work:
            assert work.session.scalar(select(func.count()).select_from(Organisation)) == 0
        assert stories.stored(make, application_id).state is ApplicationState.SUBMITTED

    def test_a_point_that_is_not_in_order_bars_the_admission(self, make):
        application_id = stories.hand_in(make)
        version = stories.stored(make, application_id).version
        text = CheckText(version, [Mark(Point.IDENTITY, Grade.BAD, "代码不符")])
        act(make, application_id, reviewing.check, text)
        assert refused(make, application_id, admitting.admit, AdmissionText([SEAT])).field == "checks"

    @pytest.mark.parametrize("post", ["first_leader", "liaison"])
    def test_who_answers_for_it_must_be_named(self, make, post):
        application_id = stories.hand_in(make)
        with make.work() as work:
            row = work.session.get_one(Application, application_id)
            row.answers = row.answers | {"people": row.answers["people"] | {f"{post}_name": ""}}
        assert refused(make, application_id, admitting.admit, AdmissionText([SEAT])).field == post

    def test_a_name_that_a_member_took_meanwhile_bars_the_admission(self, make):
        application_id = stories.hand_in(make)
        make.organisation("甲银行太原分行")
        assert refused(make, application_id, admitting.admit, AdmissionText([SEAT])).field == "name"
