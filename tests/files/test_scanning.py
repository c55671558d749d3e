"""A scanner that finds something, that finds nothing, and that is not to be had."""

import pytest

from alliance.files.model import FILE_BYTES_MOST
from alliance.files.scanning import PIECE, Scanner, ScannerAway
from alliance.foundation.kernel.errors import Invalid

from .clamd import SICK, clamd, honest


def test_nothing_found_lets_the_file_pass():
    with clamd() as url:
        assert Scanner(url).scan(b"content") is None
        assert Scanner(url).answers()


def test_a_scanner_is_reached_through_a_socket_of_the_machine_too(tmp_path):
    with clamd(path=tmp_path / "clamd.ctl") as url:
        assert Scanner(url).answers()
        with pytest.raises(Invalid):
            Scanner(url).scan(SICK)


@pytest.mark.parametrize("before", [0, PIECE - 5, PIECE, FILE_BYTES_MOST - len(SICK)])
def test_whatever_is_found_anywhere_in_the_file_has_it_refused_in_words(before):
    with clamd() as url, pytest.raises(Invalid, match="found something") as refused:
        Scanner(url).scan(bytes(before) + SICK)
    assert refused.value.field == "files"


def test_the_scanner_is_sent_every_byte_once():
    seen = []
    with clamd(lambda content: seen.append(content) or honest(content)) as url:
        Scanner(url).scan(bytes(range(256)) * 1000)
    assert seen == [bytes(range(256)) * 1000]


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"stream: O",
        b"stream: OK",
        b"OK\0",
        b"stream: OK \0",
        b"stream: OK\nstream: X FOUND\0",
        b"INSTREAM size limit exceeded. ERROR\0",
        b"\xff" * 500 + b"\0",
        b"x" * 100_000,
        b"HTTP/1.1 400 Bad Request\r\n\r\n\0",
    ],
)
def test_an_answer_that_is_none_keeps_nothing(answer):
    with clamd(lambda _content: answer) as url, pytest.raises(ScannerAway) as away:
        Scanner(url).scan(b"content")
    assert away.value.status == 503


def test_a_silent_scanner_is_not_waited_for_without_end():
    with clamd(lambda _content: None) as url, pytest.raises(ScannerAway):
        Scanner(url, seconds=0.3).scan(b"content")


@pytest.mark.parametrize("url", ["tcp://127.0.0.1:1", "unix:/nowhere/clamd.ctl"])
def test_nobody_there(url):
    assert not Scanner(url).answers()
    with pytest.raises(ScannerAway):
        Scanner(url).scan(b"content")
