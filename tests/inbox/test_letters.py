"""What lies in whose inbox: each letter has its place or none, no secret, no title that may cease to be for them."""

import pytest
from sqlalchemy import select

from alliance.journal import letters
from alliance.journal.model import InboxLetter, Letter
from alliance.journal.vocabulary import BY_MAIL_ONLY, TEMPLATES, TITLE_BY_MAIL, TOPIC_OF
from alliance.people.erasing import forget_letters
from tests.architecture.source import TEMPLATES as FILES
from tests.screenless import Counted

MAIL = {path.stem: path.read_text() for path in sorted((FILES / "mail").glob("*.txt"))}
CASE = "case_released"
REASONS = ("{{ _(why) }}", '{{ _("You get this letter')


def kept(make, someone):
    with make.work(someone.actor) as work:
        return work.session.scalars(select(InboxLetter).where(InboxLetter.person_id == someone.id)).all()


def test_every_letter_has_a_topic_or_goes_by_mail_only():
    named = [template for its in TEMPLATES.values() for template in its]
    assert len(named) == len(set(named))
    assert set(named) | BY_MAIL_ONLY == set(MAIL)
    assert not set(named) & BY_MAIL_ONLY
    assert set(named) >= TITLE_BY_MAIL


@pytest.mark.parametrize("template", sorted(TOPIC_OF))
def test_a_letter_of_the_inbox_ends_with_why_one_gets_it(template):
    *_rest, why, signature = (line for line in MAIL[template].splitlines() if line.strip())
    assert signature == "{{ site_name }}"
    assert why.startswith(REASONS)


def test_whoever_has_an_account_finds_the_letter_and_nobody_else_does(make):
    bank, other = make.person(), make.person()
    with make.work() as work:
        letters.write(work, bank.email, "case_released", title="屏幕共享", path="/cases/1")
        letters.write(work, "nobody.there@example.org", "case_released", title="屏幕共享", path="/cases/1")
    [letter] = kept(make, bank)
    assert (letter.topic, letter.path, letter.read_at) == ("cases", "/cases/1", None)
    assert kept(make, other) == []
    with make.work() as work:
        assert len(work.session.scalars(select(Letter).where(Letter.template == "case_released")).all()) == 2


@pytest.mark.parametrize("template", sorted(BY_MAIL_ONLY))
def test_what_holds_a_secret_goes_by_mail_only(make, template):
    someone = make.person()
    with make.work() as work:
        letters.write(work, someone.email, template, path="/people/invitations/a-secret")
    assert kept(make, someone) == []


def test_a_link_that_is_signed_for_its_reader_does_not_lie_in_the_inbox(make):
    someone = make.person()
    with make.work() as work:
        letters.write(work, someone.email, "volunteer_shift", path="/shifts/offers/a-secret", page="/shifts/mine")
    [letter] = kept(make, someone)
    assert letter.path == letter.params["path"] == "/shifts/mine"
    assert "secret" not in str(letter.params)


@pytest.mark.parametrize("template", sorted(TITLE_BY_MAIL))
def test_the_title_of_an_edition_goes_by_mail_only(make, template):
    someone = make.person()
    with make.work() as work:
        letters.write(work, someone.email, template, title="屏幕共享", path="/cases/1/members")
    [letter] = kept(make, someone)
    assert letter.params["title"] == ""


def test_what_is_erased_of_an_address_is_erased_in_its_inbox_too(make):
    someone, other = make.person(), make.person()
    with make.work() as work:
        for to, template in ((someone, "volunteer_told"), (someone, CASE), (other, "volunteer_told")):
            letters.write(work, to.email, template, path="/shifts/mine")
        forget_letters(work, someone.email.upper(), "volunteer")
    assert [letter.template for letter in kept(make, someone)] == [CASE]
    with make.work() as work:
        forget_letters(work, someone.email)
    assert kept(make, someone) == []
    assert len(kept(make, other)) == 1


def test_letters_to_many_take_a_few_statements(make, portal):
    someone = make.person()
    words = {"path": "/cases/1", "title": "x"}
    many = [(f"reader{number}@example.org", words) for number in range(1_500)]
    with make.work() as work, Counted(portal) as asked:
        letters.write_all(work, "case_released", [*many, (someone.email, words)])
    assert len(kept(make, someone)) == 1
    assert asked.statements <= 8
