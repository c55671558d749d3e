"""What a form that took time says where the thing has changed: the reason, and everything that was typed."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from alliance.actions.forms import ReportForm
from alliance.foundation.kernel.errors import Conflict, Invalid, NotAllowed
from alliance.organisations.model import Organisation
from tests.actions.doing import DONE

NEWER = "Somebody has sent another."


@pytest.fixture
def sent(portal):
    """A report as it comes from its page."""
    with portal.test_request_context(method="POST", data={"words": DONE.words, "figure": "1.2万", "revision": "0"}):
        yield ReportForm()


def settled(make, form, error):
    """How the form takes it that its act, which has written something before, ends so."""

    def act():
        work.session.get_one(Organisation, organisation.id).name = "丙银行（测试）"
        work.session.flush()
        raise error

    organisation = make.organisation("甲银行（测试）")
    with make.work() as work:
        settled = form.settle(work, act)
    with make.work() as work:
        assert work.session.get_one(Organisation, organisation.id).name == "甲银行（测试）"
    return settled


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Conflict(NEWER), 409),
        (StaleDataError(), 409),
        (IntegrityError("INSERT", {}, Exception()), 409),
        (Invalid("words", NEWER), 422),
    ],
)
def test_what_was_typed_stays_and_nothing_is_written(make, sent, error, status):
    assert not settled(make, sent, error)
    assert (sent.status, sent.words.data, sent.figure._value()) == (status, DONE.words, "1.2万")
    assert sent.errors


def test_what_the_page_shows_anew_counts_as_looked_at_after_a_conflict_alone(make, sent):
    sent.seen("revision", 3)
    assert 'value="0"' in sent.revision()
    settled(make, sent, Conflict(NEWER))
    sent.seen("revision", 3)
    assert 'value="3"' in sent.revision()


def test_what_one_may_not_do_is_told_by_a_page_of_its_own(make, sent):
    with pytest.raises(NotAllowed):
        settled(make, sent, NotAllowed())
