"""Addresses of wallets: told by their shape, and by their check digits where a chain has them.

Sources: Base58Check (Bitcoin, TRON), BIP 173 (Bech32), EIP-55. In Base58 and on TON a small letter is another sign than
its capital; hexadecimal and Bech32 addresses are the same in either.
"""

import hashlib
import re
import unicodedata

from stdnum import bitcoin

HEX = re.compile(r"0x[0-9a-f]{40}|(?:[a-z]{2,14}:)?0x[0-9a-f]{64}", re.I)
_OF_BECH32 = "[02-9ac-hj-np-z]"
BECH32 = re.compile(rf"[a-z]{{2,10}}1{_OF_BECH32}{{25,103}}|(?:[a-z]{{2,14}}:)?[qpz]{_OF_BECH32}{{41,103}}")
BASE58 = re.compile("[1-9A-HJ-NP-Za-km-z]{25,44}|[48][1-9A-HJ-NP-Za-km-z]{94}(?:[1-9A-HJ-NP-Za-km-z]{11})?")
TON = re.compile("[EUk0]Q[A-Za-z0-9_-]{46}")
BASE58_CHECKED = re.compile("[13][1-9A-HJ-NP-Za-km-z]{25,33}|T[1-9A-HJ-NP-Za-km-z]{33}")
BECH32_CHECKED = re.compile("bc1q.*")
BYTES, CHECKED_BYTES = 25, 4


def one_form(text: str) -> str | None:
    """The address in its one form; None where it has the shape of none."""
    bare = "".join(unicodedata.normalize("NFKC", text).split())
    if HEX.fullmatch(bare) or (bare in {bare.lower(), bare.upper()} and BECH32.fullmatch(bare.lower())):
        return bare.lower()
    return bare if BASE58.fullmatch(bare) or TON.fullmatch(bare) else None


def checks_out(address: str) -> bool:
    """False where its check digits fail; of a chain without any that we know, nothing is said against it."""
    if BASE58_CHECKED.fullmatch(address):
        read = bitcoin.b58decode(address)
        said, told = read[:-CHECKED_BYTES], read[-CHECKED_BYTES:]
        return len(read) == BYTES and hashlib.sha256(hashlib.sha256(said).digest()).digest().startswith(told)
    return not BECH32_CHECKED.fullmatch(address) or bool(bitcoin.is_valid(address))
