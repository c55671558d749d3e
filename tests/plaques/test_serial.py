"""What a passer-by may type, and what is meant by it."""

import pytest

from alliance.plaques.serial import serial, understood


def test_a_serial_names_the_alliance_the_year_and_the_number():
    assert serial(2026, 1) == "FZLM-2026-0001"
    assert serial(2026, 12345) == "FZLM-2026-12345"


@pytest.mark.parametrize(
    "typed",
    [
        "FZLM-2026-0001",
        "fzlm-2026-0001",
        "  fzlm 2026 0001 ",
        "FZLM20260001",
        "ＦＺＬＭ－２０２６－０００１",
        "fzlm—2026–0001",
        "Fzlm_2026.0001",
        "FZLM\u30002026\u30000001",
        "FZLM-2026-0001\n",
    ],
)
def test_ways_to_type_it_mean_the_same(typed):
    assert understood(typed) == "FZLM-2026-0001"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "FZLM",
        "FZLM-26-0001",
        "FZLM-2026-1",
        "ABCD-2026-0001",
        "FZLM-2026-0001-0002x",
        "FZLM-٢٠٢٦-٠٠٠١",
        "FZLM-2026-0001\x00",
        "FZLM-2026-0001\ud800",
        "'; DROP TABLE plaque; --",
        "F" * 10_000,
        "FZLM-2026-" + "1" * 500,
    ],
)
def test_what_is_no_serial_means_nothing(typed):
    assert understood(typed) is None


@pytest.mark.parametrize("number", [1, 138, 9999, 10_000, 99_999_999])
def test_every_serial_that_is_given_out_is_understood(number):
    given = serial(2026, number)
    assert understood(given) == given
