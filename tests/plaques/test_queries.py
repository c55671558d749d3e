"""What waits for the center, and what a suspension will touch."""

import pytest

from alliance.foundation.kernel.actor import Role
from alliance.organisations import commands as organisations
from alliance.plaques import queries, waiting
from alliance.questions import errands_of


def waiting_for(make, person):
    with make.work(person.actor) as work:
        return {errand.endpoint: errand for errand in errands_of(work, waiting.questions)}


def test_prepared_plaques_wait_as_one_errand_with_their_count(make, officer):
    make.organisation()
    make.organisation()
    errand = waiting_for(make, officer)["plaques.issue_form"]
    assert errand.count == 2


def test_a_renamed_organisation_makes_an_errand(make, officer, member, issued):
    with make.work() as work:
        organisations.rename(work, work.session.merge(member), "甲银行（改名）", "甲银行")
    errand = waiting_for(make, officer)["plaques.plaques"]
    assert (errand.count, errand.address) == (1, {"state": queries.OUTDATED})


def test_a_member_without_a_plaque_makes_an_errand(make, officer, member, revoked):
    assert waiting_for(make, officer)["plaques.plaques"].count == 1


def test_nothing_waits_once_all_are_issued(make, officer, issued):
    assert not waiting_for(make, officer)


@pytest.mark.parametrize("role", [Role.LIAISON, Role.INSPECTOR, Role.DISTRICT_OFFICER])
def test_plaques_wait_for_the_center_alone(make, member, prepared, role):
    organisation = member if role is Role.LIAISON else None
    district = "140106" if role is Role.DISTRICT_OFFICER else None
    assert not waiting_for(make, make.person(role, organisation=organisation, district=district))


def test_before_a_suspension_the_plaques_that_it_revokes_are_counted(make, member, issued):
    with make.work() as work:
        (touch,) = queries.touched_by(work, member.id)
    assert (touch.count, touch.words % {"count": touch.count}) == (1, "Plaques that will be revoked: 1")


def test_who_has_no_plaque_has_none_to_lose(make, member, revoked):
    with make.work() as work:
        assert not queries.touched_by(work, member.id)


def test_the_plaques_that_stand_are_told_to_other_pages(make, member, issued):
    with make.work() as work:
        (standing,) = queries.standing(work, member.id)
    assert (standing.serial, standing.state) == (issued.serial, issued.state)
