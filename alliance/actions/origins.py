"""The page of what an action comes from, by its kind: another origin is a line here and in the vocabulary."""

from collections.abc import Mapping

from .vocabulary import OriginKind

ENDPOINTS: Mapping[OriginKind, tuple[str, str]] = {
    OriginKind.ASK: ("initiatives.ask", "ask_id"),
    OriginKind.STAGE: ("operations.stage", "stage_id"),
}
"""kind → the endpoint of its page, and the name of the id in its address."""
