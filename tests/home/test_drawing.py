"""A field of a form as it is drawn: what ties its parts together, and what is escaped."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, DateField, SelectField

from alliance.foundation.web.forms import Form, TextBlock, TextLine
from alliance.home.drawing import field, options

NASTY = "<b>\"'&"


class Asked(Form):
    name = TextLine("Name", longest=20, render_kw={"class": "w-short", "type": "tel"})
    story = TextBlock("Story", longest=50, required=False, render_kw={"rows": 3})
    day = DateField("Day")
    kind = SelectField("Kind")
    sure = BooleanField("Sure")


@pytest.fixture
def asked(portal):
    with portal.test_request_context("/"):
        form = Asked(MultiDict({"name": NASTY, "story": NASTY, "kind": "b"}))
        form.kind.choices = {"": [("", "None")], NASTY: [("a", NASTY), ("b", "Second")]}
        yield form


def test_a_line_bears_its_limits_its_own_type_and_its_value_escaped(asked):
    drawn = field(asked.name)
    assert 'class="form-control w-short"' in drawn
    assert 'type="tel"' in drawn
    assert 'type="text"' not in drawn
    assert 'maxlength="20"' in drawn
    assert " required" in drawn
    assert 'value="&lt;b&gt;&#34;&#39;&amp;"' in drawn


def test_a_block_and_a_day_are_drawn_as_what_they_are(asked):
    assert 'rows="3"' in field(asked.story)
    assert ">\r\n&lt;b&gt;" in field(asked.story)
    assert 'type="date"' in field(asked.day)


def test_hint_and_error_are_tied_to_the_input(asked):
    asked.name.errors = [NASTY]
    drawn = field(asked.name, hint=NASTY)
    assert 'aria-describedby="name-hint name-error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'id="name-hint"' in drawn
    assert 'id="name-error"' in drawn
    assert 'class="field field-invalid"' in drawn
    assert "<b>" not in drawn


def test_only_what_may_be_left_out_says_so(asked):
    assert 'class="optional"' in field(asked.story)
    assert 'class="optional"' not in field(asked.name)
    assert 'class="optional"' not in field(asked.sure)


def test_a_box_to_tick_stands_before_its_label(asked):
    drawn = field(asked.sure)
    assert drawn.index("<input") < drawn.index("<label")
    assert 'class="field field-check"' in drawn


def test_a_list_marks_what_is_chosen_and_groups_what_has_a_name(asked):
    drawn = options(asked.kind)
    assert '<option value="b" selected>Second</option>' in drawn
    assert drawn.count("selected") == drawn.count("<optgroup") == 1
    assert drawn.startswith('<option value="">None</option>')
    assert "<b>" not in drawn


def test_a_list_as_kept_holds_no_ones_choice(asked):
    options(asked.kind)
    asked.kind.data = "a"
    assert '<option value="a" selected>' in options(asked.kind)
    assert '<option value="b">' in options(asked.kind)
    asked.kind.data = None
    assert '<option value="" selected>' in options(asked.kind)
    asked.kind.data = "elsewhere"
    assert "selected" not in options(asked.kind)
