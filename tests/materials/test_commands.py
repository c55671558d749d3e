"""What is done to materials: what it changes, what it refuses, what the journal keeps and who is written to."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from alliance.files.checking import check
from alliance.files.model import StoredFile
from alliance.foundation.kernel.errors import Conflict, Invalid, MoveNotOpen, NotAllowed
from alliance.materials import approving, attaching, drafting, linking, reading, waiting
from alliance.materials.model import Material, MaterialVersion
from alliance.organisations.queries import contact_addresses
from alliance.policy.can import Can
from alliance.policy.table import may
from alliance.questions import errands_of
from tests.files.sound import png
from tests.materials.doing import TEXT, State


def test_a_version_says_what_was_written_and_whose_it_is(ground):
    types = ground.type_ids()
    version = ground.read(ground.draft(types=types))
    assert (version.number, version.title, version.public) == (1, TEXT.title, True)
    assert (version.organisation_id, version.organisation) == (None, "")
    assert list(version.victim_groups) == ["student"]
    with ground.make.work() as work:
        assert reading.types(work, version.id) == frozenset(types)
    theirs = ground.read(ground.draft(ground.liaison))
    assert theirs.organisation_id == ground.bank.id


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "example.org"}, "link"),
        ({"link": "https://bank.example@evil.example/"}, "link"),
        ({"link": "https://[bad/"}, "link"),
    ],
)
def test_a_link_that_leads_nowhere_honest_is_refused(ground, other, field):
    with ground.make.work(ground.officer.actor) as work, pytest.raises(Invalid) as refused:
        drafting.begin(work, replace(TEXT, **other))
    assert refused.value.field == field


def test_a_later_version_says_what_has_changed(ground):
    version_id = ground.next_version(ground.standing(), approve=False)
    with ground.version(version_id) as (work, version), pytest.raises(Invalid) as refused:
        drafting.change(work, version, replace(TEXT, version=version.version))
    assert refused.value.field == "changes"


def test_a_draft_that_somebody_else_has_changed_is_not_written_over(ground):
    version_id = ground.draft()
    with ground.version(version_id) as (work, version):
        seen = version.version
        drafting.change(work, version, replace(TEXT, title="新标题", version=seen))
    with ground.version(version_id) as (work, version), pytest.raises(Conflict):
        drafting.change(work, version, replace(TEXT, version=seen))
    assert ground.stored(version_id).title == "新标题"


def test_a_draft_that_is_dropped_leaves_nothing(ground):
    version_id = ground.draft(file=True, types=ground.type_ids())
    with ground.version(version_id) as (work, version):
        drafting.drop(work, version)
    with ground.make.work() as work:
        for model in (Material, MaterialVersion, StoredFile):
            assert work.session.scalars(select(model)).all() == []
    assert ground.events()[-1] == "MaterialDropped"


def test_the_next_version_begins_as_the_one_before_and_only_one_is_open(ground):
    first = ground.standing(types=ground.type_ids())
    with ground.version(first) as (work, before):
        made = drafting.begin_next(work, before)
        assert (made.number, made.title, made.state) == (2, TEXT.title, State.DRAFT)
        assert reading.types(work, made.id) == frozenset(ground.type_ids())
    with ground.version(first) as (work, before), pytest.raises(Conflict):
        drafting.begin_next(work, before)
    with ground.version(made.id) as (work, draft):
        drafting.drop(work, draft)
    assert ground.stored(first).state is State.APPROVED


def test_what_was_never_approved_has_no_next_version(ground):
    with ground.version(ground.draft()) as (work, version):
        version.state_since = work.now
        with pytest.raises(Conflict):
            drafting.begin_next(work, version)


def test_nothing_is_proposed_that_holds_nothing(ground):
    version_id = ground.draft(link="")
    with ground.version(version_id) as (work, version):
        with pytest.raises(Invalid):
            approving.propose(work, version, version.version)
        attaching.attach(work, version, [check(png(), "折页.png")])
        approving.propose(work, version, version.version)
    assert ground.stored(version_id).submitted_at is not None


def test_only_what_was_looked_at_is_proposed_and_approved(ground):
    version_id = ground.draft()
    with ground.version(version_id) as (work, version), pytest.raises(Conflict):
        approving.propose(work, version, version.version - 1)
    ground.propose(version_id)
    with ground.version(version_id, ground.second) as (work, version), pytest.raises(Conflict):
        approving.approve(work, version, version.version + 1)


def test_neither_who_began_nor_who_changed_it_approves(ground):
    version_id = ground.draft()
    with ground.version(version_id, ground.second) as (work, version):
        drafting.change(work, version, replace(TEXT, version=version.version))
    ground.propose(version_id)
    third = ground.make.person()
    open_to = [may(one.actor, Can.APPROVE_MATERIAL, ground.read(version_id)) for one in (ground.officer, ground.second)]
    assert open_to == [False, False]
    assert may(third.actor, Can.APPROVE_MATERIAL, ground.read(version_id))


def test_whoever_changes_the_files_has_changed_the_version(ground):
    version_id = ground.draft()
    with ground.version(version_id, ground.second) as (work, version):
        attaching.attach(work, version, [check(png(), "折页.png")])
    assert ground.stored(version_id).written_by_id == ground.second.id


def test_the_way_of_a_version_is_in_the_journal_and_its_writers_and_holders_are_written_to(ground):
    version_id = ground.draft(ground.liaison)
    ground.propose(version_id, ground.liaison)
    with ground.version(version_id, ground.second) as (work, version):
        approving.give_back(work, version, "请补充来源")
    assert ground.stored(version_id).reason == "请补充来源"
    ground.propose(version_id, ground.liaison)
    assert ground.stored(version_id).reason == ""
    ground.approve(version_id)
    ground.link(version_id, ground.outsider)
    ground.withdraw(version_id)
    assert ground.events() == [
        "MaterialBegun",
        "MaterialProposed",
        "MaterialGivenBack",
        "MaterialProposed",
        "MaterialApproved",
        "MaterialLinkTaken",
        "MaterialWithdrawn",
    ]
    told = ground.letters()
    writer = [headline for address, headline in told if address == ground.liaison.email]
    assert writer == ["A material is approved", "The center has given a material back"]
    holders = [address for address, headline in told if headline.startswith("A version of a material is withdrawn")]
    with ground.make.work() as work:
        assert holders == list(contact_addresses(work, ground.carrier.id))


def test_whoever_hands_a_material_out_is_told_of_its_next_version(ground):
    first = ground.standing()
    ground.link(first)
    assert "There is a new version of a material" not in {headline for _to, headline in ground.letters()}
    ground.next_version(first)
    assert len([one for _to, one in ground.letters() if one == "There is a new version of a material"]) == 1


def test_an_organisation_has_one_link_to_all_versions_of_a_material(ground):
    first = ground.standing()
    code = ground.link(first)
    assert ground.link(first) == code
    assert ground.link(ground.next_version(first)) == code
    assert ground.link(first, ground.outsider) != code
    assert ground.events().count("MaterialLinkTaken") == 2


def test_no_link_is_taken_by_nobody_or_to_what_is_not_handed_out(ground):
    version_id = ground.standing()
    with ground.make.work(ground.officer.actor) as work, pytest.raises(NotAllowed):
        linking.take(work, ground.read(version_id))
    for state in (State.DRAFT, State.PROPOSED, State.WITHDRAWN):
        with pytest.raises(MoveNotOpen):
            ground.link(ground.standing(state, ground.liaison))


def test_what_waits_stands_on_the_desk_of_who_can_settle_it(ground):
    version_id = ground.draft(ground.liaison)
    ground.propose(version_id, ground.liaison)
    own = ground.draft()
    ground.propose(own)

    def errands(who):
        with ground.make.work(who.actor) as work:
            return [(one.endpoint, one.count) for one in errands_of(work, waiting.questions)]

    assert errands(ground.officer) == [("materials.materials", 1)], "not its own"
    assert errands(ground.second) == [("materials.materials", 2)]
    assert errands(ground.liaison) == errands(ground.outsider) == []
    with ground.version(version_id, ground.second) as (work, version):
        approving.give_back(work, version, "请补充来源")
    assert errands(ground.liaison) == [("materials.material", None)]
    assert errands(ground.outsider) == []
    assert errands(ground.officer) == []
