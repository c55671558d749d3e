"""Who will see an edition, by name, before it is released: for the center alone, page by page; and what media read."""

from sqlalchemy import select

from alliance.audiences import readers
from alliance.cases.vocabulary import EditionKind, Tlp
from alliance.foundation.kernel.actor import Role
from alliance.journal.model import Entry, Letter
from alliance.people.model import Person
from tests.cases.telling import EVERYBODY, only
from tests.screenless import Browser, Counted


def address(desk, edition_id):
    return {"case_id": desk.stored_edition(edition_id).case_id, "edition_id": edition_id}


def test_the_page_names_who_will_read_it_liaisons_first(desk, portal, make):
    liaison = make.person(Role.LIAISON, organisation=desk.bank)
    outsider = make.person(Role.STAFF, organisation=make.organisation(sector_code="carrier"))
    closed = make.person(Role.STAFF, organisation=desk.bank)
    with make.work() as work:
        work.session.get_one(Person, closed.id).disabled_at = work.now
    edition_id = desk.prepare(desk.hand_in())
    page = Browser(portal, desk.second).get("cases.edition", **address(desk, edition_id))
    who = page.text[page.text.index("谁会看到") : page.text.index("除此之外")]
    names = [one.actor.name for one in (liaison, desk.teller)]
    assert who.index(desk.bank.name) < who.index(names[0]) < who.index("联络员") < who.index(names[1])
    assert not [one.actor.name for one in (outsider, closed) if one.actor.name in who]


def test_an_inspector_sees_which_organisations_read_it_and_no_names_of_people(desk, portal, make):
    edition_id = desk.publish()
    page = Browser(portal, make.person(Role.INSPECTOR)).get("cases.edition", **address(desk, edition_id))
    assert desk.bank.name in page.text
    assert desk.teller.actor.name not in page.html


def test_a_large_audience_is_named_page_by_page_in_as_many_statements(desk, portal, make, monkeypatch):
    monkeypatch.setattr(readers, "PAGE_ROWS", 2)
    monkeypatch.setattr(readers, "PEOPLE_MOST", 1)
    edition_id = desk.prepare(desk.hand_in(), terms=EVERYBODY, tlp=Tlp.GREEN)
    officer = Browser(portal, desk.second)
    with Counted(portal) as few:
        officer.get("cases.edition", **address(desk, edition_id))
    others = [make.organisation() for _ in range(4)]
    people = [make.person(Role.STAFF, organisation=one) for one in others for _ in range(2)]
    with Counted(portal) as many:
        page = officer.get("cases.edition", **address(desk, edition_id))
    gained = 1
    """The statement that names whom the audience has gained since it was prepared."""
    assert many.statements == few.statements + gained
    seen = [page.text]
    while following := [link for link in page.links if "after=" in link]:
        page = officer.get(following[-1])
        seen.append(page.text)
        if len(seen) == 3:
            break
    assert all(sum(one.name in text for text in seen) >= 1 for one in others)
    assert sum(one.actor.name in text for one in people for text in seen) == len(others)
    assert "另有 1 人" in " ".join(seen)


def test_no_name_of_a_reader_reaches_the_journal_or_a_letter(desk, make):
    reader = make.organisation()
    liaison = make.person(Role.LIAISON, organisation=reader)
    desk.publish(terms=only(reader))
    with make.work() as work:
        said = str([entry.payload for entry in work.session.scalars(select(Entry))])
        said += str([letter.params for letter in work.session.scalars(select(Letter))])
    assert liaison.actor.name not in said


def test_media_read_their_own_case_as_they_wrote_it_and_its_members_edition_not(desk, portal, make):
    paper = make.organisation("晚报（测试）", sector_code="media")
    writer = make.person(Role.LIAISON, organisation=paper)
    case_id = desk.hand_in(writer)
    desk.publish(case_id, terms=EVERYBODY, tlp=Tlp.GREEN, title="只给成员的标题")
    visitor = Browser(portal, writer)
    own = visitor.get("cases.case", case_id=case_id)
    assert not [link for link in own.links if link.endswith("/members")]
    for endpoint, more in (("cases.edition_read", {}), ("cases.version", {"number": 1}), ("learning.edition", {})):
        visitor.get(endpoint, case_id=case_id, kind="members", status=404, **more)
    visitor.post("learning.receive", case_id=case_id, kind="members", status=404)
    assert "只给成员的标题" not in visitor.get("cases.shelf").html
    desk.publish(case_id, EditionKind.PUBLIC)
    assert visitor.get("cases.edition_read", case_id=case_id, kind="public").status == 200
    assert [link for link in visitor.get("cases.case", case_id=case_id).links if link.endswith("/public")]
