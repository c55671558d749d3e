"""Passwords: argon2id, long rather than complex, and not among those that everybody tries first."""

import ctypes
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_
from .model import PASSWORD_LEAST, PASSWORD_MOST

TRIED_FIRST = (
    "password",
    "123456",
    "qwerty",
    "admin",
    "fanzha",
    "taiyuan",
    "abc123",
    "iloveyou",
    "111111",
    "888888",
)


LARGE_BLOCKS, LARGE = -3, 1_000_000
"""What glibc calls M_MMAP_THRESHOLD: a block from so many bytes on goes back to the system once it is freed."""


def give_back_memory() -> None:
    """A hash takes 19 MB for a moment, and glibc would keep them in every worker from the second one on."""
    choose = getattr(ctypes.CDLL(None), "mallopt", None)
    if choose is not None:
        choose(LARGE_BLOCKS, LARGE)


class Hashing:
    """The cost of a hash (OWASP's minimum for argon2id); the tests set a small one."""

    hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)


def hashed(password: str) -> str:
    return Hashing.hasher.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Whether it is the password. Takes as long where there is no account, so that time tells nothing."""
    try:
        Hashing.hasher.verify(password_hash or _nobodys_hash(), password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


@cache
def _nobodys_hash() -> str:
    return hashed("nobody has this password")


def check_strength(password: str, email: str) -> None:
    """Refuse a short, long, common or self-naming password. Source: NIST SP 800-63B, 5.1.1.2."""
    if not PASSWORD_LEAST <= len(password) <= PASSWORD_MOST:
        raise Invalid(
            "password",
            N_("A password has %(least)d to %(most)d characters; a sentence is a good one."),
            least=PASSWORD_LEAST,
            most=PASSWORD_MOST,
        )
    bare = password.casefold()
    for word in (*TRIED_FIRST, email.split("@", maxsplit=1)[0].casefold()):
        bare = bare.replace(word, "")
    if len(set(bare)) < 5:
        raise Invalid("password", N_("This password is easy to guess. Take another one."))
