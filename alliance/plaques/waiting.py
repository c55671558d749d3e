"""What waits at the center because of plaques."""

from collections.abc import Sequence

from sqlalchemy import select

from ..foundation.kernel.errand import Errand
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..policy.can import Can
from ..policy.table import may
from ..questions import Found, Question, columns, single
from .model import PlaqueState
from .queries import OUTDATED, count_in, outdated_count, without_count


def questions(work: Work) -> Sequence[Question]:
    """What the center has to do about plaques: issue those prepared, replace those that show an old name."""
    return _to_keep() if may(work.actor, Can.KEEP_PLAQUES) else []


def _to_keep() -> Sequence[Question]:
    return [
        single(select(*columns(count=count_in(PlaqueState.PREPARED))), _to_issue),
        single(select(*columns(count=outdated_count())), _to_replace),
        single(select(*columns(count=without_count())), _to_prepare),
    ]


def _to_issue(found: Found) -> Errand:
    words, why = N_("Issue the prepared plaques"), N_("They are prepared and not yet handed over.")
    return Errand(words, why, "plaques.issue_form", count=found.count)


def _to_replace(found: Found) -> Errand:
    words, why = N_("Replace plaques that show an old name"), N_("These organisations have been renamed.")
    return Errand(words, why, "plaques.plaques", {"state": OUTDATED}, count=found.count, tone="amber")


def _to_prepare(found: Found) -> Errand:
    words, why = N_("Prepare plaques for members without one"), N_("Each member is given a plaque.")
    return Errand(words, why, "plaques.plaques", count=found.count)
