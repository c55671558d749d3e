"""Releasing takes a second person and readers; withdrawing tells why; and a center's name hides whose case it was."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from alliance.audiences.terms import Term, Terms
from alliance.cases import releasing, writing
from alliance.cases.model import Edition
from alliance.cases.telling import TOLD_TO_READERS
from alliance.cases.vocabulary import CaseState, EditionKind, EditionState, Tlp
from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.errors import Conflict, Invalid, MoveNotOpen, NotAllowed
from alliance.journal.model import Entry
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation
from tests.cases.telling import EVERYBODY, only
from tests.screenless import Browser

SEEN = {"version": "1"}


def address(desk, edition_id):
    return {"case_id": desk.stored_edition(edition_id).case_id, "edition_id": edition_id}


@pytest.mark.parametrize("kind", list(EditionKind))
def test_who_wrote_the_text_does_not_release_it(desk, portal, kind):
    edition_id = desk.prepare(desk.hand_in(), kind)
    Browser(portal, desk.officer).post("cases.release", status=403, **address(desk, edition_id))
    assert desk.stored_edition(edition_id).state is EditionState.PREPARED
    Browser(portal, desk.second).post("cases.release", SEEN, **address(desk, edition_id))


@pytest.mark.parametrize("kind", list(EditionKind))
def test_who_wrote_the_case_does_not_release_it_in_the_words_of_another(desk, portal, kind):
    case_id = desk.hand_in(desk.second)
    edition_id = desk.prepare(case_id, kind, who=desk.officer)
    for refused in (desk.second, desk.officer):
        Browser(portal, refused).post("cases.release", status=403, **address(desk, edition_id))
    third = desk.make.person()
    Browser(portal, third).post("cases.release", SEEN, **address(desk, edition_id))


def test_who_wrote_in_the_case_of_a_colleague_does_not_release_it_as_an_officer(desk, portal, make):
    """Banks send people to the center: one person may hold both offices."""
    case_id = desk.draft()
    seconded, text = make.person(Role.STAFF, organisation=desk.bank), desk.text(story="另写的经过。")
    with desk.case(case_id, seconded) as (work, case):
        writing.write(work, case, writing.Written(text, case.version))
    with desk.case(case_id, desk.teller) as (work, case):
        writing.submit(work, case)
    edition_id = desk.prepare(case_id)
    as_officer = replace(desk.second, actor=replace(desk.second.actor, person_id=seconded.id))
    with pytest.raises(NotAllowed), desk.edition(edition_id, as_officer) as (work, edition):
        releasing.release(work, edition)
    assert desk.stored_edition(edition_id).state is EditionState.PREPARED
    desk.release(edition_id)


def test_only_a_version_that_was_replaced_says_so(desk, browser):
    case_id = desk.hand_in()
    desk.publish(case_id)
    desk.publish(case_id, story="更正后的经过。")
    reader = browser(desk.teller)
    pages = [reader.get("cases.version", case_id=case_id, kind="members", number=number).text for number in (1, 2)]
    assert ["这一版已被新版代替" in page for page in pages] == [True, False]


@pytest.mark.parametrize("who", ["officer", "second"])
def test_the_database_refuses_both_as_well(desk, make, who):
    edition_id = desk.prepare(desk.hand_in(desk.second))
    with make.work() as work, pytest.raises(IntegrityError), work.session.begin_nested():
        work.session.execute(
            update(Edition).where(Edition.id == edition_id).values(released_by_id=getattr(desk, who).id)
        )


@pytest.mark.parametrize(
    "values",
    [{"tlp": Tlp.CLEAR}, {"audience_id": None}, {"kind": EditionKind.PUBLIC}],
)
def test_the_database_refuses_a_members_edition_for_everybody(desk, make, values):
    edition_id = desk.prepare(desk.hand_in())
    with make.work() as work, pytest.raises(IntegrityError), work.session.begin_nested():
        work.session.execute(update(Edition).where(Edition.id == edition_id).values(**values))


@pytest.mark.parametrize("act", ["release", "drop"])
def test_an_edition_that_was_changed_since_is_not_released_or_dropped_unseen(desk, portal, act):
    case_id = desk.hand_in()
    edition_id = desk.prepare(case_id)
    second, it = Browser(portal, desk.second), address(desk, edition_id)
    seen = second.get("cases.edition", **it).form(f"/{act}").values
    desk.prepare(case_id, terms=EVERYBODY, tlp=Tlp.GREEN, version=1, title="改过的标题")
    endpoint = {"release": "cases.release", "drop": "cases.drop_edition"}[act]
    second.post(endpoint, seen, status=409, **it)
    assert desk.stored_edition(edition_id).state is EditionState.PREPARED
    second.post(endpoint, second.get("cases.edition", **it).form(f"/{act}").values, **it)


def test_an_audience_that_has_become_empty_is_refused_with_409(desk, portal, make):
    reader = make.organisation()
    edition_id = desk.prepare(desk.hand_in(), tlp=Tlp.RED, terms=only(reader))
    with make.work(desk.second.actor) as work:
        organisations.suspend(work, work.session.get_one(Organisation, reader.id), "材料不实")
    page = Browser(portal, desk.second).post("cases.release", SEEN, status=409, **address(desk, edition_id))
    assert "读者" in page.text or "选择" in page.text
    assert desk.stored_edition(edition_id).state is EditionState.PREPARED
    with make.work(desk.second.actor) as work:
        organisations.resume(work, work.session.get_one(Organisation, reader.id))
    desk.release(edition_id)


def test_readers_who_have_become_media_are_no_readers(desk, make):
    reader = make.organisation()
    edition_id = desk.prepare(desk.hand_in(), tlp=Tlp.RED, terms=only(reader))
    with make.work() as work:
        work.session.execute(update(Organisation).where(Organisation.id == reader.id).values(sector_code="media"))
    with desk.edition(edition_id, desk.second) as (work, edition), pytest.raises(Conflict):
        releasing.release(work, edition)


def test_releases_are_numbered_one_by_one_and_a_refused_one_takes_no_number(desk):
    first = desk.publish()
    with desk.edition(first, desk.second) as (work, edition), pytest.raises(MoveNotOpen), work.session.begin_nested():
        releasing.release(work, edition)
    second = desk.publish(kind=EditionKind.PUBLIC)
    numbers = [desk.stored_edition(one).release_number for one in (first, second)]
    assert numbers == [numbers[0], numbers[0] + 1]


def test_a_new_version_takes_the_place_of_the_one_before(desk):
    case_id = desk.hand_in()
    first = desk.publish(case_id)
    second = desk.publish(case_id, story="更正后的经过。")
    states = [desk.stored_edition(one).state for one in (first, second)]
    assert states == [EditionState.SUPERSEDED, EditionState.RELEASED]
    assert desk.stored(case_id).state is CaseState.PUBLISHED


def test_an_edition_is_withdrawn_once(desk):
    edition_id = desk.publish()
    desk.withdraw(edition_id)
    with desk.edition(edition_id, desk.second) as (work, edition), pytest.raises(MoveNotOpen):
        releasing.withdraw(work, edition, "再撤一次")
    assert desk.stored_edition(edition_id).reason == "内容有误"


def test_readers_are_told_why_it_was_withdrawn_and_read_it_no_more(desk, portal, make):
    case_id = desk.hand_in()
    edition_id = desk.publish(case_id, title="只给读者的标题")
    reader = Browser(portal, make.person(Role.STAFF, organisation=desk.bank))
    desk.withdraw(edition_id, "误发，请回拨13800138000")
    page = reader.get("cases.edition_read", case_id=case_id, kind="members")
    assert "误发" in page.text
    assert "13800138000" not in page.html
    assert "只给读者的标题" not in page.html
    for endpoint in ("cases.version", "cases.differing"):
        reader.get(endpoint, case_id=case_id, kind="members", number=1, status=404)
    desk.publish(case_id, title="更正后的标题")
    newest = reader.get("cases.edition_read", case_id=case_id, kind="members")
    assert "误发" not in newest.html
    for endpoint in ("cases.version", "cases.differing"):
        reader.get(endpoint, case_id=case_id, kind="members", number=1, status=404)


def test_a_version_for_a_few_stays_theirs_when_a_newer_one_is_for_all(desk, portal, make):
    case_id, other = desk.hand_in(), make.organisation()
    desk.publish(case_id, tlp=Tlp.RED, terms=only(desk.bank), story="只给一家银行的经过。", change_note="第一版说明")
    desk.publish(case_id, tlp=Tlp.GREEN, terms=EVERYBODY, story="给全体成员的经过。")
    outsider = Browser(portal, make.person(Role.STAFF, organisation=other))
    page = outsider.get("cases.edition_read", case_id=case_id, kind="members")
    assert "给全体成员" in page.text
    assert "第一版说明" not in page.html
    for endpoint in ("cases.version", "cases.differing"):
        outsider.get(endpoint, case_id=case_id, kind="members", number=1, status=404)
    insider = Browser(portal, make.person(Role.STAFF, organisation=desk.bank))
    assert "只给一家银行" in insider.get("cases.version", case_id=case_id, kind="members", number=1).text


def test_no_reader_learns_whose_case_the_center_publishes_in_its_own_name(desk, portal, make):
    case_id = desk.hand_in(in_center_name=True)
    for kind in EditionKind:
        desk.publish(case_id, kind, terms=EVERYBODY, tlp=Tlp.GREEN)
        desk.publish(case_id, kind, terms=EVERYBODY, tlp=Tlp.GREEN, story="更正后的经过。")
    whose = (desk.bank.name, desk.bank.short_name, str(desk.bank.id), str(desk.teller.id), desk.teller.actor.name)
    carrier = make.organisation("丙通信（测试）", sector_code="carrier")
    readers = (None, make.person(Role.LIAISON, organisation=carrier), make.person(Role.VOLUNTEER))
    for reader in readers:
        visitor = Browser(portal, reader)
        kinds = list(EditionKind) if reader and reader.actor.role is Role.LIAISON else [EditionKind.PUBLIC]
        pages = [visitor.get("cases.shelf")]
        for kind in kinds:
            pages.append(visitor.get("cases.edition_read", case_id=case_id, kind=kind))
            pages += [
                visitor.get(endpoint, case_id=case_id, kind=kind, number=1)
                for endpoint in ("cases.version", "cases.differing")
            ]
        for page in pages:
            assert not [one for one in whose if one in page.html], page.response.request.path


def test_a_named_edition_bears_its_members_name(desk, portal):
    case_id = desk.hand_in()
    desk.publish(case_id, EditionKind.PUBLIC)
    page = Browser(portal).get("cases.edition_read", case_id=case_id, kind="public")
    assert desk.bank.name in page.text


def test_the_journal_holds_no_text_and_nothing_personal(desk, make):
    case_id = desk.hand_in(title="机密标题客户13800138000", story="机密经过，身份证110101199003070038。")
    edition_id = desk.publish(case_id, title="机密标题", change_note="机密说明")
    desk.withdraw(edition_id, "机密理由")
    with make.work() as work:
        entries = list(work.session.scalars(select(Entry).where(Entry.subject.in_(("typical_case", "edition")))))
    assert {entry.event for entry in entries} >= {"CaseWritten", "EditionPrepared", "EditionReleased", "CaseReviewed"}
    said = str([entry.payload for entry in entries])
    assert not [one for one in ("机密", "13800138000", "110101199003070038", "张") if one in said]


def test_exceptions_are_kept_after_the_release(desk, portal, make):
    case_id, taken = desk.hand_in(), make.organisation()
    make.seat(taken)
    terms = Terms.of([Term(alliance="police_bank")], [Term(organisation=str(taken.id))])
    desk.publish(case_id, terms=terms)
    Browser(portal, make.person(Role.STAFF, organisation=taken)).get(
        "cases.edition_read", case_id=case_id, kind="members", status=404
    )


@pytest.mark.parametrize("kind", EditionKind)
@pytest.mark.parametrize("name", TOLD_TO_READERS)
def test_no_edition_without_what_every_reader_needs_is_prepared_or_released(desk, kind, name):
    case_id = desk.hand_in()
    missing = {name: None if name == "fraud_type_id" else ""}
    with pytest.raises(Invalid) as said:
        desk.prepare(case_id, kind, **missing)
    assert said.value.field == name
    edition_id = desk.prepare(case_id, kind)
    with desk.edition(edition_id, desk.officer) as (_work, edition):
        setattr(edition, name, missing[name])
    with pytest.raises(Conflict) as said:
        desk.release(edition_id)
    assert said.value.words == releasing.UNTOLD


def test_a_public_edition_may_leave_the_amount_out(desk):
    desk.release(desk.prepare(desk.hand_in(), EditionKind.PUBLIC, lost_fen=None))


def test_other_readers_make_nobody_the_writer_so_whoever_wrote_still_does_not_release(desk, browser):
    case_id = desk.hand_in()
    edition_id = desk.prepare(case_id)
    version = desk.stored_edition(edition_id).version
    desk.prepare(case_id, who=desk.second, terms=only(desk.bank), version=version)
    assert desk.stored_edition(edition_id).written_by_id == desk.officer.id
    browser(desk.officer).post("cases.release", status=403, case_id=case_id, edition_id=edition_id)
    desk.release(edition_id, desk.second)


def test_whoever_changes_the_text_last_is_its_writer(desk):
    case_id = desk.hand_in()
    edition_id = desk.prepare(case_id)
    version = desk.stored_edition(edition_id).version
    desk.prepare(case_id, who=desk.second, story="换了说法。", version=version)
    assert desk.stored_edition(edition_id).written_by_id == desk.second.id
