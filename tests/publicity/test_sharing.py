"""The page of an event as it is sent on: what a chat shows of its address, and that it shows nothing of what is not
for everybody."""

from html.parser import HTMLParser
from re import sub
from uuid import uuid4

import pytest

from alliance.publicity.vocabulary import EventState
from tests.publicity.planning import BANKS, TOMORROW

E = EventState
TOKEN = r'name="csrf_token" value="[^"]+"'
SECRETS = {
    "title": "银行内部演练",
    "description": "只讲给内部人员听的话术",
    "theme": "内部主题",
}


class Card(HTMLParser):
    """What a chat takes from a page: `told` by name or property."""

    def __init__(self, html):
        super().__init__()
        self.told = {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        name = said.get("property") or said.get("name") or ""
        if tag == "meta" and (name == "description" or name.startswith(("og:", "twitter:"))):
            assert name not in self.told, "told once"
            self.told[name] = said["content"]


def card(visitor, event_id, status=200):
    return Card(visitor.get("publicity.event", event_id=event_id, status=status).html).told


def test_a_chat_shows_what_when_and_where_and_leads_to_the_event(browser, stage):
    event_id = stage.event(E.OPEN, title="反诈宣讲 & “家人”", description="讲三类骗局。\n\n欢迎<全家>参加。")
    told = card(browser(), event_id)
    begins = f"{TOMORROW:%Y}年{TOMORROW.month}月{TOMORROW.day}日 09:00"
    assert told["og:title"] == "反诈宣讲 & “家人”"
    assert told["og:description"] == told["description"]
    assert told["og:description"].startswith(begins)
    assert told["og:description"].endswith("示例社区活动室。讲三类骗局。 欢迎<全家>参加。")
    assert told["og:url"] == f"http://localhost/publicity/{event_id}"
    assert (told["og:type"], told["og:site_name"]) == ("website", "反诈联盟协同平台")
    assert browser().get(f"/publicity/{event_id}").headings == [told["og:title"]]


def test_the_address_is_the_same_by_whatever_way_one_came(browser, stage):
    event_id = stage.event(E.OPEN)
    html = browser().get(f"/publicity/{event_id}?from=groupmessage&language=en").html
    assert Card(html).told["og:url"] == f"http://localhost/publicity/{event_id}"


def test_a_long_description_is_cut(browser, stage):
    told = card(browser(), stage.event(E.OPEN, description="讲三类骗局。" * 100))
    assert len(told["og:description"]) == 160


def test_of_a_cancelled_event_the_chat_says_so_first(browser, stage):
    event_id = stage.event(E.CANCELLED)
    assert card(browser(), event_id)["og:description"].startswith("已取消：")


@pytest.mark.parametrize("inner", [{"public": False, "terms": BANKS}, None], ids=["not public", "not approved"])
def test_a_chat_shows_nothing_of_what_is_not_for_everybody(browser, stage, inner):
    """Not to a machine that follows the address, nor to the chat of somebody who may read it."""
    event_id = stage.event(E.OPEN if inner else E.PROPOSED, **SECRETS | (inner or {}))
    for visitor in (browser(), browser(stage.outsider)):
        there, nowhere = (
            sub(TOKEN, "", visitor.get("publicity.event", status=404, event_id=one).html.replace(str(one), ""))
            for one in (event_id, uuid4())
        )
        assert there == nowhere
        assert not [secret for secret in SECRETS.values() if secret in there]
        assert not Card(there).told
    for reader in (stage.liaison, stage.officer):
        assert SECRETS["title"] in browser(reader).get("publicity.event", event_id=event_id).text
        assert card(browser(reader), event_id) == {}
