"""A page that is counted: the one thing that a GET writes, declared at its door, apart from what the page reads."""

from flask import g

from alliance.foundation.store.engine import WriteWhileReading
from alliance.materials import linking


def test_the_doors_that_are_counted_are_these_and_no_other(portal):
    """Each new one is a decision: it stands here."""
    counted = {name for name, view in portal.view_functions.items() if hasattr(view, "counts")}
    assert counted == {"certificates.verdict", "materials.opened"}


def test_only_a_page_is_counted(portal):
    for rule in portal.url_map.iter_rules():
        if hasattr(portal.view_functions[rule.endpoint], "counts"):
            assert rule.methods == {"GET", "HEAD", "OPTIONS"}


def test_the_page_itself_still_only_reads(portal, monkeypatch, caplog):
    """What the view does on its own session is refused, counted or not."""

    def writes(code, number):
        linking.count_look(g.work, code, number)

    writes.counts = portal.view_functions["materials.opened"].counts
    monkeypatch.setitem(portal.view_functions, "materials.opened", writes)
    answer = portal.test_client().get("/materials/go/ABCDEFGH/1", headers={"Host": "localhost"})
    assert answer.status_code == 500
    assert WriteWhileReading in {record.exc_info[0] for record in caplog.records if record.exc_info}
