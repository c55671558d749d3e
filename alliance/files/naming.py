"""What a file may be called: the name that a person gave it, made safe for every disk, its ending true."""

import re
import unicodedata

from ..foundation.kernel.words import N_, tidy, unfit_character
from ..masking.finding import masked
from .faults import no
from .model import ENDINGS, FILE_NAME_LENGTH, FileKind

NOT_ON_A_DISK = re.compile(r'[<>:"|?*]')
ENDING = re.compile(r"\.([A-Za-z0-9]{1,8})$")
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
"""Devices under Windows: a file of such a name cannot be saved there."""
ACTIVE_ENDINGS = re.compile(
    "7z|apk|app|aspx?|bat|cgi|chm|cmd|com|cpl|dll|docm?|dotm|exe|gz|hta|html?|inf|iso|jar|jse?|jsp|lnk|mhtml?|ms[ip]|"
    "ph(p|tml)|pif|pl|pp(t|tm)|ps1|py|rar|reg|scr|sh|svg|swf|tar|url|vb[es]?|wsf|xht(ml)?|xls[bm]?|xltm|xml|xsl|zip"
)
"""Of files that run, or that hold what runs."""

NO_NAME = N_("The file has no name. Give it one and send it again.")
PATH = N_("The name of the file holds a path (/, \\ or ..). Rename it and send it again.")
HIDDEN = N_("The name of the file holds a hidden character (%(code)s) that disguises what it is. Rename it.")
TWO_ENDINGS = N_("The name of the file has two endings, .%(inner)s and .%(outer)s. Rename it, with one.")
WRONG_ENDING = N_("The name ends in “%(ending)s”, but the content is %(kind)s. Rename the file or send the right one.")


def safe_name(given: str) -> str:
    """The name in NFC, at most FILE_NAME_LENGTH characters, fit for every disk; raises Invalid where it holds a path or
    disguises itself."""
    if ".." in re.split(r"[/\\]", given) or "/" in given or "\\" in given:
        raise no(PATH)
    code = unfit_character(given)
    if code or "\n" in given or "\r" in given:
        raise no(HIDDEN, code=code or "U+000A")
    visible = "".join(sign for sign in given if unicodedata.category(sign) != "Cf")
    name = NOT_ON_A_DISK.sub("_", tidy(visible)).strip(". ")
    if not name:
        raise no(NO_NAME)
    return _shortened(f"_{name}" if RESERVED.match(name) else name)


def masked_name(name: str) -> str:
    """The name of a file as readers see it: what is personal in it is masked as in a text, its ending stays.

    An underscore is no part of what it stands beside."""
    stem, dot, ending = name.rpartition(".")
    safe = "_".join(masked(part) for part in masked(stem).split("_"))
    return safe_name(f"{safe}{dot}{ending}")


def shown_name(given: str) -> str:
    """A name as it can be shown beside a refusal, whatever stands in it."""
    fit = "".join("\ufffd" if unfit_character(sign) else sign for sign in given)
    return fit if len(fit) <= FILE_NAME_LENGTH else f"…{fit[-FILE_NAME_LENGTH:]}"


def check_ending(name: str, kind: FileKind) -> None:
    """Raises Invalid unless the name has one ending and that ending is the kind's."""
    ending = _ending(name)
    if ENDINGS.get(ending) is not kind:
        raise no(WRONG_ENDING, ending=f".{ending}" if ending else name[-8:], kind=kind.value)
    inner = _ending(name.removesuffix(name[-len(ending) - 1 :]))
    if ACTIVE_ENDINGS.fullmatch(inner) or ENDINGS.get(inner, kind) is not kind:
        raise no(TWO_ENDINGS, inner=inner, outer=ending)


def _ending(name: str) -> str:
    found = ENDING.search(name.rstrip())
    return found[1].lower() if found else ""


def _shortened(name: str) -> str:
    """A long name loses the end of its stem, never its ending."""
    if len(name) <= FILE_NAME_LENGTH:
        return name
    ending = ENDING.search(name)
    kept = ending[0] if ending else ""
    return name[: FILE_NAME_LENGTH - len(kept)] + kept
