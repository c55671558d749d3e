"""Who may read which version: for every kind of actor × state × whose × public, the SQL, the rule and a model in plain
Python say the same; and lists, pages and files keep to it."""

from dataclasses import replace
from itertools import product

import pytest
from sqlalchemy import select

from alliance.foundation.kernel.actor import NOBODY, Role
from alliance.materials import approving, drafting, reading, shelf
from alliance.materials.model import Material, MaterialVersion
from alliance.materials.visibility import readable
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation
from alliance.policy.can import Can
from alliance.policy.table import may
from tests.materials.doing import State


@pytest.fixture
def scene(ground):
    """Every state × public or not × whose it is; and one that was proposed, then given back."""
    writers = {"center": ground.officer, "bank": ground.liaison}
    told = {}
    for state, public, (whose, writer) in product(State, (True, False), writers.items()):
        told[ground.standing(state, writer, public=public, file=True)] = (
            state,
            public,
            whose,
            state is not State.DRAFT,
        )
    back = ground.standing(State.PROPOSED, ground.liaison, file=True)
    with ground.version(back, ground.second) as (work, version):
        approving.give_back(work, version, "请补充来源")
    told[back] = (State.DRAFT, True, "bank", True)
    return told


def readers(ground):
    make = ground.make
    people = {str(role): make.person(role) for role in (Role.CENTER_ADMIN, Role.CENTER_OFFICER, Role.INSPECTOR)}
    people |= {"volunteer": make.person(Role.VOLUNTEER), "without a role": make.person(None)}
    people["district officer"] = make.person(Role.DISTRICT_OFFICER, district="140106")
    people |= {"bank": ground.liaison, "staff": make.person(Role.STAFF, organisation=ground.bank)}
    people["carrier"] = ground.outsider
    found = {label: (one, one.actor) for label, one in people.items()} | {"nobody": (None, NOBODY)}
    suspended = make.organisation("乙银行太原分行（测试）")
    liaison = make.person(Role.LIAISON, organisation=suspended)
    with make.work() as work:
        organisations.suspend(work, work.session.get_one(Organisation, suspended.id), "测试")
    found["suspended bank"] = (liaison, replace(liaison.actor, organisation_stands=False))
    return found


def allowed(told, label, actor):
    """What the reader may read, told from the rules of the feature."""
    center = actor.role in {Role.CENTER_ADMIN, Role.CENTER_OFFICER}
    inside = center or label in {"inspector", "district officer", "bank", "staff", "carrier"}
    return {
        version_id
        for version_id, (state, public, whose, sent) in told.items()
        if (state in {State.APPROVED, State.WITHDRAWN} and (public or inside))
        or (center and (whose == "center" or sent))
        or (label in {"bank", "staff"} and whose == "bank")
    }


def test_sql_and_rule_and_lists_say_the_same_to_everybody(ground, scene):
    addresses = {one: ground.address(one) for one in scene}
    for label, (_person, actor) in readers(ground).items():
        wanted = allowed(scene, label, actor)
        with ground.make.work(actor) as work:
            asked = select(MaterialVersion.id).join(Material, Material.id == MaterialVersion.material_id)
            by_sql = set(work.session.scalars(asked.where(readable(work))))
            by_rule = {one for one in scene if may(actor, Can.READ_MATERIAL, reading.reading(work, **addresses[one]))}
            listed = {line.version_id for line in shelf.shelf(work, shelf.ShelfFilter()).lines}
            writing = {line.version_id for line in shelf.unfinished(work)}
        assert by_sql == wanted, label
        assert by_rule == wanted, label
        assert listed == {one for one in wanted if scene[one][0] is State.APPROVED}, label
        assert writing == {one for one in wanted if scene[one][0] in {State.DRAFT, State.PROPOSED}}, label


def test_every_door_of_a_version_opens_to_the_same(ground, scene, browser):
    for label, (person, actor) in readers(ground).items():
        visitor, wanted = browser(person), allowed(scene, label, actor)
        center = actor.role in {Role.CENTER_ADMIN, Role.CENTER_OFFICER, Role.INSPECTOR}
        for version_id, (state, _public, whose, _sent) in scene.items():
            address = ground.address(version_id)
            visitor.get("materials.material", status=200 if version_id in wanted else 404, **address)
            with ground.make.work() as work:
                file_id = work.session.scalars(reading.files_of(version_id)).one()
            own = label in {"bank", "staff"} and whose == "bank"
            handed_out = version_id in wanted and (state is not State.WITHDRAWN or center or own)
            visitor.get("materials.file", file_id=file_id, status=200 if handed_out else 404, **address)


def test_a_reader_finds_the_newest_version_that_is_open_to_them(ground):
    first = ground.standing()
    second, address = ground.next_version(first, public=False), ground.address(first)
    for actor, wanted in ((NOBODY, first), (ground.outsider.actor, second)):
        with ground.make.work(actor) as work:
            assert [line.version_id for line in shelf.shelf(work, shelf.ShelfFilter()).lines] == [wanted]
            beside = reading.versions(work, address["material_id"])
        assert len(beside) == (1 if actor is NOBODY else 2)
    with ground.make.work(NOBODY) as work:
        assert reading.reading(work, **address).newest == 1


def test_the_withdrawn_version_leaves_the_shelf_to_the_one_before(ground):
    first = ground.standing()
    ground.withdraw(ground.next_version(first))
    with ground.make.work(NOBODY) as work:
        assert [line.version_id for line in shelf.shelf(work, shelf.ShelfFilter()).lines] == [first]


def test_a_draft_of_the_next_version_is_not_seen_by_the_center_before_it_is_proposed(ground):
    first = ground.standing(State.APPROVED, ground.liaison)
    with ground.version(first, ground.liaison) as (work, before):
        made = drafting.begin_next(work, before)
    material_id = ground.stored(first).material_id
    with ground.make.work(ground.officer.actor) as work:
        beside = reading.versions(work, material_id)
        assert [line.number for line in beside] == [1]
    assert not may(ground.officer.actor, Can.READ_MATERIAL, ground.read(made.id))
