"""How a field of a form is drawn: label, hint, error and input, tied together for those who cannot see them.

Written here and not as a macro, for a form has dozens of fields, and a macro looks up each of its words anew; the
widgets of WTForms, which the rest goes through, take longer still. A list to choose from is drawn once and kept.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup, escape
from wtforms import Field, SelectField, TextAreaField
from wtforms.widgets import Select

LINES = frozenset({"text", "number", "date"})
LIMITS = ("maxlength", "min", "max")
LISTS_KEPT = 128
Listed = tuple[tuple[str, str], ...]


def field(form_field: Field, hint: str | None = None) -> Markup:
    """The whole field; a box to tick stands before its label, any other input after it."""
    kind = str(getattr(form_field.widget, "input_type", ""))
    ticked, errors, name = kind == "checkbox", form_field.errors, escape(form_field.id)
    asked = ticked or form_field.flags.required
    optional = "" if asked else f' <span class="optional">{escape(_("(optional)"))}</span>'
    about = [f'<label for="{name}">{escape(form_field.label.text)}{optional}</label>']
    if hint:
        about.append(f'<p class="hint" id="{name}-hint">{escape(hint)}</p>')
    if errors:
        said = f'<span class="visually-hidden">{escape(_("Error:"))}</span> {escape(errors[0])}'
        about.append(f'<p class="field-error" id="{name}-error">{said}</p>')
    drawn = _input(form_field, kind, " ".join([f"{name}-hint"] * bool(hint) + [f"{name}-error"] * bool(errors)))
    shape = "field" + " field-invalid" * bool(errors) + " field-check" * ticked
    parts = [drawn, *about] if ticked else [*about, drawn]
    return _markup("\n".join([f'<div class="{shape}">', *parts, "</div>\n"]))


def options(form_field: SelectField) -> Markup:
    """What a list offers, with what is chosen."""
    drawn = _drawn(_listed(form_field.choices or ()))
    value = escape("" if form_field.data is None else str(form_field.data))
    return _markup(drawn.replace(f'<option value="{value}">', f'<option value="{value}" selected>', 1))


def _markup(drawn: str) -> Markup:
    return Markup(drawn)  # noqa: S704 - made of our own words and of what was escaped


def _input(form_field: Field, kind: str, described: str) -> str:
    own = dict(form_field.render_kw or {})
    listed = isinstance(form_field.widget, Select) and not form_field.widget.multiple
    shape = "form-select" if listed else "form-check-input" if kind == "checkbox" else "form-control"
    said = {"class": " ".join(filter(None, (shape, own.pop("class", ""))))}
    said |= {"aria-describedby": described} if described else {}
    said |= {"aria-invalid": "true"} if form_field.errors else {}
    text = isinstance(form_field, TextAreaField)
    if not (listed or text or kind in LINES):
        return str(form_field(**said))
    attributes = _attributes(form_field, own | said)
    if listed:
        return f"<select{attributes}>{options(form_field)}</select>"
    value = escape(form_field._value())
    if text:
        return f"<textarea{attributes}>\r\n{value}</textarea>"
    typed = "" if "type" in own else f' type="{kind}"'
    return f'<input{typed}{attributes} value="{value}">'


def _attributes(form_field: Field, said: Mapping[str, Any]) -> str:
    flags = form_field.flags
    limits = {name: getattr(flags, name) for name in LIMITS if getattr(flags, name) is not None}
    every = {"class": said["class"], "id": form_field.id, "name": form_field.name} | limits | dict(said)
    return "".join(f' {name}="{escape(v)}"' for name, v in every.items()) + (" required" if flags.required else "")


def _listed(choices: Any) -> tuple[tuple[str, Listed], ...]:
    """Choices as they may be kept: by the group under which they stand; what stands under none comes under \"\"."""
    if isinstance(choices, Mapping):
        return tuple((str(group), tuple(map(_pair, ones))) for group, ones in choices.items())
    return (("", tuple(map(_pair, choices))),)


def _pair(choice: Any) -> tuple[str, str]:
    if isinstance(choice, str):
        return choice, choice
    value, label, *_more = choice
    return str(value), str(label)


@lru_cache(maxsize=LISTS_KEPT)
def _drawn(listed: tuple[tuple[str, Listed], ...]) -> str:
    return "".join(
        f'<optgroup label="{escape(group)}">{_lines(choices)}</optgroup>' if group else _lines(choices)
        for group, choices in listed
    )


def _lines(choices: Iterable[tuple[str, str]]) -> str:
    return "".join(f'<option value="{escape(value)}">{escape(label)}</option>' for value, label in choices)
