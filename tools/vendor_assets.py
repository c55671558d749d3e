"""Brings the third-party assets of the pages into static/, from the packages that package-lock.json pins.

    python tools/vendor_assets.py

needs npm, on the machine of whoever raises a version and nowhere else. To raise a version: change it in
package.json, run `npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved` beside
it, then run this. A new icon: add its name to ICONS and run this.
"""

import hashlib
import json
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

TOOLS = Path(__file__).resolve().parent
STATIC = TOOLS.parent / "static"
SPRITE = "img/icons.svg"
SVG = "http://www.w3.org/2000/svg"

ICONS = """
    alert-circle alert-triangle arrow-back-up arrow-right bell building building-bank building-community
    calendar certificate checklist chevron-down chevron-left chevron-right circle-check circle-x clipboard-check
    clipboard-list clock device-mobile download external-link eye eye-check file-search file-spreadsheet filter flag
    gavel heart hierarchy history home inbox info-circle language layout-grid list-check lock login logout mail
    map-pin menu-2 message paperclip pencil phone plus printer qrcode refresh search settings shield-check
    shield-lock shield-x speakerphone text-size upload user user-circle user-plus user-x users x
""".split()  # noqa: SIM905


@dataclass(frozen=True)
class Asset:
    """A package, the folder under static/vendor/ (its version is added), and the files that the pages use."""

    package: str
    folder: str
    files: tuple[str, ...] = ()
    licence_left_out: bool = False


ASSETS = (
    # This package leaves the words of its licence out; they are kept beside this script.
    Asset("@tabler/core", "tabler-core", ("dist/css/tabler.min.css",), licence_left_out=True),
    Asset("htmx.org", "htmx", ("dist/htmx.min.js",)),
    Asset("@tabler/icons", "tabler-icons"),
)


def main() -> None:
    with tempfile.TemporaryDirectory() as workplace:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(TOOLS / name, workplace)
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit"], cwd=workplace, check=True)
        modules = Path(workplace) / "node_modules"
        shutil.rmtree(STATIC / "vendor", ignore_errors=True)
        entries = [bring(asset, modules) for asset in ASSETS]
    vendor = json.dumps(entries, indent=2, ensure_ascii=False) + "\n"
    (STATIC / "vendor" / "VENDOR.json").write_text(vendor, encoding="utf-8")
    print(f"{len(entries)} packages under {STATIC / 'vendor'}")


def bring(asset: Asset, modules: Path) -> dict[str, object]:
    """Copies one package's files and answers with its entry in VENDOR.json."""
    package = modules / asset.package
    about = json.loads((package / "package.json").read_text(encoding="utf-8"))
    target = STATIC / "vendor" / f"{asset.folder}-{about['version']}"
    target.mkdir(parents=True)
    licence = TOOLS / "licences" / f"{asset.folder}.txt" if asset.licence_left_out else package / "LICENSE"
    copies = {licence: target / "LICENSE.txt"} | {package / f: target / Path(f).name for f in asset.files}
    written = [Path(shutil.copyfile(source, copy)) for source, copy in copies.items()]
    if asset.package == "@tabler/icons":
        written.append(cut_sprite(package / "icons" / "outline"))
    return {
        "name": asset.package,
        "version": about["version"],
        "licence": about["license"],
        "source": f"https://www.npmjs.com/package/{asset.package}/v/{about['version']}",
        "files": {path.relative_to(STATIC).as_posix(): sha256(path) for path in sorted(written)},
    }


def cut_sprite(outlines: Path) -> Path:
    """One file with a <symbol> for each icon, in the colour of the text around it."""
    ET.register_namespace("", SVG)
    sprite = ET.Element(f"{{{SVG}}}svg")
    for name in ICONS:
        # The drawings come from the package whose digest the lock file pins.
        drawing = ET.parse(outlines / f"{name}.svg").getroot()  # noqa: S314
        kept = ("viewBox", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin")
        look = {key: drawing.attrib[key] for key in kept}
        symbol = ET.SubElement(sprite, f"{{{SVG}}}symbol", {"id": name} | look)
        symbol.extend(shape for shape in drawing if shape.get("stroke") != "none")
        symbol.text = None
        for shape in symbol:
            shape.tail = None
        symbol.tail = "\n"
    target = STATIC / SPRITE
    target.parent.mkdir(parents=True, exist_ok=True)
    ET.ElementTree(sprite).write(target, encoding="utf-8", xml_declaration=False)
    return target


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
