"""Letters about materials: what has happened, and why one is told."""

from collections.abc import Sequence
from uuid import UUID

from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal import letters
from . import addressees
from .events import MaterialApproved, MaterialGivenBack, MaterialWithdrawn

YOUR_TEXT = N_("You get this letter because you wrote this version.")
YOUR_LINK = N_("You get this letter as liaison of an organisation that hands this material out.")
PAGE = "/materials/{}/{}"


def tell_given_back(work: Work, event: MaterialGivenBack) -> None:
    to = addressees.writers_of(work, event.material_id, event.number)
    _write(work, event.material_id, event.number, N_("The center has given a material back"), (to, YOUR_TEXT))


def tell_approved(work: Work, event: MaterialApproved) -> None:
    """Its writers; and where it replaces an older version, whoever hands that one out."""
    to = addressees.writers_of(work, event.material_id, event.number)
    _write(work, event.material_id, event.number, N_("A material is approved"), (to, YOUR_TEXT))
    if event.number > 1:
        holders = addressees.handing_out(work, event.material_id)
        headline = N_("There is a new version of a material")
        _write(work, event.material_id, event.number, headline, (holders, YOUR_LINK))


def tell_withdrawn(work: Work, event: MaterialWithdrawn) -> None:
    holders = addressees.handing_out(work, event.material_id)
    headline = N_("A version of a material is withdrawn: hand it out no more")
    _write(work, event.material_id, event.number, headline, (holders, YOUR_LINK))


def _write(work: Work, material_id: UUID, number: int, headline: str, to: tuple[Sequence[str], str]) -> None:
    addresses, why = to
    words = {"title": addressees.title_of(work, material_id, number), "number": number, "headline": headline}
    words |= {"why": why, "path": PAGE.format(material_id, number)}
    letters.write_all(work, "material", [(address, words) for address in addresses])
