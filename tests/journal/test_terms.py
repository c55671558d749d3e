"""When a letter goes by mail, as a truth table."""

from datetime import datetime

import pytest

from alliance.foundation.kernel.clock import LOCAL_ZONE
from alliance.journal.terms import Terms, next_morning, posting
from alliance.journal.vocabulary import BY_MAIL_ONLY, INFORMATION, PRESSING, TOPIC_OF, Manner, Pace, Topic

DUTY, NEWS = "assignment_told", "daily_summary"
FRIDAY_NOON = datetime(2026, 11, 27, 12, tzinfo=LOCAL_ZONE)
SATURDAY_MORNING = datetime(2026, 11, 28, 8, tzinfo=LOCAL_ZONE)
MONDAY_MORNING = datetime(2026, 11, 30, 8, tzinfo=LOCAL_ZONE)
NIGHT = datetime(2026, 11, 27, 23, 30, tzinfo=LOCAL_ZONE)


def chosen(pace):
    return Terms({Topic.ACTIONS: pace})


@pytest.mark.parametrize(
    ("pace", "template", "when"),
    [
        (Pace.AT_ONCE, NEWS, FRIDAY_NOON),
        (Pace.AT_ONCE, DUTY, FRIDAY_NOON),
        (Pace.DAILY, NEWS, SATURDAY_MORNING),
        (Pace.DAILY, DUTY, SATURDAY_MORNING),
        (Pace.WEEKLY, NEWS, MONDAY_MORNING),
        (Pace.WEEKLY, DUTY, SATURDAY_MORNING),
        (Pace.NEVER, NEWS, None),
        (Pace.NEVER, DUTY, SATURDAY_MORNING),
    ],
)
def test_duty_is_bundled_but_never_silenced(pace, template, when):
    found = posting(FRIDAY_NOON, template, False, chosen(pace))
    assert (found and found.due_at) == when
    assert found is None or (found.manner is Manner.SINGLE) == (pace is Pace.AT_ONCE)


@pytest.mark.parametrize("pace", Pace)
@pytest.mark.parametrize("moment", [FRIDAY_NOON, NIGHT])
def test_what_is_urgent_waits_for_nobody(pace, moment):
    found = posting(moment, DUTY, True, chosen(pace))
    assert (found.due_at, found.manner) == (moment, Manner.ALONE)


@pytest.mark.parametrize("template", sorted(PRESSING | BY_MAIL_ONLY))
def test_what_presses_or_holds_a_secret_goes_alone_and_at_night_too(template):
    terms = Terms(dict.fromkeys(Topic, Pace.NEVER))
    found = posting(NIGHT, template, False, terms)
    assert (found.due_at, found.manner) == (NIGHT, Manner.ALONE)


def test_every_template_of_these_lists_is_one_of_the_inbox():
    assert set(TOPIC_OF) >= INFORMATION | PRESSING
    assert not INFORMATION & PRESSING


@pytest.mark.parametrize(
    ("quiet_from", "quiet_until", "written", "goes"),
    [
        (20, 8, (27, 23, 30), (28, 8, 0)),
        (20, 8, (27, 20, 0), (28, 8, 0)),
        (20, 8, (28, 7, 59), (28, 8, 0)),
        (20, 8, (28, 8, 0), (28, 8, 0)),
        (20, 8, (28, 19, 59), (28, 19, 59)),
        (12, 14, (28, 12, 30), (28, 14, 0)),
        (12, 14, (28, 23, 30), (28, 23, 30)),
        (8, 8, (28, 3, 0), (28, 3, 0)),
        (0, 23, (28, 3, 0), (28, 23, 0)),
    ],
)
def test_quiet_hours(quiet_from, quiet_until, written, goes):
    found = posting(_on(written), DUTY, False, Terms({}, quiet_from, quiet_until))
    assert found.due_at == _on(goes)


def _on(day_hour_minute):
    return datetime(2026, 11, *day_hour_minute, tzinfo=LOCAL_ZONE)


def test_a_morning_within_the_quiet_hours_is_later():
    assert next_morning(FRIDAY_NOON, Terms({}, 22, 9)) == SATURDAY_MORNING.replace(hour=9)


def test_at_eight_sharp_the_next_morning_is_tomorrow():
    assert next_morning(SATURDAY_MORNING, Terms()) == SATURDAY_MORNING.replace(day=29)
    assert next_morning(MONDAY_MORNING, Terms(), weekly=True) == MONDAY_MORNING.replace(month=12, day=7)
