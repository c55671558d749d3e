"""Third-party assets are those that VENDOR.json names, unchanged, and fetch nothing from elsewhere."""

import hashlib
import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "static"
PACKAGES = json.loads((STATIC / "vendor" / "VENDOR.json").read_text(encoding="utf-8"))
DIGESTS = {name: digest for package in PACKAGES for name, digest in package["files"].items()}


def test_vendored_files_are_as_their_authors_published_them():
    found = {name: hashlib.sha256((STATIC / name).read_bytes()).hexdigest() for name in DIGESTS}
    assert found == DIGESTS


def test_every_file_under_vendor_is_accounted_for():
    found = {path.relative_to(STATIC).as_posix() for path in (STATIC / "vendor").rglob("*") if path.is_file()}
    assert found - {"vendor/VENDOR.json"} == {name for name in DIGESTS if name.startswith("vendor/")}


def test_versions_are_those_that_the_lock_file_pins():
    lock = json.loads((ROOT / "tools" / "package-lock.json").read_text(encoding="utf-8"))
    assert set(lock["packages"][""]["dependencies"]) == {package["name"] for package in PACKAGES}
    for package in PACKAGES:
        pinned = lock["packages"][f"node_modules/{package['name']}"]
        assert pinned["version"] == package["version"], package["name"]
        assert "integrity" in pinned
        assert "resolved" not in pinned, "the lock file names no host: each machine has its own registry"


def test_every_package_comes_with_its_licence():
    for package in PACKAGES:
        assert package["licence"], package["name"]
        assert any(name.endswith("/LICENSE.txt") for name in package["files"]), package["name"]


def test_vendored_styles_fetch_nothing():
    for sheet in (STATIC / "vendor").rglob("*.css"):
        words = sheet.read_text(encoding="utf-8")
        assert "@import" not in words
        addresses = re.findall(r"url\(\s*[\"']?([^\"')]{1,12})", words)
        assert [address for address in addresses if not address.startswith(("data:", "#"))] == []
