"""Whom the portal speaks to, and for how long: nothing inside, no detour, no endless answer, no word of the address."""

import logging
import socket
import time

import pytest

from alliance.bots import outgoing, reach
from alliance.bots.formats import Dispatch
from alliance.bots.outgoing import NoAnswer, post
from alliance.bots.reach import OutOfReach, Reach, is_outside
from alliance.bots.vocabulary import Answer, BotKind

HERE = Reach(loopback=True)
OPEN = Reach()


def sent(url):
    return Dispatch(url, b'{"a": 1}', {"Content-Type": "application/json"})


def refused(url, kind=BotKind.WEBHOOK, where=HERE):
    with pytest.raises(NoAnswer) as trouble:
        post(sent(url), kind, where)
    return trouble.value.answer


def test_an_answer_comes_back_with_its_status(other_side):
    other_side.says(200, {"errcode": 0})
    assert post(sent(other_side.url + "/x?key=1"), BotKind.WECOM, HERE) == (200, b'{"errcode": 0}')
    assert other_side.asked[0].path == "/x?key=1"
    assert other_side.asked[0].body == b'{"a": 1}'


def test_an_error_comes_back_like_any_answer(other_side):
    other_side.says(500, b"oops")
    assert post(sent(other_side.url), BotKind.WEBHOOK, HERE) == (500, b"oops")


def test_a_redirect_is_not_followed(other_side):
    def elsewhere(handler):
        handler.send_response(307)
        handler.send_header("Location", f"{other_side.url}/inside")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    other_side.answers = elsewhere
    assert post(sent(other_side.url), BotKind.WEBHOOK, HERE)[0] == 307
    assert len(other_side.asked) == 1


def test_of_a_huge_answer_the_beginning_is_read(other_side):
    other_side.says(200, b"x" * 5_000_000)
    assert post(sent(other_side.url), BotKind.WEBHOOK, HERE) == (200, b"x" * outgoing.ANSWER_BYTES_MOST)


def test_a_line_that_is_cut_is_no_answer(other_side):
    other_side.answers = lambda handler: handler.connection.close()
    assert refused(other_side.url) is Answer.UNREACHABLE


def test_nobody_there_is_no_answer(other_side):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert refused(f"http://127.0.0.1:{port}") is Answer.UNREACHABLE


def test_whoever_hangs_is_left(other_side, monkeypatch):
    monkeypatch.setattr(outgoing, "SECONDS_TO_ANSWER", 0.3)
    other_side.answers = lambda handler: time.sleep(2)
    assert refused(other_side.url) is Answer.NO_ANSWER


@pytest.mark.parametrize("beginning", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"])
def test_whoever_answers_drop_by_drop_is_cut_off_too(other_side, monkeypatch, beginning):
    """Each drop comes in time, so no time-out of the connection ever ends it."""
    monkeypatch.setattr(outgoing, "SECONDS_MOST", 0.5)
    drops = []

    def drip(handler):
        handler.wfile.write(beginning)
        while len(drops) < 200:
            handler.wfile.write(b"x")
            handler.wfile.flush()
            drops.append(1)
            time.sleep(0.05)

    other_side.answers = drip
    assert refused(other_side.url) is Answer.NO_ANSWER
    assert len(drops) < 200


INSIDE = [
    *("127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
    *("100.100.100.200", "192.0.2.1", "168.63.129.16", "::ffff:168.63.129.16"),
    *("224.0.0.1", "255.255.255.255", "240.0.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::a00:1", "64:ff9b:1::a00:1"),
    *("2002:a00:1::1", "2001:0:a00:1::1", "ff02::1", "fec0::1", "::127.0.0.1", "2001:db8::1"),
]
OUTSIDE = ["1.1.1.1", "223.5.5.5", "114.114.114.114", "2400:3200::1", "::ffff:1.1.1.1"]


@pytest.mark.parametrize("number", INSIDE)
def test_what_lies_inside_is_known_by_its_number(number):
    assert not is_outside(number)


@pytest.mark.parametrize("number", OUTSIDE)
def test_what_lies_outside_is_known_by_its_number(number):
    assert is_outside(number)


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "10.1.2.3", "169.254.169.254", "[::1]", "[::ffff:10.0.0.1]", "[64:ff9b::a00:1]", "localhost"),
        # as a resolver reads them: one number, octal, hexadecimal, parts left out
        *("2130706433", "0177.0.0.1", "0x7f.0.0.1", "0x7f000001", "127.1", "0"),
    ],
)
def test_no_webhook_leads_inside_however_it_is_written(host):
    assert refused(f"https://{host}/hooks/0123456789", where=OPEN) in {Answer.FORBIDDEN, Answer.UNREACHABLE}
    reached = []
    line = outgoing.Line(BotKind.WEBHOOK, OPEN)
    try:
        reached.append(line.connect(host, 443))
    except OSError:
        assert line.forbidden
    assert not reached


def test_a_name_that_resolves_inside_is_refused_before_anything_is_sent(other_side, monkeypatch):
    real, asked = socket.getaddrinfo, []

    def inside(host, port, *args, **more):
        asked.append(host)
        return real("127.0.0.1" if host == "hooks.example.org" else host, port, *args, **more)

    monkeypatch.setattr(reach.socket, "getaddrinfo", inside)
    assert refused("https://hooks.example.org/hooks/0123456789", where=OPEN) is Answer.FORBIDDEN
    assert asked == ["hooks.example.org"]
    assert other_side.asked == []


def test_a_name_that_says_something_else_when_asked_again_is_asked_once(other_side, monkeypatch):
    """Rebinding: first a number outside, then one inside. What was checked is what is connected to."""
    port, tried = int(other_side.url.rpartition(":")[2]), []
    answers = iter(["1.1.1.1", "127.0.0.1", "127.0.0.1"])

    def rebound(host, _port, *args, **more):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def note(address, **more):
        tried.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(reach.socket, "getaddrinfo", rebound)
    monkeypatch.setattr(outgoing, "create_connection", note)
    assert refused("https://hooks.example.org/hooks/0123456789", where=OPEN) is Answer.UNREACHABLE
    assert tried == ["1.1.1.1"]
    assert other_side.asked == []


def test_one_number_inside_among_several_is_enough_to_refuse(monkeypatch):
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 443)) for number in ("1.1.1.1", "10.0.0.1")]
    monkeypatch.setattr(reach.socket, "getaddrinfo", lambda *_args, **_more: both)
    with pytest.raises(OutOfReach):
        OPEN.open_addresses(BotKind.WEBHOOK, "hooks.example.org", 443)
    assert OPEN.open_addresses(BotKind.WECOM, "qyapi.weixin.qq.com", 443) == ["1.1.1.1", "10.0.0.1"]


WECOM, DINGTALK, FEISHU = (
    "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0123456789",
    "https://oapi.dingtalk.com/robot/send?access_token=0123456789",
    "https://open.feishu.cn/open-apis/bot/v2/hook/0123456789",
)


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        (BotKind.WECOM, WECOM),
        (BotKind.WECOM, WECOM.replace(".com/", ".com:443/")),
        (BotKind.WECOM, WECOM.replace("qyapi.weixin.qq.com", "chat.gov.example:8443")),
        (BotKind.DINGTALK, DINGTALK),
        (BotKind.FEISHU, FEISHU),
        (BotKind.FEISHU, FEISHU.replace("open.feishu.cn", "10.1.2.3")),
        (BotKind.WEBHOOK, "https://hooks.example.org/a"),
        (BotKind.WEBHOOK, "https://hooks.example.org:8443/a?b=c"),
        (BotKind.WEBHOOK, "https://hooks.example.org/v1.0/a..b/.well-known/c"),
    ],
)
def test_addresses_that_may_be_kept(kind, address):
    listed = Reach(frozenset({"chat.gov.example:8443", "10.1.2.3"}))
    assert listed.check(kind, address).scheme == "https"


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        (BotKind.WECOM, WECOM.replace("https", "http")),
        (BotKind.WECOM, DINGTALK),
        (BotKind.WECOM, WECOM.replace(".com/", ".com.evil.example/")),
        (BotKind.WECOM, WECOM.replace("qyapi", "evil@qyapi")),
        (BotKind.WECOM, WECOM.replace(".com/", ".com:8443/")),
        (BotKind.WECOM, WECOM.replace("0123456789", "")),
        (BotKind.WECOM, WECOM.replace("/cgi-bin/webhook/send", "/cgi-bin/gettoken")),
        (BotKind.WECOM, WECOM.replace("/send", "/send/../../gettoken")),
        (BotKind.WECOM, WECOM.replace("/send", "/send/")),
        (BotKind.WECOM, WECOM.replace("/send", "/send_more")),
        (BotKind.WECOM, WECOM.replace("/send", "/send;x")),
        (BotKind.WECOM, WECOM.replace("/cgi-bin", "//cgi-bin")),
        (BotKind.DINGTALK, DINGTALK.replace("/send", "/send/%2e%2e/gettoken")),
        (BotKind.DINGTALK, DINGTALK.replace("/send", "/send/more")),
        (BotKind.FEISHU, FEISHU.replace("/hook/", "/hook/../../../im/v1/")),
        (BotKind.FEISHU, FEISHU.replace("/hook/", "/hook/%2E%2E/")),
        (BotKind.FEISHU, FEISHU.replace("/hook/", "/hook//")),
        (BotKind.FEISHU, f"{FEISHU}/more"),
        (BotKind.FEISHU, f"{FEISHU}%2fmore"),
        (BotKind.FEISHU, f"{FEISHU}/."),
        (BotKind.FEISHU, f"{FEISHU}.."),
        (BotKind.FEISHU, FEISHU.removesuffix("0123456789")),
        (BotKind.FEISHU, f"{FEISHU}#part"),
        (BotKind.FEISHU, "https://10.1.2.3/open-apis/bot/v2/hook/0123456789"),
        (BotKind.WEBHOOK, "http://hooks.example.org/a"),
        (BotKind.WEBHOOK, "https://hooks.example.org:22/a"),
        (BotKind.WEBHOOK, "https://hooks.example.org:x/a"),
        (BotKind.WEBHOOK, "https://user:word@hooks.example.org/a"),
        (BotKind.WEBHOOK, "https://hooks.example.org/a/../b"),
        (BotKind.WEBHOOK, "https://hooks.example.org/a/%2e%2e/b"),
        (BotKind.WEBHOOK, "https://hooks.example.org/a//b"),
        (BotKind.WEBHOOK, "https://hooks.example.org/."),
        (BotKind.WEBHOOK, "https://168.63.129.16/a"),
        (BotKind.WEBHOOK, "https://127.0.0.1/a"),
        (BotKind.WEBHOOK, "https://[::ffff:10.0.0.1]/a"),
        (BotKind.WEBHOOK, "https://[::1/a"),
        (BotKind.WEBHOOK, "https://localhost/a"),
        (BotKind.WEBHOOK, "https://metadata.google.internal/a"),
        (BotKind.WEBHOOK, "https://hooks.example.org/a b"),
        (BotKind.WEBHOOK, "https://hooks.example.org\\@evil/a"),
        (BotKind.WEBHOOK, "https://hoöks.example.org/a"),
        (BotKind.WEBHOOK, "https:///a"),
        (BotKind.WEBHOOK, "file:///etc/passwd"),
        (BotKind.WEBHOOK, "gopher://hooks.example.org/a"),
        (BotKind.WEBHOOK, ""),
    ],
)
def test_addresses_that_may_not_be_kept(kind, address):
    with pytest.raises(OutOfReach):
        OPEN.check(kind, address)


def test_the_log_holds_no_address_not_even_where_everything_is_logged(other_side, caplog):
    caplog.set_level(logging.DEBUG)
    other_side.says(200, {"errcode": 0})
    post(sent(f"{other_side.url}/?key=CANARY"), BotKind.WECOM, HERE)
    other_side.answers = lambda handler: handler.connection.close()
    refused(f"{other_side.url}/?key=CANARY")
    assert "CANARY" not in caplog.text


def test_what_is_raised_holds_no_address(other_side):
    other_side.answers = lambda handler: handler.connection.close()
    with pytest.raises(NoAnswer) as trouble:
        post(sent(f"{other_side.url}/?key=CANARY"), BotKind.WEBHOOK, HERE)
    assert "CANARY" not in repr(trouble.value)
    assert trouble.value.__cause__ is None


def test_no_proxy_of_the_environment_is_believed(other_side, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    other_side.says(200, {"errcode": 0})
    assert post(sent(other_side.url), BotKind.WECOM, HERE)[0] == 200
