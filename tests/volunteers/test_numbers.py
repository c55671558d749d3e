"""What others see of a name: the surname, whether it has one character or two."""

import pytest

from alliance.volunteers.numbers import masked_name, tail_of


@pytest.mark.parametrize(
    ("name", "seen"),
    [("张三", "张*"), ("欧阳小明", "欧阳*"), ("司马光", "司马*"), ("欧阳", "欧*"), ("张", "张*"), ("", "")],
)
def test_of_a_name_the_surname_is_seen_and_never_the_whole(name, seen):
    assert masked_name(name) == seen


def test_of_a_number_the_last_four_are_seen():
    assert tail_of("13912348888") == "8888"
    assert tail_of("") == ""
