"""The portal's own Flask: one request, one transaction, one moment, one actor; and forms that make a thing once."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from flask import Flask, Response, before_render_template, g, has_request_context, request, template_rendered
from flask import session as cookie
from sqlalchemy import Engine, event, insert
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session
from werkzeug.security import safe_join

from ..kernel import clock
from ..kernel.actor import NOBODY, Actor
from ..kernel.errors import Conflict, NotThere, Refusal
from ..kernel.ids import hash_secret
from ..kernel.words import N_, unfit_character
from ..store.engine import for_reading
from ..store.once import KEY_LENGTH, OnceKey
from ..store.work import Work
from . import static_files

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
View = TypeVar("View", bound=Callable[..., Any])


class SqlWhileRendering(RuntimeError):
    """A template has reached for the database; what it shows must be asked for before."""


@dataclass(frozen=True, slots=True)
class Hat:
    """One of the appointments that the signed-in person may act under."""

    id: str
    label: str
    current: bool


@dataclass(frozen=True, slots=True)
class Visit:
    """Who makes this request, and which hats that person owns."""

    actor: Actor = NOBODY
    hats: Sequence[Hat] = ()

    @property
    def hat(self) -> str:
        """The id of the hat that is worn; empty where none is."""
        return str(self.actor.appointment_id or "")


class OtherHat(Conflict):
    words = N_(
        "You act under another of your roles than when you opened the page. Change back to that role, or open it again."
    )


def counts(count: Callable[..., None]) -> Callable[[View], View]:
    """Have a page counted that was shown: after a GET is answered with 200, `count(work, **address)` runs in a short
    transaction of its own. Beside the marks of the inbox a GET writes nothing else; the page reads only, HEAD counts
    nothing, and a page that was refused was not looked at; nor is one refused because it could not be counted."""

    def declare(view: View) -> View:
        view.counts = count  # type: ignore[attr-defined]
        return view

    return declare


class Portal(Flask):
    database: Engine
    visit_of: Callable[[Session], Visit]

    def open(self, database: Engine, visit_of: Callable[[Session], Visit]) -> None:
        self.database, self.visit_of = database, visit_of
        event.listen(database, "before_cursor_execute", refuse_sql_while_rendering)
        before_render_template.connect(_seal, self)
        template_rendered.connect(_unseal, self)

    def dispatch_request(self) -> Any:
        """Commit if the view returned; whatever it raises instead leaves no trace in the database."""
        if request.endpoint == "static":
            return super().dispatch_request()
        writes = request.method not in SAFE_METHODS
        database = self.database if writes else for_reading(self.database)
        with Session(database, expire_on_commit=False) as session:
            visit = self.visit_of(session)
            g.visit = visit
            g.work = Work(visit.actor, clock.now(), session)
            if unfit_character(request.path):
                raise NotThere()
            if writes:
                _check_hat(visit)
                answer = self._made_once(session, super().dispatch_request)
                session.commit()
                return answer
            answer = self.make_response(super().dispatch_request())
        self._count(answer)
        return answer

    def _count(self, answer: Response) -> None:
        count = getattr(self.view_functions[str(request.endpoint)], "counts", None)
        if count and request.method == "GET" and answer.status_code == 200:
            with suppress(OperationalError), Session(self.database) as session:
                count(replace(g.work, session=session), **(request.view_args or {}))
                session.commit()

    def send_static_file(self, filename: str) -> Response:
        path = safe_join(str(self.static_folder), filename)
        answer = static_files.packed(Path(path)) if path else None
        return static_files.keep(answer or super().send_static_file(filename), filename)

    def _made_once(self, session: Session, act: Callable[[], Any]) -> Response:
        """Claim the request's idempotency key before the act; a repeat is answered as the first was."""
        key = request.headers.get("Idempotency-Key") or request.form.get("idempotency_key")
        if not key:
            return self.make_response(act())
        if not 16 <= len(key) <= KEY_LENGTH or not (key.isascii() and key.isprintable()):
            raise Refusal(N_("The form's key is damaged. Open the form again."))
        claim = {"key": key, "owner": _owner(), "endpoint": str(request.endpoint), "at": g.work.now}
        try:
            session.execute(insert(OnceKey).values(claim))
        except IntegrityError:
            session.rollback()
            return self._as_the_first(session, claim)
        answer = self.make_response(act())
        first = session.get_one(OnceKey, (claim["key"], claim["owner"]))
        if answer.location:
            first.location = answer.location
        else:
            session.delete(first)
        return answer

    def _as_the_first(self, session: Session, claim: dict[str, Any]) -> Response:
        first = session.get(OnceKey, (claim["key"], claim["owner"]))
        if first is None or first.endpoint != claim["endpoint"] or not first.location:
            raise Conflict()
        return self.redirect(first.location, 303)  # type: ignore[return-value]


def _check_hat(visit: Visit) -> None:
    """Refuse a form that was opened under another hat: what it says would be said for somebody else."""
    if visit.hat and request.form.get("under", visit.hat) != visit.hat:
        raise OtherHat()


def _owner() -> str:
    """Whose key it is, and at which address: used by one person for one thing, it says nothing of any other."""
    mark = cookie.get("_user_id") or cookie.get("csrf_token") or ""
    return hash_secret(f"{mark} {request.path}")


def _seal(_portal: Flask, **_extra: Any) -> None:
    g.sealed = True


def _unseal(_portal: Flask, **_extra: Any) -> None:
    g.sealed = False


def refuse_sql_while_rendering(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
    if has_request_context() and g.get("sealed"):
        raise SqlWhileRendering(statement)
