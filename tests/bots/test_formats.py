"""What each kind of bot is sent: signatures against fixed vectors, sizes, and words that do nothing."""

import json
from datetime import UTC, datetime
from uuid import UUID

import pytest
from flask_babel import force_locale
from standardwebhooks import Webhook

from alliance.bots import formats, wording
from alliance.bots.formats import Ends
from alliance.bots.plain import cut, plain
from alliance.bots.vocabulary import Answer, BotKind
from alliance.bots.wording import Waiting
from alliance.journal.letters import LANGUAGE

AT = datetime(2026, 11, 28, 1, 2, 3, 456_000, tzinfo=UTC)
BASE = "https://portal.example.org"
ONE = UUID("6f1c3a52-0000-4000-8000-00000000000a")


def message(title="入户走访", path="/initiatives/1", **params):
    words = {"title": title} | params
    return Waiting(ONE, "initiative_issued", "Initiative: %(title)s", words, path, AT)


@pytest.fixture
def in_words(portal):
    with portal.test_request_context(base_url=BASE), force_locale(LANGUAGE):
        yield


# printf '1577808000000\nSECtest' | openssl dgst -sha256 -hmac 'SECtest' -binary | base64
DINGTALK_VECTORS = [
    ("SECtest", 1577808000000, "XHi7WpB+bLwQq5Rz0PrkJ6p9pXsd593WTWgii6qJ3uw="),
    ("SECf00d", 1795827723456, "msElyPCn7J9OqHjfMY0mH6NHvbw7XZTyr1TRJmLZfZ0="),
]
# printf '' | openssl dgst -sha256 -mac HMAC -macopt hexkey:KEY -binary | base64, where KEY is, in hexadecimal,
# what printf '1577808000\ntest' prints
FEISHU_VECTORS = [
    ("test", 1577808000, "iDlRsb15iYA8AnJfHVMUmdCSFxrhBEiNwG6n7tsATWo="),
    ("demo", 1599360473, "l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8="),
]


@pytest.mark.parametrize(("secret", "milliseconds", "sign"), DINGTALK_VECTORS)
def test_dingtalk_signs_moment_and_secret_with_the_secret(secret, milliseconds, sign):
    assert formats.dingtalk_sign(secret, milliseconds) == sign


@pytest.mark.parametrize(("secret", "seconds", "sign"), FEISHU_VECTORS)
def test_feishu_signs_nothing_with_moment_and_secret(secret, seconds, sign):
    assert formats.feishu_sign(secret, seconds) == sign


def test_the_dingtalk_signature_travels_in_the_address(in_words):
    ends = Ends(BotKind.DINGTALK, "https://oapi.dingtalk.com/robot/send?access_token=T", "SECf00d")
    sent = formats.dispatch(ends, [message()], AT, BASE)
    quoted = DINGTALK_VECTORS[1][2].replace("+", "%2B").replace("/", "%2F").replace("=", "%3D")
    assert sent.url == f"{ends.address}&timestamp=1795827723456&sign={quoted}"
    assert json.loads(sent.body)["msgtype"] == "markdown"
    assert json.loads(sent.body)["at"] == {"isAtAll": False}
    unsigned = Ends(BotKind.DINGTALK, ends.address, "")
    assert formats.dispatch(unsigned, [message()], AT, BASE).url == ends.address


def test_the_feishu_signature_travels_in_the_body_in_seconds(in_words):
    ends = Ends(BotKind.FEISHU, "https://open.feishu.cn/open-apis/bot/v2/hook/ID", "demo")
    at = datetime.fromtimestamp(1599360473, UTC)
    said = json.loads(formats.dispatch(ends, [message()], at, BASE).body)
    assert (said["timestamp"], said["sign"]) == ("1599360473", FEISHU_VECTORS[1][2])
    bare = json.loads(formats.dispatch(Ends(BotKind.FEISHU, ends.address, ""), [message()], at, BASE).body)
    assert set(bare) == {"msg_type", "content"}


def test_a_webhook_is_signed_by_the_standard(in_words):
    """The vector of the specification's own reference: of message, moment, secret and body."""
    body = '{"test": 2432232314}'
    signed = Webhook("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").sign(
        "msg_p5jXN8AQM9LWM0D4loKWxJek", datetime.fromtimestamp(1614265330, UTC), body
    )
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_the_whole_text_of_a_message(in_words):
    assert wording.text([message()], BASE) == (
        "【反诈联盟协同平台】\n\n倡议：入户走访\nhttps://portal.example.org/initiatives/1"
    )
    drill = wording.text([message(drill=True)], BASE, linked=True)
    assert drill.endswith("〔演练〕倡议：入户走访  \n[点击查看](https://portal.example.org/initiatives/1)")


@pytest.mark.parametrize("count", [1, 4, 20])
@pytest.mark.parametrize("linked", [False, True])
def test_no_text_has_more_bytes_than_are_taken(in_words, count, linked):
    many = [message("长" * 120, path="/initiatives/" + "x" * 180) for _ in range(count)]
    said = wording.text(many, BASE, linked=linked)
    assert len(said.encode()) <= 2048
    told = said.count("倡议：")
    assert told >= min(count, 3)
    assert (f"另有 {count - told} 条" in said) == (told < count)


@pytest.mark.parametrize("most", range(6, 30))
def test_what_is_cut_is_cut_between_characters(most):
    text = "反诈a宣传𠮷行动"
    shorter = cut(text, most)
    assert len(shorter.encode()) <= most
    assert shorter == text or text.startswith(shorter.removesuffix("…"))


NASTY = [
    ("<@all> @all @所有人", "@<>"),
    ('<at user_id="all">所有人</at>', "<>"),
    ("[中奖](https://evil.example/x)", "[]()"),
    ('<font color="warning">警告</font>', "<>"),
    ("**加粗** _斜_ `码` ~~删~~", "*_`~"),
    ("# 标题\n> 引用\n- 项 | 表", "#>|\n"),
    ("![图](http://evil.example/a.png)", "![]()"),
    ("a\\nb\\[c]", "\\[]"),
]


@pytest.mark.parametrize(("typed", "signs"), NASTY)
@pytest.mark.parametrize("kind", list(BotKind)[:3])
def test_what_was_typed_is_words_in_every_chat_program(in_words, kind, typed, signs):
    sent = json.loads(formats.dispatch(Ends(kind, "https://x.example/?a=1", ""), [message(typed)], AT, BASE).body)
    words = sent.get("text", sent.get("markdown", sent.get("content")))
    said = words.get("content", words.get("text"))
    line = said.split("倡议：")[1].split("\n")[0]
    assert not set(signs) & set(line)
    assert "evil.example" not in said
    assert "://evil" not in said
    assert "mentioned_list" not in str(sent)
    assert not set(signs) & set(words.get("title", ""))


@pytest.mark.parametrize("typed", ["http://evil.example", "evil.example", "www.evil.example/x", "例子.中国"])
def test_an_address_that_was_typed_does_not_become_a_link(typed):
    assert "." not in plain(typed)
    assert "://" not in plain(typed)
    assert plain("3.15 晚会 12.5 万元") == "3.15 晚会 12.5 万元"


@pytest.mark.parametrize(
    ("kind", "status", "body", "answer"),
    [
        ("wecom", 200, b'{"errcode":0,"errmsg":"ok"}', "taken"),
        ("wecom", 200, b'{"errcode":93000,"errmsg":"invalid webhook url, hint: [1], more info at x"}', "no_such_bot"),
        ("wecom", 200, b'{"errcode":45009,"errmsg":"api freq out of limit"}', "too_fast"),
        ("wecom", 200, b'{"errcode":40008,"errmsg":"invalid message type"}', "not_taken"),
        ("dingtalk", 200, b'{"errcode":0,"errmsg":"ok"}', "taken"),
        ("dingtalk", 200, b'{"errcode":310000,"errmsg":"sign not match, description: more"}', "wrong_signature"),
        ("dingtalk", 200, b'{"errcode":310000,"errmsg":"keywords not in content"}', "no_keyword"),
        ("dingtalk", 200, '{"errcode":310000,"errmsg":"description:关键词不匹配"}'.encode(), "no_keyword"),
        ("dingtalk", 200, b'{"errcode":310000,"errmsg":"ip 1.1.1.1 not in whitelist"}', "not_from_here"),
        ("dingtalk", 200, b'{"errcode":300001,"errmsg":"token is not exist"}', "no_such_bot"),
        ("dingtalk", 200, b'{"errcode":130101,"errmsg":"send too fast, exceed 20 times per minute"}', "too_fast"),
        ("feishu", 200, b'{"StatusCode":0,"StatusMessage":"success"}', "taken"),
        ("feishu", 200, b'{"code":0,"msg":"success","data":{}}', "taken"),
        (
            "feishu",
            200,
            b'{"code":19021,"msg":"sign match fail or timestamp is too old"}',
            "wrong_signature",
        ),
        ("feishu", 200, b'{"code":19024,"msg":"Key Words Not Found"}', "no_keyword"),
        ("feishu", 200, b'{"code":19022,"msg":"Ip Not Allowed"}', "not_from_here"),
        ("feishu", 400, b'{"code":9499,"msg":"Bad Request","data":{}}', "not_taken"),
        ("feishu", 200, b'{"code":9499,"msg":"too many request"}', "too_fast"),
        ("feishu", 200, b'{"code":11232,"msg":"frequency limited psm[x]"}', "too_fast"),
        ("wecom", 200, b"<html>Sign in</html>", "unreadable"),
        ("wecom", 200, b"[]", "unreadable"),
        ("wecom", 200, b"{}", "unreadable"),
        ("feishu", 200, b'{"code":"0"}', "unreadable"),
        ("dingtalk", 302, b"", "unreadable"),
        ("dingtalk", 502, b"Bad gateway", "fault"),
        ("feishu", 429, b"", "too_fast"),
        ("webhook", 204, b"", "taken"),
        ("webhook", 200, b"whatever", "taken"),
        ("webhook", 307, b"", "unreadable"),
        ("webhook", 401, b"", "wrong_signature"),
        ("webhook", 410, b"", "no_such_bot"),
        ("webhook", 422, b"", "not_taken"),
        ("webhook", 429, b"", "too_fast"),
        ("webhook", 500, b"", "fault"),
    ],
)
def test_every_answer_is_told_apart(kind, status, body, answer):
    assert formats.answer_of(BotKind(kind), status, body) is Answer(answer)


def test_no_secret_is_in_the_form_in_which_things_are_logged(in_words):
    ends = Ends(BotKind.DINGTALK, "https://oapi.dingtalk.com/robot/send?access_token=CANARY", "SECCANARY")
    assert "CANARY" not in repr(ends)
    assert "CANARY" not in repr(formats.dispatch(ends, [message()], AT, BASE))
