"""Two officers at once: one wins, the other is told, and nothing is half done."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.errors import Refusal
from alliance.matrix import commands, groups, queries
from alliance.matrix.commands import SeatText
from alliance.matrix.model import Advantage, Seat, SeatRole
from tests.screenless import Browser

PUBLICITY = {"publicity_matrix": Advantage.VENUE}
AT_ONCE = 4


def at_once(make, *acts):
    """Run the acts at the same moment, each in its own transaction: 'done', or the status of the refusal."""
    ready = Barrier(len(acts))

    def run(act):
        ready.wait(10)
        try:
            with make.work() as work:
                act(work)
        except Refusal as refused:
            return refused.status
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_of_officers_who_seat_the_same_organisation_at_once_one_wins(make):
    organisation = make.organisation()
    text = SeatText(organisation.id, "police_bank", SeatRole.MEMBER, PUBLICITY)
    ends = at_once(make, *[lambda work: commands.seat(work, text)] * AT_ONCE)
    assert sorted(ends, key=str) == [422] * (AT_ONCE - 1) + ["done"]
    with make.work() as work:
        (seat,) = queries.seats_of(work, organisation.id)
    assert len(seat.duties) == 1


def test_over_the_web_one_officer_is_led_on_and_the_others_read_why_not(portal, make):
    organisation = make.organisation()
    sent = {"alliance_code": "police_bank", "seated_as": "member", "duties-publicity_matrix": "venue"}
    officers = [Browser(portal, make.person(Role.CENTER_OFFICER)) for _ in range(AT_ONCE)]
    forms = [{"csrf_token": officer.csrf_token(), **sent} for officer in officers]
    ready = Barrier(AT_ONCE)

    def press(number):
        ready.wait(10)
        return officers[number].client.post(
            f"/matrix/seats/{organisation.id}", data=forms[number], headers={"Host": "localhost"}
        )

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(press, range(AT_ONCE)))
    assert sorted(answer.status_code for answer in answers) == [303] + [422] * (AT_ONCE - 1)


def test_of_leads_named_at_once_one_leads_and_the_others_are_members(make):
    organisations = [make.organisation() for _ in range(AT_ONCE)]
    texts = [SeatText(one.id, "police_bank", SeatRole.LEAD, PUBLICITY) for one in organisations]
    ends = at_once(make, *[lambda work, text=text: commands.seat(work, text) for text in texts])
    assert ends == ["done"] * AT_ONCE
    with make.work() as work:
        leading = [one for one in groups.seated_in(work, "police_bank") if one.leads]
        lead = groups.alliance(work, "police_bank").lead
    assert len(leading) == 1
    assert leading[0].name == next(one.name for one in organisations if one.short_name == lead)


def test_a_seat_that_is_ended_at_once_by_two_ends_once(make):
    seat_id = make.seat(make.organisation())
    ends = at_once(make, *[lambda work: commands.unseat(work, work.session.get_one(Seat, seat_id))] * AT_ONCE)
    assert sorted(ends, key=str) == [409] * (AT_ONCE - 1) + ["done"]
