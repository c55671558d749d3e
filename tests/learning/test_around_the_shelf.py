"""Beside the shelf, in random scenes: files, comments, letters and counts agree with the model of who may read."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, update

from alliance.cases import attaching, reading
from alliance.cases.model import CaseFile, Edition
from alliance.cases.vocabulary import EditionKind, EditionState
from alliance.files.checking import check
from alliance.files.commands import keep
from alliance.foundation.kernel.actor import Role
from alliance.fraudtypes.model import FraudTypeCovers
from alliance.learning import cases as given_cases
from alliance.learning import commenting, comments, following, readers
from alliance.learning.commenting import CommentText
from alliance.learning.model import LastLook
from alliance.learning.vocabulary import ReadBy
from alliance.policy.can import Can
from alliance.policy.table import may
from alliance.questions import errands_of
from tests.cases.telling import desk_of
from tests.cases.test_visibility import Builder, allowed, for_reader, steady
from tests.files.sound import png
from tests.screenless import Browser

OVERSEERS = {Role.CENTER_ADMIN, Role.CENTER_OFFICER, Role.INSPECTOR}
FOLLOWING = {Role.DISTRICT_OFFICER, Role.LIAISON, Role.STAFF}


def live(scene):
    return [one for one in scene.told if one.state is EditionState.RELEASED]


def give_files(desk, scene, draw):
    """Edition → its file, of those that get one; another file of the same case is given to nobody."""
    given_to = {}
    with desk.make.work(desk.officer.actor) as work:
        for one in live(scene):
            kept = [keep(work, check(png(), f"{name}.png")).id for name in ("given", "kept back")]
            work.session.execute(insert(CaseFile), [{"case_id": one.case_id, "file_id": file_id} for file_id in kept])
            chosen = kept[: draw(st.integers(0, 1))]
            attaching.give(work, work.session.get_one(Edition, one.id), chosen)
            given_to[one.id] = (kept, chosen)
    return given_to


def say(desk, scene, draw):
    """What the center says of each live edition: its text → to whom."""
    said = {}
    with desk.make.work(desk.officer.actor) as work:
        for one in live(scene):
            for number in range(draw(st.integers(0, 2))):
                text, by = f"{one.id} {number}", draw(st.sampled_from(ReadBy))
                edition = reading.live(work, one.case_id, one.kind)
                commenting.comment(work, edition, CommentText(text, by, edition.id))
                said[text] = (one, by)
    return said


def follow_everything(make, scene):
    """As if they had followed from the beginning, whoever may."""
    for reader in scene.readers:
        if reader.actor.role in FOLLOWING:
            with make.work(reader.actor) as work:
                concepts = frozenset(work.session.scalars(select(FraudTypeCovers.concept_code)))
                following.follow(work, following.Follows(concepts))
                work.session.execute(update(LastLook).values(release_number=0))


def read_under(work, one):
    """The texts of the comments that stand under an edition, for whoever may read them there."""
    edition = reading.live(work, one.case_id, one.kind)
    if not may(work.actor, Can.READ_COMMENTS, edition):
        return set()
    return {line.text for line in comments.comments(work, edition).lines}


def meant(reader, one, by):
    its_source = reader.member is not None and reader.member.id == one.source_id
    return reader.person is not None and (by is ReadBy.READERS or its_source or reader.actor.role in OVERSEERS)


@settings(steady, max_examples=50)
@given(data=st.data())
def test_files_go_to_the_readers_of_their_edition_alone(portal, make, freshener, data):
    freshener.refresh()
    desk = desk_of(make)
    scene = Builder(desk, data.draw).scene()
    given_to = give_files(desk, scene, data.draw)
    every_file = [file_id for kept, _chosen in given_to.values() for file_id in kept]
    for reader in data.draw(st.lists(st.sampled_from(scene.readers), min_size=5, max_size=5, unique_by=id)):
        visitor = Browser(portal, reader.person)
        for one in live(scene):
            _kept, chosen = given_to[one.id]
            for file_id in every_file:
                status = 200 if file_id in chosen and for_reader(reader, one) else 404
                address = {"case_id": one.case_id, "kind": one.kind, "file_id": file_id}
                visitor.get("cases.edition_file", status=status, **address)


@settings(steady, max_examples=80)
@given(data=st.data())
def test_comments_letters_and_counts_agree_with_the_model(make, freshener, data):
    freshener.refresh()
    desk = desk_of(make)
    scene = Builder(desk, data.draw).scene()
    said = say(desk, scene, data.draw)
    follow_everything(make, scene)
    for reader in scene.readers:
        wanted = allowed(scene, reader)
        with make.work(reader.actor) as work:
            for one in live(scene):
                heard = {text for text, (its, by) in said.items() if its is one and meant(reader, one, by)}
                assert read_under(work, one) == (heard if for_reader(reader, one) else set()), reader.label
            if reader.actor.role in FOLLOWING:
                new = {(line.case_id, line.kind) for line in following.new_cases(work).lines}
                assert new == wanted, reader.label
                counted = errands_of(work, following.questions, following.audiences_reached(work))
                assert [errand.count for errand in counted] == [len(wanted)] * bool(wanted), reader.label
    with make.work(desk.second.actor) as work:
        for one in live(scene):
            told = readers.followers(work, reading.edition(work, one.case_id, one.id))
            reached = [reader for reader in scene.readers if reader.actor.role in FOLLOWING and for_reader(reader, one)]
            assert told == sorted(reader.person.email for reader in reached)
        assert given_cases.public_cases(work) == public_by_alliance(scene)


def public_by_alliance(scene):
    """Public editions under the name of a member that stands, for each alliance in which it sits."""
    member = {one.id: one for one in scene.members}
    named = [
        member[one.source_id] for one in live(scene) if one.kind is EditionKind.PUBLIC and one.named and one.source_id
    ]
    return Counter(alliance for its in named if its.stands for alliance, _matrices in its.seats)
