"""The poster: one A4 sheet with what, when, where and a code that leads to the event's page."""

import pypdfium2
import pytest

from alliance.publicity.vocabulary import EventState
from tests import scanner
from tests.publicity.planning import TOMORROW

E = EventState


def test_the_poster_is_one_sheet_with_what_when_and_where(browser, stage):
    event_id = stage.event(E.OPEN, title="反诈宣讲进社区" * 8, theme="全民反诈", description="讲三类骗局。" * 60)
    stage.host(event_id, stage.bank)
    answer = browser().get("publicity.poster", event_id=event_id)
    assert answer.mimetype == "application/pdf"
    document = pypdfium2.PdfDocument(answer.get_data())
    assert len(document) == 1
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    words = "".join(document[0].get_textpage().get_text_bounded().split())
    for part in ("反诈宣讲进社区", "全民反诈", f"{TOMORROW:%Y-%m-%d}", "示例社区活动室", "甲银行", "96110"):
        assert part in words


@pytest.mark.parametrize("state", [E.PROPOSED, E.CANCELLED])
def test_there_is_no_poster_of_what_does_not_take_place(browser, stage, state):
    browser(stage.liaison).get("publicity.poster", status=409, event_id=stage.event(state))


def test_whoever_scans_the_poster_reads_of_the_event_itself(browser, stage):
    event_id = stage.event(E.OPEN, title="社区反诈宣讲")
    [read] = scanner.on_document(browser().get("publicity.poster", event_id=event_id).get_data())
    assert read == f"http://localhost/publicity/{event_id}"
    page = browser().get(scanner.path_of(read))
    assert page.headings == ["社区反诈宣讲"]
    stage.act("cancel", event_id)
    assert "已取消" in browser().get(scanner.path_of(read)).text, "a poster that still hangs says so"
