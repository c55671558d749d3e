"""What `_` says in a template: the reader's language, safe on a page, plain in a letter."""

import pytest
from flask_babel import force_locale

ASKED = "{{ _('Organiser: %(name)s', name='<b> & Co') }}"


@pytest.fixture
def say(portal):
    """Renders words as a page (`.html`) or as a letter (`.txt`)."""

    def rendered(words, *, page):
        environment = portal.jinja_env.overlay(autoescape=page)
        return environment.from_string(words).render()

    with portal.test_request_context("/"):
        yield rendered


def test_values_are_escaped_on_a_page_and_left_alone_in_a_letter(say):
    assert say(ASKED, page=True).endswith("&lt;b&gt; &amp; Co")
    assert say(ASKED, page=False).endswith("<b> & Co")


def test_the_language_may_change_within_one_request(say):
    assert say("{{ _('Members') }}", page=True) == "成员单位"
    with force_locale("en"):
        assert say("{{ _('Members') }}", page=True) == "Members"
    assert say("{{ _('Members') }}", page=True) == "成员单位"


def test_a_value_may_bear_any_name(say):
    assert say("{{ _('%(place)s %(words)s', place='a', words='b') }}", page=True) == "a b"
