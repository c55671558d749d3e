"""The closed lists of a case: every code of the field's terms, each with a label."""

import pytest

from alliance.fraudtypes.vocabulary import AgeBand, Channel, ContactTool, VictimGroup

GROUPS = (
    "student low_income unemployed single_with_assets investor gamer_youth minor elder stay_home_mother finance_staff "
    "merchant online_shopper traveller"
)


def test_victim_groups_bear_the_codes_of_the_official_terms():
    assert [group.value for group in VictimGroup] == GROUPS.split()


@pytest.mark.parametrize("kind", [VictimGroup, AgeBand, Channel, ContactTool])
def test_every_member_has_a_label_of_its_own_that_fits_a_column(kind):
    labels = [member.label for member in kind]
    assert all(labels)
    assert len(set(labels)) == len(labels)
    assert all(len(member.value) <= 32 for member in kind)
