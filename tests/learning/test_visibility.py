"""Random versions, audiences, marks, comments: each sees what a plain model says, and letters agree with the door."""

from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance.audiences.terms import Term, Terms
from alliance.cases import reading
from alliance.cases.vocabulary import Tlp
from alliance.learning import commenting, comments, readers
from alliance.learning.commenting import CommentText
from alliance.learning.readers import Reader
from alliance.learning.vocabulary import ReadBy
from alliance.policy.can import Can
from alliance.policy.table import may

MEMBERS = ("teller", "liaison", "colleague", "outsider")
OFFICES = ("officer", "inspector", "district")
ALL = (*MEMBERS, *OFFICES)
SAYS = (*MEMBERS, "officer", "district")
OWN = {"teller": "bank", "liaison": "reader", "colleague": "reader", "outsider": "carrier"}
ORGANISATIONS = ("bank", "reader", "carrier")


@dataclass(frozen=True)
class Version:
    """To which organisations it goes by name, under which mark, and who says what of it to whom."""

    named: frozenset[str]
    tlp: Tlp
    said: tuple[tuple[str, ReadBy], ...]

    def read_by(self, who):
        if who in OWN:
            return OWN[who] in self.named or OWN[who] == "bank"
        return who != "district" or self.tlp in {Tlp.GREEN, Tlp.AMBER}


versions = st.builds(
    Version,
    st.frozensets(st.sampled_from(ORGANISATIONS), min_size=1),
    st.sampled_from([Tlp.GREEN, Tlp.AMBER, Tlp.RED]),
    st.lists(st.tuples(st.sampled_from(SAYS), st.sampled_from(ReadBy)), max_size=3).map(tuple),
)


def expected(history, who):
    """The marks (version, place) of the comments that this person sees under the newest version."""
    newest = history[-1]
    seen = set()
    for number, version in enumerate(history):
        for place, (writer, by) in enumerate(version.said):
            same = version.named == newest.named and version.tlp is newest.tlp
            own = who == writer or (who in OWN and OWN.get(writer) == OWN[who])
            oversees = who in {"officer", "inspector"} or OWN.get(who) == "bank"
            if version.read_by(writer) and (own or oversees or (by is ReadBy.READERS and same)):
                seen.add(f"{number}/{place}")
    return seen


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(history=st.lists(versions, min_size=1, max_size=3))
def test_everybody_sees_the_comments_that_the_model_says(make, people, case, share, read_by, history):
    case_id = case().id
    for number, version in enumerate(history):
        terms = Terms.of(Term(organisation=str(getattr(people, name).id)) for name in version.named)
        edition = share(case_id, tlp=version.tlp, terms=terms, story=f"第{number}版。")
        for place, (writer, by) in enumerate(version.said):
            if version.read_by(writer):
                said = CommentText(f"{number}/{place}", by, edition.id)
                read_by(getattr(people, writer), edition, commenting.comment, said)
    at_the_door = set()
    for who in ALL:
        person = getattr(people, who)
        with make.work(person.actor) as work:
            newest = reading.live(work, case_id, "members")
            if may(person.actor, Can.READ_COMMENTS, newest):
                at_the_door.add(who)
                assert {line.text for line in comments.comments(work, newest).lines} == expected(history, who)
    assert at_the_door == {who for who in ALL if history[-1].read_by(who)}
    with make.work() as work:
        everybody = [Reader(who, getattr(people, who).actor) for who in ALL]
        told = readers.those_who_may(work, reading.edition(work, case_id, edition.id), everybody)
    assert {one.email for one in told} == at_the_door
