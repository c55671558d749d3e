"""Identities: random ids for things, secrets for links, and the hashes under which secrets are kept."""

import hashlib
import secrets
import uuid


def new_id() -> uuid.UUID:
    """A random (version 4) id: it tells nothing of order or time, so it may stand in a URL."""
    return uuid.uuid4()


def new_secret() -> str:
    """A URL-safe secret of 256 bits."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """Six decimal digits, to be typed from a letter."""
    return f"{secrets.randbelow(1_000_000):06d}"


def hash_secret(secret: str) -> str:
    """SHA-256 in hex. Plain hashing suffices: what is hashed is random, not chosen by a person."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
