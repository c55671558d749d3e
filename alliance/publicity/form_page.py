"""The page on which one thing about an event is done: a form, and around it what it is for."""

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.web.answers import page
from .queries import EventReading


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a form is for. `endpoint`: of publicity, which takes it for the event alone."""

    endpoint: str
    title: str
    lead: str
    submit: str


def form_page(event: EventReading, form: Any, purpose: Purpose, status: int = 200) -> Response:
    return page(
        "publicity/form.html",
        status,
        event=event,
        form=form,
        title=_(purpose.title),
        lead=_(purpose.lead),
        action=url_for(f"publicity.{purpose.endpoint}", event_id=event.id),
        submit=_(purpose.submit),
    )
