"""The initiatives of the tests' world: a draft, one for its members, one for everybody, one for somebody else; and how
two of its members have answered. Every text bears a mark that belongs to whoever may read that very text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from alliance.audiences.terms import Term, Terms
from alliance.files.checking import check
from alliance.foundation.store.work import Work
from alliance.initiatives import answering, attaching, drafting, fulfilling, issuing, reading
from alliance.initiatives.drafting import AskText, InitiativeText
from alliance.initiatives.model import Initiative
from alliance.organisations.commands import ContactText
from alliance.organisations.model import Post
from alliance.policy.can import Can
from tests.factories import Make
from tests.files.sound import png

if TYPE_CHECKING:
    from .world import World

EVERYBODY = Terms.of([Term()])


def initiatives(world: "World", make: Make) -> None:
    calling = Calling(world, make)
    nameless = {Post.FIRST_LEADER: ContactText("负责人"), Post.LIAISON: ContactText("联络员")}
    somebody_else = Terms.each([make.organisation("没有账号的机构", contacts=nameless).id])
    calling.call("draft", EVERYBODY, issue=False)
    calling.call("for members", EVERYBODY)
    calling.call("for all", EVERYBODY, public=True)
    calling.call("for others", somebody_else, addressed=False)
    calling.pledge("for members", "staff", named=False)
    calling.pledge("for all", "liaison of another organisation", named=True)
    calling.decline("for members", "liaison of another organisation")


@dataclass
class Calling:
    """Issues the world's initiatives and answers them. `addressed`: whether its standing members are."""

    world: "World"
    make: Make

    def call(
        self, label: str, terms: Terms, *, issue: bool = True, public: bool = False, addressed: bool = True
    ) -> None:
        issued_at = datetime.now(UTC) if issue else None
        thing = SimpleNamespace(issued_at=issued_at, public=public, addressed=addressed)
        reads, name = (Can.READ_INITIATIVE, thing), label.replace(" ", "-")
        title, text, words, office, file_name = (
            self.world.mark(f"{part}-{name}", reads) for part in ("title", "text", "ask", "office", "file")
        )
        with self.make.work(self.world.people["officer"].actor) as work:
            asks = (AskText(words), AskText("参加培训", indicator="参训", target=10, unit="人次"))
            told = InitiativeText(title, office, datetime.now(UTC).date(), text, terms, asks, public)
            initiative = drafting.draft(work, told)
            attaching.attach(work, initiative, [check(png(), f"{file_name}.png")])
            if issue:
                issuing.issue(work, initiative)
            thing.id, thing.file_id = initiative.id, work.session.scalars(attaching.of_initiative(initiative.id)).one()
            thing.ask_id = reading.asks(work, initiative.id)[0].id
        self.world.things[f"initiative {label}"] = thing

    def pledge(self, label: str, who: str, *, named: bool) -> None:
        thing, member = self.world.things[f"initiative {label}"], self.world.people[who]
        seen = [(Can.READ_INITIATIVE, thing)] if named else self._between(thing, member)
        words, signer, office = (self.world.mark(f"{part}-{label}", *seen) for part in ("words", "signer", "post"))
        account = self.world.mark(f"account-{label}", *self._between(thing, member))
        taken = {thing.ask_id: answering.ClauseText(None, words)}
        with self.make.work(member.actor) as work:
            initiative = self._read(work, thing)
            text = answering.PledgeText(taken, signer, office, name_shown=named, signer_shown=named)
            answering.pledge(work, initiative, text)
            response = answering.own_response(work, initiative)
            assert response is not None
            fulfilling.tell(work, response, thing.ask_id, fulfilling.DoneText(account))
        clause = SimpleNamespace(issued_at=thing.issued_at, told_by_id=member.id, initiative=thing)
        clause.organisation_id = member.actor.organisation_id
        self.world.things[f"clause {label}"] = clause

    def decline(self, label: str, who: str) -> None:
        thing, member = self.world.things[f"initiative {label}"], self.world.people[who]
        reason = self.world.mark(f"declined-{label}", *self._between(thing, member))
        with self.make.work(member.actor) as work:
            answering.decline(work, self._read(work, thing), reason)

    def _between(self, thing: Any, member: Any) -> Sequence[tuple[Can, Any]]:
        """What only the center and the organisation itself see."""
        own = SimpleNamespace(organisation_id=member.actor.organisation_id)
        return [(Can.READ_RESPONSES, thing), (Can.READ_STAFF, own)]

    def _read(self, work: Work, thing: Any) -> reading.InitiativeReading:
        found = reading.reading(work, work.session.get_one(Initiative, thing.id).id)
        assert found is not None
        return found
