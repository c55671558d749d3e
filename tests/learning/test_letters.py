"""Who gets a letter when an edition is released, replaced or withdrawn, and who does not."""

from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from sqlalchemy import select, update

from alliance.audiences.terms import Term, Terms
from alliance.cases import reading, releasing, shelf, taking
from alliance.cases.fitting import ShelfFilter
from alliance.cases.model import Edition
from alliance.cases.taking import Manner
from alliance.cases.vocabulary import EditionKind, Tlp
from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.errors import Conflict
from alliance.fraudtypes.vocabulary import VictimGroup
from alliance.journal.model import Letter
from alliance.journal.post import address_mail, compose
from alliance.learning import commenting, following, marking, readers
from alliance.learning.commenting import CommentText
from alliance.learning.following import Follows
from alliance.learning.model import Receipt
from alliance.learning.readers import Reader
from alliance.learning.vocabulary import ReadBy
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation
from alliance.people.model import Person
from alliance.policy.can import Can
from alliance.policy.table import may
from tests.screenless import Counted

REBATE = Follows(concepts=frozenset({"task_rebate"}))
STUDENTS = Follows(groups=frozenset({VictimGroup.STUDENT}))


@pytest.fixture
def in_words(portal):
    """The letter as its reader gets it."""

    def in_words(letter):
        settings = portal.config["SETTINGS"]
        address_mail(portal, "smtp://localhost", settings)
        with portal.app_context():
            return compose(portal, letter, settings)

    return in_words


@pytest.fixture
def follow(make):
    def follow(*people, what=REBATE):
        for person in people:
            with make.work(person.actor) as work:
                following.follow(work, what)

    return follow


def addresses(found, template="case_followed"):
    return [letter.address for letter in found if letter.template == template]


def test_whoever_reads_an_edition_while_it_is_withdrawn_is_told(make, people, case, share, withdraw, letters):
    edition = share(case().id)
    with ThreadPoolExecutor(1) as pool:
        with make.work(people.liaison.actor) as work:
            marking.read(work, reading.live(work, edition.case_id, edition.kind))
            withdrawing = pool.submit(withdraw, edition)
            wait([withdrawing], timeout=1)
        withdrawing.result()
    assert people.liaison.email in addresses(letters(), "edition_withdrawn")


EVERYBODY = ("teller", "liaison", "outsider", "journalist", "officer", "district", "inspector", "volunteer")


@pytest.mark.parametrize(
    ("kind", "tlp", "told"),
    [
        (EditionKind.MEMBERS, Tlp.GREEN, {"liaison", "district"}),
        (EditionKind.MEMBERS, Tlp.RED, {"liaison"}),
        (EditionKind.PUBLIC, Tlp.CLEAR, {"liaison", "district", "outsider", "journalist"}),
    ],
)
def test_those_who_follow_the_type_and_may_read_it_are_told(people, case, share, follow, letters, kind, tlp, told):
    """Not the writer of the case, who knows; not those who may not follow; nobody who may not read it."""
    follow(*(getattr(people, name) for name in EVERYBODY))
    named = Terms.of([Term(organisation=str(people.reader.id))])
    share(case().id, kind, tlp=tlp, terms=named if tlp is Tlp.RED else Terms.of([Term(alliance="police_bank")]))
    assert addresses(letters()) == sorted(getattr(people, name).email for name in told)


@pytest.mark.parametrize("kind", list(EditionKind))
@pytest.mark.parametrize("tlp", [Tlp.GREEN, Tlp.AMBER, Tlp.AMBER_STRICT, Tlp.RED])
def test_letters_go_to_whom_the_page_lets_in(make, people, case, share, kind, tlp):
    """The same answer as at the door, where each asks for themselves."""
    terms = Terms.of([Term(organisation=str(people.reader.id)), Term(organisation=str(people.carrier.id))])
    edition = share(case().id, kind, tlp=tlp, terms=terms)
    everybody = [getattr(people, name) for name in (*EVERYBODY, "admin", "colleague")]
    with make.work() as work:
        asked = reading.edition(work, edition.case_id, edition.id)
        found = readers.those_who_may(work, asked, [Reader(one.email, one.actor) for one in everybody])
    at_the_door = set()
    for one in everybody:
        with make.work(one.actor) as work:
            if may(one.actor, Can.READ_EDITION, reading.live(work, edition.case_id, kind)):
                at_the_door.add(one.email)
    assert {one.email for one in found} == at_the_door


def test_a_type_is_followed_under_every_list(people, case, share, follow, letters, type_of):
    follow(people.liaison)
    for place in (0, 1):
        share(case(fraud_type_id=type_of("task_rebate", place)).id)
    share(case(fraud_type_id=type_of("fake_authority")).id)
    assert addresses(letters()) == [people.liaison.email] * 2


def test_a_victim_group_is_followed_whatever_the_type(people, case, share, follow, letters, type_of):
    follow(people.liaison, what=STUDENTS)
    share(case(fraud_type_id=type_of("fake_authority")).id)
    share(case(victim_group=VictimGroup.ELDER).id)
    assert addresses(letters()) == [people.liaison.email]


def test_whoever_follows_both_gets_one_letter_and_whoever_stops_none(people, case, share, follow, letters):
    follow(people.liaison, what=Follows(REBATE.concepts, STUDENTS.groups))
    follow(people.colleague), follow(people.colleague, what=Follows())
    share(case().id)
    assert addresses(letters()) == [people.liaison.email]


def test_no_letter_to_the_suspended_to_disabled_accounts_or_after_the_last_day(
    make, people, case, share, follow, letters
):
    gone = make.person(Role.STAFF, organisation=people.reader)
    follow(people.liaison, gone, people.outsider)
    with make.work(people.admin.actor) as work:
        organisations.suspend(work, work.session.get_one(Organisation, people.reader.id), "材料不实")
        work.session.execute(update(Person).where(Person.id == people.outsider.id).values(disabled_at=work.now))
    share(case().id, terms=Terms.of([Term(alliance="police_bank"), Term(alliance="police_telecom")]))
    assert addresses(letters()) == []


def test_the_letter_names_the_masked_title_and_the_way_and_not_the_text(in_words, people, case, share, follow, letters):
    follow(people.liaison)
    edition = share(case(title="冒充客服转走13800138000机主存款").id)
    (letter,) = letters()
    message = in_words(letter)
    assert "冒充客服" in message.subject
    assert "13800138000" not in f"{message.subject} {message.body}"
    assert f"http://localhost/cases/{edition.case_id}/members" in message.body
    assert "小额任务" not in message.body


@pytest.mark.parametrize("tlp", [Tlp.RED, Tlp.AMBER_STRICT])
def test_what_stays_in_the_portal_is_not_named_in_a_letter(in_words, people, case, share, follow, letters, tlp):
    follow(people.liaison)
    share(case().id, tlp=tlp, terms=Terms.of([Term(organisation=str(people.reader.id))]))
    (letter,) = letters()
    assert letter.params["title"] == ""
    assert "刷单返利" not in in_words(letter).subject


def test_organisations_that_read_a_version_are_told_of_the_next_and_of_the_end(
    people, released, share, withdraw, read_by, letters
):
    read_by(people.colleague, released, marking.receive)
    newer = share(released.case_id, story="更正。")
    assert addresses(letters(), "edition_replaced") == sorted([people.liaison.email, people.colleague.email])
    withdraw(newer)
    assert addresses(letters(), "edition_withdrawn") == sorted([people.liaison.email, people.colleague.email])


def test_reading_alone_tells_the_liaison_and_not_each_colleague(people, released, withdraw, read_by, letters):
    read_by(people.colleague, released, marking.read)
    withdraw(released)
    assert addresses(letters(), "edition_withdrawn") == [people.liaison.email]


@pytest.mark.parametrize("manner", Manner)
def test_whose_people_took_the_list_along_are_told_of_the_end(make, people, released, withdraw, letters, manner):
    """The whole story stands in the sheet, though nobody opened its page."""
    for person in (people.colleague, people.colleague, people.outsider, people.officer, people.volunteer):
        with make.work(person.actor) as work:
            taking.take(work, ShelfFilter(), manner, "")
    with make.work() as work:
        marks = work.session.execute(select(Receipt.edition_id, Receipt.organisation_id, Receipt.received_at)).all()
    assert marks == [(released.id, people.reader.id, None)]
    withdraw(released)
    assert addresses(letters(), "edition_withdrawn") == [people.liaison.email]


def test_a_list_of_which_a_case_was_withdrawn_meanwhile_is_not_taken_along(
    make, people, released, withdraw, monkeypatch
):
    with make.work(people.colleague.actor) as work:
        listed = shelf.to_take(work, ShelfFilter(), 10)
    withdraw(released)
    monkeypatch.setattr(shelf, "to_take", lambda *_asked: listed)
    with make.work(people.colleague.actor) as work, pytest.raises(Conflict) as refused, work.attempt():
        taking.take(work, ShelfFilter(), Manner.SHEET, "")
    assert refused.value.words == marking.MOVED_ON


def test_an_organisation_that_did_not_read_it_is_not_told(people, released, withdraw, letters):
    withdraw(released)
    assert letters() == []


def test_an_organisation_without_an_account_gets_no_letter(make, people, released, withdraw, read_by, letters):
    read_by(people.colleague, released, marking.read)
    with make.work() as work:
        work.session.execute(update(Person).where(Person.id == people.liaison.id).values(disabled_at=work.now))
    withdraw(released)
    assert letters() == []


def test_whoever_read_a_version_and_not_the_next_hears_of_it_without_the_way(people, released, share, read_by, letters):
    """Its title is the one that they have read; that of the new version is not theirs to know."""
    read_by(people.liaison, released, marking.read)
    only_the_carriers = Terms.of([Term(alliance="police_telecom")])
    share(released.case_id, terms=only_the_carriers, title="给通信企业的提示")
    (letter,) = letters()
    assert (letter.template, letter.address) == ("edition_replaced", people.liaison.email)
    assert (letter.params["path"], letter.params["title"]) == ("", "刷单返利骗走存款")


def test_nobody_hears_of_one_release_twice(people, released, share, follow, read_by, letters):
    follow(people.liaison)
    read_by(people.liaison, released, marking.read)
    share(released.case_id, story="更正。")
    assert [letter.template for letter in letters()] == ["edition_replaced"]


@pytest.fixture
def say(read_by):
    def say(person, edition, read_by_whom):
        read_by(person, edition, commenting.comment, CommentText("手机13800138000的人又来了", read_by_whom, edition.id))

    return say


def spoken_to(make):
    with make.work() as work:
        asked = select(Letter).where(Letter.template == "case_commented").order_by(Letter.address)
        return list(work.session.scalars(asked))


def test_whoever_alone_reads_a_comment_hears_of_it_and_nobody_else(make, people, released, say):
    say(people.liaison, released, ReadBy.READERS)
    assert spoken_to(make) == []
    say(people.liaison, released, ReadBy.CENTER)
    told = spoken_to(make)
    assert [one.address for one in told] == sorted([people.teller.email, people.admin.email])
    assert {one.params["path"] for one in told} == {f"/learning/{released.case_id}/members"}
    assert "又来了" not in str([one.params for one in told])


@pytest.mark.parametrize("who", ["teller", "admin"])
def test_whoever_speaks_gets_no_letter_of_it(make, people, released, say, who):
    speaker = getattr(people, who)
    say(speaker, released, ReadBy.CENTER)
    assert [one.address for one in spoken_to(make)] == [
        one.email for one in (people.teller, people.admin) if one is not speaker
    ]


def test_media_hear_of_no_comment_on_an_edition_that_they_do_not_read(make, people, released, say):
    with make.work() as work:
        work.session.execute(update(Organisation).where(Organisation.id == people.bank.id).values(sector_code="media"))
    say(people.liaison, released, ReadBy.CENTER)
    assert [one.address for one in spoken_to(make)] == [people.admin.email]


def test_a_comment_on_what_stays_in_the_portal_names_no_title(make, in_words, people, case, share, say):
    edition = share(case().id, tlp=Tlp.RED, terms=Terms.of([Term(organisation=str(people.reader.id))]))
    say(people.liaison, edition, ReadBy.CENTER)
    assert {one.params["title"] for one in spoken_to(make)} == {""}
    assert "刷单返利" not in in_words(spoken_to(make)[0]).subject


@pytest.mark.parametrize("template", ["case_commented", "case_followed", "edition_replaced", "edition_withdrawn"])
@pytest.mark.parametrize(("title", "path"), [("刷单返利", "/cases/x/members"), ("", "")])
def test_every_letter_has_a_subject_of_one_line(in_words, template, title, path):
    params = {"title": title, "path": path, "follows_path": "/learning/follows"}
    message = in_words(Letter(address="a@b.example", template=template, params=params, language="zh_Hans_CN"))
    assert message.subject
    assert "\n" not in message.subject
    assert ("http://localhost/cases" in message.body) is bool(path) or template in {"case_followed", "case_commented"}


def test_a_release_takes_as_many_statements_for_two_who_are_told_as_for_eighteen(
    portal, make, people, case, prepare, share, follow, read_by
):
    counts = []
    for more in (1, 8):
        first = share(case().id)
        for _ in range(more):
            reading_one, following_one = make.organisation(), make.organisation()
            make.seat(reading_one), make.seat(following_one)
            read_by(make.person(Role.LIAISON, organisation=reading_one), first, marking.read)
            follow(make.person(Role.LIAISON, organisation=following_one))
        prepared = prepare(first.case_id, story="更正。")
        with make.work(people.admin.actor) as work, Counted(portal) as counted:
            releasing.release(work, work.session.get_one(Edition, prepared.id))
            work.session.flush()
        counts.append([text.split("\n")[0][:60] for text in counted.texts])
    assert counts[0] == counts[1]
