"""The address by which an offered place is answered: signed, so that nobody guesses one, and for this offer alone."""

from datetime import UTC, datetime
from uuid import UUID

from itsdangerous import BadSignature, URLSafeSerializer

from ..foundation.kernel.errors import NotThere
from .limits import Limits

PATH = "/shifts/offers/{}"


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(Limits.key, salt="offer")


def offer_path(sign_up_id: UUID, until: datetime) -> str:
    return PATH.format(_serializer().dumps([sign_up_id.hex, int(until.timestamp())]))


def offer_of(token: str) -> tuple[UUID, datetime]:
    """Which sign-up, and which of its offers; NotThere where nobody has signed that."""
    try:
        sign_up, until = _serializer().loads(token)
        return UUID(sign_up), datetime.fromtimestamp(until, UTC)
    except (BadSignature, TypeError, ValueError) as unsigned:
        raise NotThere() from unsigned
