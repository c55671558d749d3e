"""What is read at one sitting: a view 15 lines, a command 25, a function 40, a file 250, five parameters."""

import pytest

from tests.architecture.source import PACKAGE, functions, kind_of, length, module_of, python_files, tree

FILE_LINES = 250
FUNCTION_LINES = 40
VIEW_LINES = 15
COMMAND_LINES = 25
FOUNDATION_LINES = 1375


@pytest.mark.parametrize("path", python_files(), ids=module_of)
def test_a_file_and_its_functions_keep_their_size(path):
    lines = path.read_text().splitlines()
    assert len(lines) <= FILE_LINES, f"{module_of(path)} has {len(lines)} lines"
    most = {"views.py": VIEW_LINES, "commands.py": COMMAND_LINES}.get(kind_of(path), FUNCTION_LINES)
    for function in functions(path):
        named = function.name.startswith("_")
        allowed = FUNCTION_LINES if named else most
        assert length(function) <= allowed, f"{function.name} has {length(function)} lines, {allowed} allowed"


@pytest.mark.parametrize("path", python_files(), ids=module_of)
def test_a_module_says_why_it_exists(path):
    text = path.read_text()
    assert not text.strip() or (tree(path).body and text.lstrip().startswith('"""')), (
        f"{module_of(path)} has no docstring"
    )


def test_nothing_is_named_for_what_it_is_not():
    empty_words = {"utils", "helpers", "common", "misc", "manager", "service", "handler", "util", "helper"}
    found = [path for path in PACKAGE.rglob("*") if path.stem in empty_words]
    assert not found


def test_the_foundation_does_not_become_a_framework():
    total = sum(len(path.read_text().splitlines()) for path in (PACKAGE / "foundation").rglob("*.py"))
    assert total <= FOUNDATION_LINES, f"{total} lines"
