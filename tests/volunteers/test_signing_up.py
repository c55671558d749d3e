"""Signing up: who is known and who is not is answered alike; one address is one volunteer, whatever comes at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select

from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import NOBODY, Role
from alliance.foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from alliance.journal.model import Letter
from alliance.people import acceptance, invitations
from alliance.people.model import Appointment, Invitation, Person
from alliance.volunteers import keeping, queries, signing_up
from alliance.volunteers.fitness import age_on
from alliance.volunteers.model import NOTICE, UNCONFIRMED_DAYS, Volunteer
from alliance.volunteers.vocabulary import VolunteerState
from tests.days import today
from tests.factories import PASSWORD
from tests.volunteers.doing import text

LATER = timedelta(minutes=signing_up.MINUTES_BETWEEN + 1)


def rows(ground):
    with ground.make.work() as work:
        return work.session.scalars(select(Volunteer).order_by(Volunteer.agreed_at)).all()


def test_a_sign_up_keeps_what_was_said_and_sends_one_letter(ground):
    said = ground.sign_up(name="王五", phone="＋86 138-0000 1234", email="Wang.Wu@Example.org")
    [row] = rows(ground)
    assert (row.name, row.phone, row.email, row.born_on) == ("王五", "13800001234", "wang.wu@example.org", said.born_on)
    assert (row.state, row.person_id, row.agreed_to, row.guardian) == (VolunteerState.SIGNED_UP, None, NOTICE, "")
    assert [one.template for one in ground.letters("wang.wu@example.org")] == ["volunteer_sign_up"]
    assert ground.events("volunteer") == ["VolunteerSignedUp"]


def test_following_the_link_makes_account_role_and_volunteer(ground):
    someone = ground.volunteer(email="a@example.org")
    row = ground.row(someone)
    assert (row.state, row.person_id, row.email) == (VolunteerState.ACTIVE, someone.id, "a@example.org")
    assert ground.events("volunteer") == ["VolunteerSignedUp", "VolunteerConfirmed"]


def test_who_has_an_account_gets_one_more_hat(ground):
    someone = ground.volunteer(email=ground.liaison.email)
    assert someone.id == ground.liaison.id
    with ground.make.work() as work:
        roles = work.session.scalars(select(Appointment.role).where(Appointment.person_id == someone.id)).all()
    assert set(roles) == {Role.LIAISON, Role.VOLUNTEER}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"agreed": False}, "agreed"),
        ({"phone": "0351-5550000"}, "phone"),
        ({"phone": "12800000000"}, "phone"),
        ({"phone": "1380000000"}, "phone"),
        ({"email": "no address"}, "email"),
        ({"born_on": date(1850, 1, 1)}, "born_on"),
        ({"born_on": date(2199, 1, 1)}, "born_on"),
        ({"born_on": None}, "guardian"),
        ({"born_on": None, "guardian": "张三丰"}, "guardian"),
    ],
)
def test_what_cannot_be_true_is_refused_at_its_field(ground, wrong, field):
    child = today().replace(day=1) - timedelta(days=365 * 9)
    with pytest.raises(Invalid) as refused, ground.make.work(NOBODY) as work:
        signing_up.sign_up(work, text(**(wrong | ({"born_on": child} if wrong.get("born_on", 1) is None else {}))))
    assert refused.value.field == field
    assert rows(ground) == []


def test_a_child_needs_a_guardian_up_to_the_day_before_it_is_fourteen(ground):
    day = today()
    birthday = date(day.year - 14, day.month, min(day.day, 28))
    ground.sign_up(born_on=birthday - timedelta(days=3))
    ground.sign_up(born_on=day - timedelta(days=365 * 8), guardian="张母")
    assert sorted(row.guardian for row in rows(ground)) == ["", "张母"]


def test_the_guardian_of_a_grown_up_is_not_kept(ground):
    ground.sign_up(guardian="张母")
    assert rows(ground)[0].guardian == ""


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
        (date(2000, 6, 1), date(2018, 6, 1), 18),
        (date(2000, 6, 1), date(2018, 5, 31), 17),
    ],
)
def test_an_age_is_counted_in_full_years(born, day, age):
    assert age_on(born, day) == age


def test_who_signs_up_again_at_once_changes_nothing_and_gets_no_second_letter(ground):
    first = ground.sign_up()
    ground.sign_up(email=first.email, name="冒名")
    assert rows(ground)[0].name == first.name
    assert len(ground.letters(first.email)) == 1


def test_who_signs_up_again_later_gets_a_new_letter_and_the_older_link_no_longer_works(ground):
    first = ground.sign_up(now=clock.now() - LATER)
    old = ground.link(first.email)
    ground.sign_up(email=first.email, name="张三")
    assert [row.name for row in rows(ground)] == ["张三"]
    new = ground.letters(first.email)
    assert len(new) == 2
    with pytest.raises(Conflict), ground.make.work(NOBODY) as work:
        acceptance.accept_as_new(work, old, acceptance.AccountText("张三", PASSWORD), "Test")


def test_a_volunteer_who_signs_up_again_is_told_by_letter_alone(ground):
    someone = ground.volunteer()
    for name in ("别人", "又一个"):
        ground.sign_up(email=someone.email, name=name)
    assert [one.template for one in ground.letters(someone.email)] == ["volunteer_sign_up", "volunteer_known"]
    assert ground.row(someone).name != "别人"
    with ground.make.work() as work:
        assert work.session.scalar(select(func.count()).select_from(Volunteer)) == 1


def test_unconfirmed_sign_ups_are_erased_with_all_that_was_sent(ground):
    old = clock.now() - timedelta(days=UNCONFIRMED_DAYS, hours=1)
    gone, kept = ground.sign_up(now=old), ground.sign_up(now=old + timedelta(hours=2))
    with ground.make.work() as work:
        assert signing_up.forget_unconfirmed(work) == 1
        assert signing_up.forget_unconfirmed(work) == 0
    assert [row.email for row in rows(ground)] == [kept.email]
    with ground.make.work() as work:
        assert work.session.scalars(select(Invitation.email)).all() == [kept.email]
        assert work.session.scalars(select(Letter.address)).all() == [kept.email]
    assert gone.email not in {row.email for row in rows(ground)}
    assert ground.events("volunteer").count("SignUpErased") == 1


def test_a_new_sign_up_sweeps_too(ground):
    ground.sign_up(now=clock.now() - timedelta(days=UNCONFIRMED_DAYS, hours=1))
    ground.sign_up()
    assert len(rows(ground)) == 1


def test_the_terminal_sweeps(portal, ground):
    ground.sign_up(now=clock.now() - timedelta(days=UNCONFIRMED_DAYS, hours=1))
    answer = portal.test_cli_runner().invoke(args=["volunteers", "forget-unconfirmed"])
    assert answer.output == "1 sign-ups erased\n"
    assert rows(ground) == []


def at_once(act, times):
    start = Barrier(times)

    def run(number):
        start.wait()
        try:
            return act(number)
        except (Conflict, Invalid) as refusal:
            return refusal

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(run, range(times)))


def test_one_address_signed_up_by_many_at_once_is_one_volunteer_with_one_letter(ground):
    address = "many@example.org"
    outcomes = at_once(lambda number: ground.sign_up(email=address, name=f"张{number}"), 6)
    assert not [one for one in outcomes if isinstance(one, Exception)]
    [row] = rows(ground)
    assert len(ground.letters(address)) == 1
    assert ground.letters(address)[0].params["name"] == row.name


def test_a_link_that_is_followed_twice_at_once_makes_one_account(ground):
    said = ground.sign_up()
    token = ground.link(said.email)

    def follow(_number):
        with ground.make.work(NOBODY) as work:
            acceptance.accept_as_new(work, token, acceptance.AccountText(said.name, PASSWORD), "Test")

    outcomes = at_once(follow, 2)
    assert [type(one) for one in outcomes].count(Conflict) == 1
    assert ground.row(ground.someone(said.email)).state is VolunteerState.ACTIVE
    with ground.make.work() as work:
        assert work.session.scalar(select(func.count()).where(Person.email == said.email)) == 1


def invited(ground, address="invited@example.org"):
    """Somebody whom an administrator gave the role, and who never signed up."""
    with ground.make.work(ground.make.person(Role.CENTER_ADMIN).actor) as work:
        token = invitations.invite(work, invitations.InvitationText(address, "受邀者", Role.VOLUNTEER))
    with ground.make.work(NOBODY) as work:
        acceptance.accept_as_new(work, token, acceptance.AccountText("受邀者", PASSWORD), "Test")
    return ground.someone(address)


def test_who_was_given_the_role_says_the_rest_on_the_own_page(ground):
    someone = invited(ground)
    with ground.make.work(someone.actor) as work:
        assert queries.own(work) is None
        signing_up.complete(work, text(name="受邀者"))
    row = ground.row(someone)
    assert (row.email, row.state) == (someone.email, VolunteerState.ACTIVE)
    with pytest.raises(MoveNotOpen), ground.make.work(someone.actor) as work:
        signing_up.complete(work, text())


def test_who_was_given_the_role_and_is_signed_up_by_a_stranger_is_only_told(ground):
    someone = invited(ground)
    ground.sign_up(email=someone.email)
    assert rows(ground) == []
    assert ground.letters(someone.email)[-1].template == "volunteer_known"


def test_own_data_is_corrected_and_two_pages_do_not_overwrite_each_other(ground):
    someone = ground.volunteer()
    version = ground.row(someone).version
    new = keeping.OwnText("张三疯", "13900009999", date(1991, 1, 1), district_code="140106", version=version)
    with ground.make.work(someone.actor) as work:
        keeping.correct(work, new)
    row = ground.row(someone)
    assert (row.name, row.phone, row.born_on, row.district_code) == (
        "张三疯",
        "13900009999",
        date(1991, 1, 1),
        "140106",
    )
    with pytest.raises(Conflict), ground.make.work(someone.actor) as work:
        keeping.correct(work, new)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"phone": "1"}, "phone"),
        ({"born_on": date(2199, 1, 1)}, "born_on"),
        ({"born_on": date(2020, 1, 1)}, "guardian"),
        ({"district_code": "999999"}, "district_code"),
    ],
)
def test_a_correction_is_judged_as_a_sign_up_is(ground, wrong, field):
    someone = ground.volunteer()
    said = {"name": "甲", "phone": "13900009999", "born_on": date(1991, 1, 1), "version": ground.row(someone).version}
    with pytest.raises(Invalid) as refused, ground.make.work(someone.actor) as work:
        keeping.correct(work, keeping.OwnText(**(said | wrong)))
    assert refused.value.field == field


def test_nobody_corrects_who_is_no_volunteer(ground):
    with pytest.raises(MoveNotOpen), ground.make.work(ground.officer.actor) as work:
        keeping.correct(work, keeping.OwnText("甲", "13900009999", date(1991, 1, 1)))
