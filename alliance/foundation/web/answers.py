"""The two answers of a view: a page, or a way on."""

from typing import Any

from flask import Response, flash, make_response, redirect, render_template, url_for


def page(template: str, status: int = 200, **values: Any) -> Response:
    """A rendered page; what a person sent in vain comes back with status 422."""
    return make_response(render_template(template, **values), status)


def go(endpoint: str, *, said: str | None = None, **values: Any) -> Response:
    """The answer to an act: 303 to one of the portal's own endpoints, and `said` on the next page."""
    if said:
        flash(said, "success")
    return make_response(redirect(url_for(endpoint, **values), 303))


def attachment(content: bytes, media_type: str, name: str) -> Response:
    """A file to keep, under an ASCII `name`."""
    answer = make_response(content)
    answer.content_type = media_type
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
