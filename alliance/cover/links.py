"""The address by which a request to stand in is answered: signed, so that nobody guesses one."""

from uuid import UUID

from itsdangerous import BadSignature, URLSafeSerializer

from ..foundation.kernel.errors import NotThere
from ..shifts.limits import Limits

PATH = "/cover/answers/{}"


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(Limits.key, salt="stand-in")


def answer_path(stand_in_id: UUID) -> str:
    return PATH.format(_serializer().dumps(stand_in_id.hex))


def stand_in_of(token: str) -> UUID:
    """NotThere where nobody has signed that."""
    try:
        return UUID(_serializer().loads(token))
    except (BadSignature, AttributeError, TypeError, ValueError) as unsigned:
        raise NotThere() from unsigned
