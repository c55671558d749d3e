"""What others read in place of a value of each kind (the portal's rules of masking; stars stand for what is kept back).

Every mask is one that the search does not take for a value again.
"""

STARS = "****"


def mobile(digits: str) -> str:
    """`digits`: eleven. Prefix and last four stay: 138****1234."""
    return f"{digits[:3]}{STARS}{digits[-4:]}"


def abroad(code: str, digits: str) -> str:
    """A number of another country: its code and the last four."""
    return f"+{code} {STARS}{digits[-4:]}"


def landline(area: str, digits: str) -> str:
    """`area`: with its leading nought, empty where none was given. Area and last four stay: 0351-****4567."""
    return f"{area}-{STARS}{digits[-4:]}" if area else f"{STARS}{digits[-4:]}"


def id_card(code: str) -> str:
    """First six (the district) and last four stay; the day of birth does not: 110101********803X."""
    return f"{code[:6]}{'*' * (len(code) - 10)}{code[-4:].upper()}"


def bank_card(head: str, tail: str) -> str:
    """`head`, `tail`: the digits given at either end. At most the first six (the bank) and the last four stay, never
    more than given: 6222 02** **** 0128, 6222 **** **** 0128.
    """
    known = head[:6].ljust(8, "*")
    return f"{known[:4]} {known[4:]} {STARS} {tail[-4:].rjust(4, '*')}"


def plate(text: str) -> str:
    """Place and last two stay: 晋A***45."""
    return f"{text[:2]}{'*' * (len(text) - 4)}{text[-2:]}"


def account(name: str) -> str:
    """A name in a network: first two and last two, of short ones first and last."""
    ends = 2 if len(name) > 6 else 1
    return f"{name[:ends]}{STARS}{name[-ends:]}"


def email(local: str, domain: str) -> str:
    """The local part as an account, the domain whole: zh****ei@163.com."""
    return f"{account(local) if len(local) > 3 else local[:1] + STARS}@{domain}"


def address(street: str) -> str:
    """Down to the street, the estate or the village: 平阳路***."""
    return f"{street}***"


def name(surname: str) -> str:
    """The surname stays: 张*, 欧阳*."""
    return f"{surname}*"
