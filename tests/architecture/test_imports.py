"""Who may import whom, file by file: the table of the architecture."""

import pytest

from tests.architecture.source import PACKAGE, imports, kind_of, module_of, python_files

WEB = ("flask", "flask_login", "flask_wtf", "flask_mail", "wtforms", "werkzeug", "flask_babel")
FORBIDDEN = {
    "model.py": (*WEB, "alliance.policy", "alliance.journal", "alliance.foundation.web"),
    "workflow.py": (*WEB, "sqlalchemy"),
    "queries.py": ("flask", "flask_login", "flask_wtf", "flask_mail", "wtforms", "werkzeug"),
    "commands.py": ("flask", "flask_login", "flask_wtf", "flask_mail", "wtforms", "werkzeug"),
    "forms.py": ("sqlalchemy",),
    "notices.py": WEB,
    "views.py": ("sqlalchemy",),
    "rules.py": (*WEB, "sqlalchemy"),
    "table.py": (*WEB, "sqlalchemy"),
    "consequences.py": (*WEB, "sqlalchemy"),
}
IDS = [module_of(path) for path in python_files()]


def touches(module: str, forbidden: tuple[str, ...]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in forbidden)


@pytest.mark.parametrize("path", python_files(), ids=IDS)
def test_a_file_imports_only_what_its_kind_may(path):
    forbidden, own = FORBIDDEN.get(kind_of(path), ()), f"{module_of(path).rpartition('.')[0]}.vocabulary"
    wrong = sorted({one for one in imports(path) if touches(one, forbidden) and not touches(one, (own,))})
    assert not wrong, f"{module_of(path)} imports {wrong}"


@pytest.mark.parametrize("path", sorted((PACKAGE / "foundation").rglob("*.py")), ids=module_of)
def test_the_foundation_stands_on_nothing_of_the_domain(path):
    own = "alliance.foundation"
    wrong = [m for m in imports(path) if m.startswith("alliance.") and not m.startswith(own)]
    assert not wrong
    if "kernel" in path.parts:
        assert not [m for m in imports(path) if touches(m, (*WEB, "sqlalchemy", "alliance.foundation.store"))]


@pytest.mark.parametrize("name", ["events.py", "can.py"])
def test_vocabularies_know_only_the_standard_library_and_the_kernel(name):
    for path in PACKAGE.rglob(name):
        outside = [m for m in imports(path) if m.startswith("alliance.") and ".foundation.kernel" not in m]
        outside = [m for m in outside if m != "alliance.foundation.kernel"]
        assert not outside, f"{module_of(path)} imports {outside}"
