"""The journal's page calls everything by a name that its reader knows."""

import inspect

from alliance.happenings import EVENTS
from alliance.subjects import SUBJECTS


def test_every_event_is_about_something_that_has_a_name():
    events = [event for module in EVENTS for _, event in inspect.getmembers(module, inspect.isclass)]
    assert {event.about for event in events if hasattr(event, "about")} == SUBJECTS.keys()
