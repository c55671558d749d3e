"""What is written down agrees with the code: settings, diagrams, links, commands."""

import ast
import importlib
import re

import pytest
from click import Context

from alliance.foundation.kernel.workflow import Workflow
from tests.architecture.source import PACKAGE, ROOT, module_of, tree

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "deploy" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


SETTINGS = (PACKAGE / "config.py", PACKAGE / "config_values.py")


def settings_read():
    """{variable: its default as a literal, or None} of every look into the environment."""
    found = {}
    for node in (one for path in SETTINGS for one in ast.walk(tree(path))):
        looks = isinstance(node, ast.Call) and ast.unparse(node.func) == "environment.get"
        if looks:
            name, *default = [argument.value for argument in node.args]
            found[name] = default[0] if default else None
    return found


def settings_told():
    rows = re.findall(r"^\| `(ALLIANCE_\w+)` \| (.+?) \| .+ \|$", README, re.MULTILINE)
    return [(name, default.strip("`") if default != "–" else None) for name, default in rows]


def test_the_readme_tells_every_setting_with_its_default():
    told = settings_told()
    assert len(dict(told)) == len(told), "a setting is told twice"
    assert dict(told) == {name: default or None for name, default in settings_read().items()}


def test_nothing_but_the_settings_looks_into_the_environment():
    code = {module_of(path): path.read_text() for path in PACKAGE.rglob("*.py") if path not in SETTINGS}
    assert [module for module, text in code.items() if re.search(r"os\.environ|getenv", text)] == []


def workflows():
    """{name: workflow} of every feature, by the name of its table."""
    modules = [importlib.import_module(module_of(path)) for path in sorted(PACKAGE.glob("*/workflow.py"))]
    return {name: value for module in modules for name, value in vars(module).items() if isinstance(value, Workflow)}


@pytest.mark.parametrize("name", sorted(workflows()))
def test_a_workflow_is_drawn_as_it_is(name):
    drawn = dict(re.findall(r"`(\w+_WORKFLOW)`.*?```mermaid\n(.*?)\n```", drawings(), re.DOTALL))
    assert drawn.get(name) == workflows()[name].mermaid()


def test_no_diagram_is_left_of_a_workflow_that_is_gone():
    assert sorted(re.findall(r"`(\w+_WORKFLOW)`", drawings())) == sorted(workflows())
    assert drawings().count("```mermaid") == len(workflows())


def drawings():
    return (ROOT / "docs" / "workflows.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_and_pictures_lead_somewhere(page):
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_the_readme_names_commands_that_there_are(portal):
    named = set(re.findall(r"`flask ([a-z-]+)", README))
    assert named <= set(portal.cli.list_commands(Context(portal.cli)))
