"""Comments: masked and sealed, seen by those to whom they speak, and naming nobody who is not to be known."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from alliance.audiences.terms import Term, Terms
from alliance.cases import reading, sealing
from alliance.cases.vocabulary import EditionKind, Tlp
from alliance.foundation.kernel.errors import Conflict, Invalid, Refusal
from alliance.learning import commenting, comments, shown
from alliance.learning.commenting import CommentText
from alliance.learning.model import Comment
from alliance.learning.vocabulary import ReadBy
from alliance.policy.can import Can
from alliance.policy.table import may

MEMBERS, PUBLIC = EditionKind.MEMBERS, EditionKind.PUBLIC
BOTH = Terms.of([Term(alliance="police_bank"), Term(alliance="police_telecom")])
PHONE = "13800138000"


@pytest.fixture
def say(read_by):
    """Somebody comments; returns the row."""

    def say(person, edition, text="我们也遇到过。", by=ReadBy.READERS):
        return read_by(person, edition, commenting.comment, CommentText(text, by, edition.id))

    return say


@pytest.fixture
def seen(read_by):
    """The texts that this person sees under the edition."""

    def seen(person, edition):
        return [line.text for line in read_by(person, edition, comments.comments).lines]

    return seen


def test_a_comment_is_masked_and_its_original_is_sealed_with_the_case(make, people, released, say):
    say(people.liaison, released, f"客户手机号{PHONE}，已劝阻。")
    say(people.colleague, released, f"同一号码{PHONE}又来过。")
    with make.work(people.officer.actor) as work:
        texts = list(work.session.scalars(select(Comment.text)))
        fields, originals = zip(*sealing.originals(work, released.case_id), strict=True)
    assert not [text for text in texts if PHONE in text]
    assert len([text for text in originals if PHONE in text]) == 2
    assert {field.partition(" ")[0] for field in fields} == {"comment"}


def test_the_center_reads_the_sealed_original_of_a_comment_on_the_page_of_the_case(people, released, say, browser):
    say(people.liaison, released, f"客户手机号{PHONE}。")
    officer = browser(people.officer)
    path = officer.address("cases.original", case_id=released.case_id)
    officer.post(path, officer.get(path).form("/original").values | {"reason": "止付需要"})
    assert PHONE in officer.get(path).html


@pytest.mark.parametrize("by", list(ReadBy))
def test_who_sees_which_comment(people, case, share, say, seen, by):
    edition = share(case().id, terms=BOTH)
    say(people.liaison, edition, by=by)
    sees = {
        name: seen(getattr(people, name), edition) != []
        for name in ("outsider", "teller", "colleague", "officer", "inspector", "district")
    }
    open_to_all = by is ReadBy.READERS
    assert sees == {
        "outsider": open_to_all,
        "teller": True,
        "colleague": True,
        "officer": True,
        "inspector": True,
        "district": open_to_all,
    }


ROLES = ("teller", "liaison", "outsider", "journalist", "officer", "admin", "district", "inspector", "volunteer")


@pytest.mark.parametrize(
    ("kind", "tlp", "may_read", "may_comment"),
    [
        (MEMBERS, Tlp.GREEN, {"teller", "liaison", "officer", "admin", "district", "inspector"}, {"inspector"}),
        (MEMBERS, Tlp.RED, {"teller", "liaison", "officer", "admin", "inspector"}, {"inspector"}),
        (PUBLIC, Tlp.CLEAR, set(ROLES), {"inspector", "volunteer"}),
    ],
)
def test_who_may_read_and_who_may_write_comments(make, people, case, share, kind, tlp, may_read, may_comment):
    """`may_comment` names those who read and may not write."""
    named = Terms.of([Term(organisation=str(people.reader.id))]) if tlp is Tlp.RED else BOTH
    terms = Terms.of([Term(alliance="police_bank")]) if tlp is Tlp.GREEN else named
    edition = share(case().id, kind, tlp=tlp, terms=terms)
    reads, writes = set(), set()
    for name in ROLES:
        actor = getattr(people, name).actor
        with make.work(actor) as work:
            thing = reading.live(work, edition.case_id, kind)
            reads |= {name} if may(actor, Can.READ_COMMENTS, thing) else set()
            writes |= {name} if may(actor, Can.COMMENT_ON_EDITION, thing) else set()
    assert reads == may_read
    assert writes == may_read - may_comment


def test_a_comment_does_not_follow_the_case_to_readers_whom_its_writer_did_not_mean(people, released, share, say, seen):
    say(people.liaison, released, "只给警银看。")
    wider = share(released.case_id, terms=BOTH, story="更正。")
    assert seen(people.outsider, wider) == []
    assert (
        seen(people.colleague, wider) == seen(people.teller, wider) == seen(people.officer, wider) == ["只给警银看。"]
    )
    same = share(released.case_id, story="再次更正。")
    assert seen(people.colleague, same) == ["只给警银看。"]


def test_a_comment_meant_for_an_older_version_is_given_back_with_its_text(people, released, share, read_by):
    share(released.case_id, terms=BOTH, story="更正。")
    with pytest.raises(Invalid, match="newer version"):
        read_by(people.liaison, released, commenting.comment, CommentText("补充", ReadBy.READERS, released.id))


def test_where_the_center_speaks_in_its_own_name_no_comment_names_a_member(people, case, share, say, read_by):
    """Else the writer of the case would stand out: named and not addressed, or the one that is not named."""
    edition = share(case(in_center_name=True).id, terms=BOTH)
    for person in (people.teller, people.liaison, people.officer):
        say(person, edition)

    def speakers(person):
        found = read_by(person, edition, comments.comments)
        return [(line.organisation, line.organisation_id) for line in found.lines]

    assert speakers(people.outsider) == [("", None)] * 3
    assert speakers(people.colleague) == [("", None), (people.reader.short_name, people.reader.id), ("", None)]
    assert [name for name, _id in speakers(people.officer)] == ["", people.reader.short_name, people.bank.short_name]


def test_no_page_of_a_case_in_the_centers_name_says_whose_it_is(people, case, share, say, browser):
    edition = share(case(in_center_name=True).id, terms=BOTH)
    say(people.teller, edition, "本单位补充：对方要求远程操作。")
    page = browser(people.outsider).get("learning.edition", case_id=edition.case_id, kind="members")
    assert "本单位补充" in page.text
    assert people.bank.short_name not in page.html
    assert str(people.bank.id) not in page.html
    assert people.bank.short_name in browser(people.officer).get(page.response.request.path).html


def test_a_comment_names_the_organisation_and_never_the_person(people, released, say, browser):
    say(people.liaison, released)
    page = browser(people.teller).get("learning.edition", case_id=released.case_id, kind="members")
    assert people.reader.short_name in page.text
    assert people.liaison.actor.name not in page.html
    assert "联络员" not in page.text
    seen_by_center = browser(people.officer).get(page.response.request.path)
    assert "联络员" in seen_by_center.text
    assert people.liaison.actor.name not in seen_by_center.html


def test_its_writer_or_the_center_withdraws_a_comment_with_a_masked_reason(make, people, released, say, read_by, seen):
    for person in (people.liaison, people.officer):
        written = say(people.liaison, released)
        with make.work(person.actor) as work:
            commenting.withdraw(work, work.session.get_one(Comment, written.id), f"误写了{PHONE}")
    assert seen(people.teller, released) == []
    lines = read_by(people.officer, released, comments.comments).lines
    assert [line.text for line in lines] == ["", ""]
    assert not [line for line in lines if PHONE in line.reason]


@pytest.mark.parametrize(
    ("who", "status"), [("liaison", 200), ("officer", 200), ("colleague", 404), ("teller", 404), ("inspector", 404)]
)
def test_nobody_else_withdraws_it(people, released, say, browser, who, status):
    written = say(people.liaison, released)
    address = {"case_id": released.case_id, "kind": "members", "comment_id": written.id}
    visitor = browser(getattr(people, who))
    shown = visitor.get("learning.edition", case_id=released.case_id, kind="members")
    assert any(link.endswith(f"{written.id}/withdrawal") for link in shown.links) == (status == 200)
    visitor.get("learning.withdrawing", status=status, **address)
    if status == 404:
        visitor.post("learning.withdraw", {"reason": "不妥"}, status=404, **address)
    else:
        visitor.post("learning.withdraw", {"reason": ""}, status=422, **address)
        visitor.post("learning.withdraw", {"reason": "不妥"}, **address)
        visitor.post("learning.withdraw", {"reason": "不妥"}, status=409, **address)


def test_a_reason_that_its_masks_make_too_long_is_refused_and_kept(people, released, say, browser):
    written, reason = say(people.liaison, released), "a@b.cn " * 71
    address = {"case_id": released.case_id, "kind": "members", "comment_id": written.id}
    page = browser(people.liaison).post("learning.withdraw", {"reason": reason}, status=422, **address)
    assert reason.strip() in page.html


def test_whose_case_it_is_does_not_learn_what_was_masked_in_the_comments_of_others(people, released, say, browser):
    writer = browser(people.teller)
    page = writer.get("cases.case", case_id=released.case_id).text
    say(people.liaison, released, f"请联系{PHONE}", ReadBy.CENTER)
    assert writer.get("cases.case", case_id=released.case_id).text == page


def test_of_two_who_withdraw_at_once_one_does(make, people, released, say):
    written = say(people.liaison, released)
    ready = Barrier(2)

    def run(person):
        ready.wait(10)
        try:
            with make.work(person.actor) as work:
                commenting.withdraw(
                    work, Comment(id=written.id, edition_id=released.id, person_id=people.liaison.id), "重复"
                )
        except Refusal as refused:
            return refused.status
        return "done"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(map(str, pool.map(run, (people.liaison, people.officer)))) == ["409", "done"]


def test_a_comment_is_found_only_under_its_own_case_and_kind(make, people, released, case, share, say):
    written, other = say(people.liaison, released), share(case(title="另一案例").id)
    with make.work() as work:
        assert commenting.find(work, released.case_id, "members", written.id) is not None
        assert commenting.find(work, released.case_id, "public", written.id) is None
        assert commenting.find(work, other.case_id, "members", written.id) is None


def test_comments_come_in_pages_newest_first(make, people, released, read_by):
    with make.work(people.liaison.actor) as work:
        edition = reading.live(work, released.case_id, released.kind)
        for number in range(52):
            commenting.comment(work, edition, CommentText(f"第{number}条", ReadBy.READERS, edition.id))
    first = read_by(people.teller, released, comments.comments)
    rest = read_by(people.teller, released, comments.comments, first.next_key)
    texts = {line.text for line in (*first.lines, *rest.lines)}
    assert (len(first.lines), len(rest.lines), rest.next_key, len(texts)) == (50, 2, None, 52)


def test_a_withdrawn_edition_takes_no_comment(people, released, withdraw, read_by):
    withdraw(released)
    with pytest.raises(Conflict, match="withdrawn"):
        read_by(people.liaison, released, commenting.comment, CommentText("补充", ReadBy.READERS, released.id))


def test_the_district_and_the_center_speak_by_their_office(portal, people, released, say, read_by):
    say(people.district, released), say(people.officer, released)
    lines = read_by(people.teller, released, comments.comments).lines
    with portal.test_request_context(headers={"Cookie": "language=en"}):
        assert {shown.speaker(line) for line in lines} == {"The center", "A district's sub-center"}
