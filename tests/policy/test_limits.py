"""Whatever somebody without an account can send is counted."""

from alliance.foundation.web.guard import limiter
from alliance.policy.table import public


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
