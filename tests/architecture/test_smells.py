"""What a program can smell: SQL in the wrong place, a commit in the domain, a hidden clock, a thinking template."""

import ast
import re

import pytest

from tests.architecture.source import TEMPLATES, functions, imports, kind_of, module_of, python_files, tree

MAY_COMMIT = {
    *("alliance.foundation.web.portal", "alliance.journal.delivery", "alliance.jobs.running", "alliance.console"),
    "alliance.inbox.reading",  # it marks after a page was shown, which reads only
}
MAY_KNOW_TIME = {
    *("alliance.foundation", "alliance.console", "alliance.people.visits", "alliance.mailbox"),
    "alliance.replica",  # it says which database a request reads, before there is a Work
}
NO_SQL = {"views.py", "forms.py", "notices.py", "workflow.py", "rules.py", "events.py"}
VALUES = {"audience_of"}  # it finds or keeps a value that equals the one given: nothing has happened by that
VERBS_OF_NOBODY = re.compile(r"^(create|update|delete|process|handle)_")


def within(path, allowed):
    return any(module_of(path) == name or module_of(path).startswith(f"{name}.") for name in allowed)


@pytest.mark.parametrize("path", python_files(), ids=module_of)
def test_only_the_request_and_the_delivery_commit(path):
    commits = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute) and node.attr == "commit"]
    assert not commits or within(path, MAY_COMMIT)


@pytest.mark.parametrize("path", python_files(), ids=module_of)
def test_there_is_one_clock(path):
    hits = re.findall(r"utcnow|datetime\.now\(|date\.today|clock\.now", path.read_text())
    assert not hits or within(path, MAY_KNOW_TIME)


@pytest.mark.parametrize("path", python_files(), ids=module_of)
def test_only_a_workflow_writes_a_state(path):
    """A row is made in its first state; after that only the kernel's `apply` moves it."""
    if module_of(path) == "alliance.foundation.kernel.workflow":
        return
    written = [
        target
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute) and target.attr == "state"
    ]
    assert not written


@pytest.mark.parametrize("path", [p for p in python_files() if kind_of(p) in NO_SQL], ids=module_of)
def test_sql_stays_in_queries_and_commands(path):
    assert "sqlalchemy" not in {module.split(".")[0] for module in imports(path)}
    assert not re.search(r"session\.(execute|scalars?|get|add)\b", path.read_text())


@pytest.mark.parametrize("path", [p for p in python_files() if p.name == "commands.py"], ids=module_of)
def test_a_command_that_changes_something_records_it(path):
    for function in functions(path):
        first = function.args.args[0].arg if function.args.args else ""
        says = ast.unparse(function)
        if first != "work" or function.name.startswith(("_", "check_")) or "session." not in says:
            continue
        calls = {
            node.func.id
            for node in ast.walk(function)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        if function.name in VALUES:
            continue
        changes = re.search(r"session\.(add|delete)\(|update\(|delete\(", says)
        assert not changes or calls & {"record"} or any(name.startswith("_") for name in calls), function.name


@pytest.mark.parametrize("path", [p for p in python_files() if p.name == "commands.py"], ids=module_of)
def test_commands_are_the_users_verbs(path):
    assert not [f.name for f in functions(path) if VERBS_OF_NOBODY.match(f.name)]


@pytest.mark.parametrize("path", [p for p in python_files() if "foundation" not in p.parts], ids=module_of)
def test_nobody_asks_for_a_role_outside_the_policy(path):
    if kind_of(path) in {"views.py", "forms.py"}:
        assert not re.search(r"\.role\s*(is|==|in|!=)(?!\s*SeatRole)|current_user", path.read_text())


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda p: str(p.relative_to(TEMPLATES)))
def test_a_template_only_shows(path):
    text = path.read_text()
    assert not re.search(r"\|\s*safe\b", text)
    if "mail" not in path.parts:  # mail programs load no style sheet
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?! src)", text)
    assert not re.search(r"\.role\b|current_user", text)


@pytest.mark.parametrize("path", sorted((TEMPLATES / "components").glob("*.html")), ids=lambda p: p.stem)
def test_a_component_is_one_macro_of_the_same_name(path):
    macros = re.findall(r"{%-?\s*macro\s+(\w+)", path.read_text())
    assert macros[0] == path.stem
    assert path.read_text().lstrip().startswith("{#")


def test_swallowed_trouble_is_named():
    for path in python_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ExceptHandler):
                silent = all(isinstance(statement, ast.Pass) for statement in node.body)
                assert node.type is not None, f"{module_of(path)}: a bare except"
                assert not silent, f"{module_of(path)}: an exception vanishes"


def test_no_relationship_loads_by_itself():
    from sqlalchemy.orm import configure_mappers

    from alliance.models import Base

    configure_mappers()
    lazy = [str(r) for m in Base.registry.mappers for r in m.relationships if r.lazy != "raise_on_sql"]
    assert not lazy
