"""Whatever somebody without an account can send is counted."""

from dataclasses import replace

from alliance import create_app
from alliance.foundation.web.guard import limiter
from alliance.policy.table import public
from tests.screenless import Browser


def test_every_form_that_is_open_to_all_has_a_limit(portal):
    counted = limiter.limit_manager._decorated_limits
    open_to_all = {
        view
        for rule in portal.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and public((view := portal.view_functions[rule.endpoint]).permission)
    }
    assert open_to_all
    assert not [
        view.__name__ for view in open_to_all if f"{view.__module__}.{view.__name__}.{view.__name__}" not in counted
    ]


def test_each_portal_of_a_process_counts_or_does_not(portal):
    """Tests try often; the counter is one for all portals of a process, whichever was made last."""
    counting = create_app(replace(portal.config["SETTINGS"], testing=False))
    wrong = {"email": "nobody@example.org", "password": "a guess, long enough"}
    try:
        for visited, answered in ((portal, 422), (counting, 429)):
            visitor = Browser(visited)
            for _ in range(30):
                visitor.post("people.enter", wrong, status=422)
            visitor.post("people.enter", wrong, status=answered)
    finally:
        counting.database.dispose()
