"""The code as text and as trees, for the tests that hold its shape."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "alliance"
TEMPLATES = ROOT / "templates"
NOT_FEATURES = {"foundation", "policy", "journal", "console", "demonstration", "translations"}


def python_files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def features() -> list[str]:
    """The packages that are nouns of the domain."""
    found = (path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists())
    return sorted(name for name in found if name not in NOT_FEATURES)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def kind_of(path: Path) -> str:
    """`seat_views.py` is a views.py, `staff_queries.py` a queries.py: a noun may stand before the kind."""
    return path.name.rpartition("_")[2]


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    """Every module that the file imports, by its absolute name; of `from a import b` both a and a.b."""
    package = module_of(path).split(".") if path.name == "__init__.py" else module_of(path).split(".")[:-1]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *(node.module.split(".") if node.module else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the last one, without the docstring."""
    first = node.body[0]
    documented = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    said = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (node.end_lineno or 0) - node.lineno + 1 - said
