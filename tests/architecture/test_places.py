"""One noun, five places; a fixed top level; every door guarded; every word translated."""

import subprocess
import sys

import pytest
from babel.messages.pofile import read_po

from alliance.features import BLUEPRINTS, LOCAL_BLUEPRINTS
from alliance.policy.can import Can
from alliance.policy.gate import UnguardedDoor, check_doors, doors
from alliance.policy.table import TABLE
from tests.architecture.source import PACKAGE, ROOT, TEMPLATES, features

TOP = {
    "app.py",
    "alliance",
    "templates",
    "static",
    "migrations",
    "tests",
    "requirements.txt",
    "README.md",
    "pyproject.toml",
    "requirements-dev.txt",
    "Makefile",
    "dev",
    "bench",
    "deploy",
    "docs",
    "tools",
    "babel.cfg",
    ".ci",
    ".gitignore",
    ".gitattributes",
}
CATALOGUE = PACKAGE / "translations/zh_Hans_CN/LC_MESSAGES/messages.po"


def test_the_top_level_holds_what_it_should_and_nothing_else():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {line.split("/")[0] for line in listed.splitlines()} <= TOP


@pytest.mark.parametrize("blueprint", [*BLUEPRINTS, *LOCAL_BLUEPRINTS], ids=lambda b: b.name)
def test_one_noun_has_five_places(blueprint):
    noun = blueprint.name
    assert blueprint.import_name == f"alliance.{noun}.views"
    assert blueprint.url_prefix == ("" if noun == "home" else f"/{noun}") or (
        noun == "home" and not blueprint.url_prefix
    )
    assert (TEMPLATES / noun).is_dir()
    assert (ROOT / "tests" / noun).is_dir()


@pytest.mark.parametrize("noun", features())
def test_a_noun_without_pages_has_its_tests_and_no_other_place(noun):
    """Its pages are those of the nouns that use it."""
    with_pages = noun in {blueprint.name for blueprint in (*BLUEPRINTS, *LOCAL_BLUEPRINTS)}
    assert (ROOT / "tests" / noun).is_dir()
    assert (PACKAGE / noun / "views.py").exists() == with_pages
    assert (TEMPLATES / noun).is_dir() == with_pages


def test_every_door_is_guarded(portal):
    check_doors(portal)
    assert all(permission for _, _, permission, _ in doors(portal))


def test_an_unguarded_door_keeps_the_portal_from_starting(portal):
    portal.view_functions["open"] = lambda: "open"
    portal.url_map._remap = True
    rule = portal.url_rule_class("/open-door", endpoint="open", methods={"GET"})
    try:
        portal.url_map.add(rule)
        with pytest.raises(UnguardedDoor, match="open"):
            check_doors(portal)
    finally:
        portal.url_map._rules.remove(rule)
        portal.url_map._rules_by_endpoint.pop("open")
        del portal.view_functions["open"]


def test_every_permission_has_an_answer_and_a_use(portal):
    assert set(TABLE) == set(Can)
    code = "\n".join(p.read_text() for p in PACKAGE.rglob("*.py") if p.parent.name != "policy")
    unused = [can.name for can in Can if f"Can.{can.name}" not in code]
    assert not unused


def test_every_word_is_translated(tmp_path):
    """Nothing missing, nothing stale, nothing fuzzy, and every place-holder kept."""
    pot = tmp_path / "messages.pot"
    words = ["-k", "N_", "-k", "lazy_gettext"]
    command = [
        sys.executable,
        "-m",
        "babel.messages.frontend",
        "-q",
        "extract",
        "-F",
        "babel.cfg",
        *words,
        "-o",
        pot,
        ".",
    ]
    subprocess.run(command, cwd=ROOT, check=True)
    with pot.open("rb") as found, CATALOGUE.open("rb") as kept:
        template, catalogue = read_po(found), read_po(kept, locale="zh_Hans_CN")
    wanted, have = {m.id for m in template if m.id}, {m.id for m in catalogue if m.id}
    assert not wanted - have, f"missing: {sorted(map(str, wanted - have))}"
    assert not have - wanted, f"stale: {sorted(map(str, have - wanted))}"
    for message in catalogue:
        if message.id:
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            assert all(texts), f"not translated: {message.id}"
            assert not message.fuzzy, f"fuzzy: {message.id}"
            assert not list(message.check(catalogue)), f"place-holders differ: {message.id}"
