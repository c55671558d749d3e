"""The pages of learning: what each sees, what stays in the portal, and what a page costs."""

import pytest

from alliance.audiences.terms import Term, Terms
from alliance.cases.vocabulary import EditionKind, Tlp
from alliance.foundation.kernel.actor import Role
from alliance.learning import commenting, marking
from alliance.learning.commenting import CommentText
from alliance.learning.vocabulary import ReadBy

PUBLIC = EditionKind.PUBLIC


def at(edition):
    return {"case_id": edition.case_id, "kind": edition.kind}


def test_the_reading_page_marks_it_as_read_by_a_post_of_its_own(people, released, browser, read_by):
    from alliance.learning import queries

    reader = browser(people.liaison)
    page = reader.get("cases.edition_read", **at(released))
    panel = f'hx-get="/learning/{released.case_id}/members/panel"'
    assert panel in page.html
    fragment = reader.client.get(
        f"/learning/{released.case_id}/members/panel", headers={"Host": "localhost", "HX-Request": "true"}
    )
    assert 'hx-trigger="load"' in fragment.get_data(as_text=True)
    assert read_by(people.liaison, released, queries.standing).read_at is None
    sent = {"csrf_token": reader.csrf_token(), "edition_id": str(released.id)}
    headers = {"Host": "localhost", "HX-Request": "true"}
    answer = reader.client.post(f"/learning/{released.case_id}/members/read", data=sent, headers=headers)
    assert answer.status_code == 200
    assert 'hx-trigger="load"' not in answer.get_data(as_text=True)
    assert read_by(people.liaison, released, queries.standing).read_at is not None


def test_without_script_the_panel_is_a_way_to_the_page_and_reading_leads_back(people, released, browser):
    reader = browser(people.liaison)
    assert reader.get("learning.panel", status=303, **at(released)).location.endswith("/members")
    assert reader.post("learning.read", {"edition_id": released.id}, **at(released)).location.startswith("/cases/")


def test_a_member_signs_once(people, released, browser):
    reader = browser(people.liaison)
    page = reader.get("learning.edition", **at(released))
    signed = reader.follow(reader.post("learning.receive", page.form("/receipt").values, **at(released)))
    assert "state tone-green" in signed.html
    assert "/receipt" not in signed.html
    browser(people.colleague).post("learning.receive", {"edition_id": released.id}, status=409, **at(released))


def test_neither_a_visitor_nor_an_older_version_fetches_the_panel(people, case, share, browser):
    edition = share(case().id, PUBLIC)
    share(edition.case_id, PUBLIC, story="更正。")
    page = browser().get("cases.edition_read", **at(edition))
    assert "/panel" not in page.html
    assert f"/learning/{edition.case_id}/public" in page.links
    older = browser(people.liaison).get("cases.version", number=1, **at(edition))
    assert 'id="learn"' not in older.html


@pytest.mark.parametrize("edition_id", ["", "no-id", "00000000-0000-0000-0000-000000000000"])
def test_a_form_of_another_version_signs_nothing(people, released, browser, edition_id):
    browser(people.liaison).post("learning.receive", {"edition_id": edition_id}, status=409, **at(released))


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("outsider", 404),
        ("journalist", 404),
        ("volunteer", 404),
        ("officer", 403),
        ("inspector", 403),
        ("district", 403),
    ],
)
def test_who_does_not_sign(people, released, browser, who, status):
    visitor = browser(getattr(people, who))
    for endpoint in ("learning.receive", "learning.read"):
        visitor.post(endpoint, {"edition_id": released.id}, status=status, **at(released))


def test_people_of_a_suspended_member_sign_nothing_and_say_nothing(make, people, case, share, browser):
    from alliance.organisations import commands
    from alliance.organisations.model import Organisation

    edition = share(case().id, PUBLIC)
    with make.work(people.admin.actor) as work:
        commands.suspend(work, work.session.get_one(Organisation, people.reader.id), "材料不实")
    reader = browser(people.liaison)
    page = reader.get("learning.edition", **at(edition))
    assert "/receipt" not in page.html
    reader.post("learning.receive", {"edition_id": edition.id}, status=403, **at(edition))
    reader.post("learning.comment", {"text": "x", "read_by": "readers"}, status=403, **at(edition))


@pytest.mark.parametrize(("who", "status"), [("outsider", 404), ("inspector", 403)])
def test_who_may_not_comment_or_vote(people, released, browser, who, status):
    visitor = browser(getattr(people, who))
    visitor.post("learning.comment", {"text": "x", "read_by": "readers"}, status=status, **at(released))
    visitor.post("learning.judge", {"useful": "yes"}, status=status, **at(released))


def test_a_vote_is_one_of_two_words(people, released, browser):
    reader = browser(people.liaison)
    reader.post("learning.judge", {"useful": "maybe"}, status=400, **at(released))
    page = reader.follow(reader.post("learning.judge", {"useful": "no"}, **at(released)))
    assert 'value="no" aria-pressed="true"' in page.html


def test_a_comment_that_says_nothing_or_too_much_comes_back(people, released, browser):
    reader = browser(people.liaison)
    fields = reader.get("learning.edition", **at(released)).form("/comments").values
    for text in ("", "长" * 2_001):
        again = reader.post(
            "learning.comment", fields | {"text": text, "read_by": "readers"}, status=422, **at(released)
        )
        assert again.form("/comments").values["text"] == text
    reader.post("learning.comment", fields | {"text": "好", "read_by": "everybody"}, status=422, **at(released))
    stale = fields | {"text": "好", "edition_id": "nothing"}
    assert reader.post("learning.comment", stale, status=422, **at(released)).form("/comments").values["text"] == "好"
    assert (
        "我们也遇到"
        in reader.follow(reader.post("learning.comment", fields | {"text": "我们也遇到"}, **at(released))).text
    )


def test_a_visitor_sees_no_comment_on_a_public_edition(people, case, share, browser, read_by):
    edition = share(case().id, PUBLIC)
    read_by(people.liaison, edition, commenting.comment, CommentText("内部交流", ReadBy.READERS, edition.id))
    page = browser().get("learning.edition", **at(edition))
    assert "内部交流" not in page.html
    assert "/comments" not in page.html
    assert "内部交流" in browser(people.journalist).get("learning.edition", **at(edition)).text
    browser().post("learning.comment", {"text": "x"}, **at(edition))
    assert browser().get("learning.panel", status=303, **at(edition)).location == "/people/sign-in"


@pytest.mark.parametrize("endpoint", ["learning.edition", "learning.bulletin", "learning.marks", "learning.panel"])
def test_whoever_may_not_read_it_is_told_nothing(people, released, browser, endpoint):
    browser(people.outsider).get(endpoint, status=404, **at(released))


def test_a_withdrawn_edition_is_neither_commented_on_nor_taken_along(people, released, withdraw, browser):
    withdraw(released)
    reader = browser(people.liaison)
    for endpoint in ("learning.edition", "learning.bulletin"):
        reader.get(endpoint, status=409, **at(released))
    browser(people.officer).get("learning.marks", **at(released))


def test_the_center_sees_who_has_read_and_who_has_not(people, released, browser, read_by):
    read_by(people.liaison, released, marking.receive)
    read_by(people.teller, released, marking.read)
    center = browser(people.officer)
    page = center.get("learning.marks", **at(released))
    assert page.html.split('metric-value">')[1].startswith("2")
    names = {
        progress: {
            name
            for name in (people.bank.name, people.reader.name)
            if name in center.get("learning.marks", progress=progress, **at(released)).text
        }
        for progress in ("", "received", "read", "neither")
    }
    both = {people.bank.name, people.reader.name}
    assert names == {"": both, "received": {people.reader.name}, "read": {people.bank.name}, "neither": set()}
    center.get("learning.marks", status=400, progress="nearly", **at(released))
    browser(people.inspector).get("learning.marks", **at(released))
    for member in (people.liaison, people.teller):
        browser(member).get("learning.marks", status=403, **at(released))


def test_a_public_edition_is_for_every_standing_member(people, case, share, browser, read_by):
    edition = share(case().id, PUBLIC)
    read_by(people.journalist, edition, marking.receive)
    page = browser(people.officer).get("learning.marks", **at(edition))
    assert people.carrier.name in page.text
    assert page.html.split('metric-value">')[1].startswith("4")


def test_the_page_of_marks_costs_the_same_for_many(make, people, case, share, browser):
    edition = share(case().id)
    center = browser(people.officer)
    center.get("learning.marks", queries=6, **at(edition))
    for _ in range(55):
        make.seat(make.organisation())
    page = center.get("learning.marks", queries=6, **at(edition))
    onward = next(link for link in page.links if "after=" in link)
    assert "7" in center.get(onward).text


def test_the_learning_page_costs_the_same_for_many_comments(make, people, released, browser, read_by):
    reader = browser(people.teller)
    reader.get("learning.edition", queries=5, **at(released))
    for number in range(6):
        read_by(people.liaison, released, commenting.comment, CommentText(f"第{number}条", ReadBy.READERS, released.id))
    reader.get("learning.edition", queries=5, **at(released))


def test_a_bulletin_bears_facts_script_advice_source_day_mark_and_code(people, released, browser):
    page = browser(people.liaison).get("learning.bulletin", **at(released))
    for words in ("刷单返利骗走存款", "小额任务", "TLP:GREEN", "甲银行（测试）", "不做需要垫资的任务", "多问家人"):
        assert words in page.text
    assert 'src="data:image/svg+xml' in page.html


@pytest.mark.parametrize("tlp", [Tlp.AMBER_STRICT, Tlp.RED])
def test_what_is_kept_in_the_portal_has_no_bulletin_and_no_lines_to_copy(people, case, share, browser, tlp):
    edition = share(case().id, tlp=tlp, terms=Terms.of([Term(organisation=str(people.reader.id))]))
    for person in (people.liaison, people.officer, people.teller):
        reader = browser(person)
        refused = reader.get("learning.bulletin", status=403, **at(edition))
        assert "通报" in refused.text or "bulletin" in refused.text
        assert "data-copies" not in reader.get("learning.edition", **at(edition)).html


def test_a_leaflet_is_made_of_a_public_edition_only(people, case, share, released, browser):
    browser(people.liaison).get("learning.leaflet", status=404, case_id=released.case_id)
    share(released.case_id, PUBLIC, advice="不垫资。")
    page = browser().get("learning.leaflet", case_id=released.case_id)
    assert "96110" in page.text
    assert (
        page.html.count("<li>")
        - page.html.split("<article")[0].count("<li>")
        - page.html.split("</article")[1].count("<li>")
        == 3
    )


def test_three_lines_to_copy_hold_the_title_one_sentence_and_the_number(people, released, browser):
    page = browser(people.liaison).get("learning.edition", **at(released))
    block = page.html.split('id="lines"')[1].split(">", 1)[1].split("</textarea>")[0]
    lines = block.strip().splitlines()
    assert len(lines) == 3
    assert "刷单返利骗走存款" in lines[0]
    assert lines[1] == "不做需要垫资的任务。"
    assert "96110" in lines[2]


def test_the_board_counts_public_cases_where_the_organisation_sits(make, people, case, share, browser):
    make.seat(people.bank, "police_enterprise")
    share(case().id), share(case(in_center_name=True).id, PUBLIC)
    visitor = browser()
    assert "board-cases" not in visitor.get("home.front").html
    for _ in range(2):
        share(case().id, PUBLIC)
    page = visitor.get("home.front", queries=4)
    figures = {
        row.split('"')[0]: "board-cases" in row.split("</th>")[0]
        for row in page.html.split('href="/matrix/alliances/')[1:]
    }
    assert {code for code, counted in figures.items() if counted} == {"police_bank", "police_enterprise"}
    assert page.html.count("2</span></th>") == 2
    visitor.get("home.front", queries=1)


def test_a_person_without_an_office_reads_a_public_edition_and_says_nothing(make, case, share, browser):
    edition = share(case().id, PUBLIC)
    page = browser(make.person(None)).get("learning.edition", **at(edition))
    assert "/comments" not in page.html
    assert browser(make.person(Role.VOLUNTEER)).get("learning.edition", **at(edition)).status == 200
