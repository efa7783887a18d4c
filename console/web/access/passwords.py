"""Passwords: Argon2id with the parameters of RFC 9106, 4 (second choice: 64 MiB, 3 passes).

Two at a time are checked, so that a flood of sign-ins takes neither all memory nor all processors.
"""

from __future__ import annotations

import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST, MOST = 12, 200
"""Characters of a password."""

_LEAST_DIFFERENT = 5
_HASHER = PasswordHasher(time_cost=3, memory_cost=65_536, parallelism=4)
_PLACES = threading.BoundedSemaphore(2)


def hashed(password: str) -> str:
    """What is stored of a password."""
    with _PLACES:
        return _HASHER.hash(password)


def right(stored: str | None, password: str) -> bool:
    """Whether a password is the stored one; takes as long where there is none stored."""
    with _PLACES:
        try:
            return _HASHER.verify(stored or _nobodys(), password) and stored is not None
        except (VerificationError, InvalidHashError):
            return False


def outdated(stored: str) -> bool:
    """Whether a stored hash was made with other parameters than today's."""
    return _HASHER.check_needs_rehash(stored)


def weakness(password: str, email: str) -> str:
    """The key of the sentence that says why a password will not do; nothing for one that will."""
    if not LEAST <= len(password) <= MOST:
        return "access.password_length"
    name = email.partition("@")[0].casefold()
    if len(set(password)) < _LEAST_DIFFERENT or (len(name) > 3 and name in password.casefold()):
        return "access.password_weak"
    return ""


@cache
def _nobodys() -> str:
    return _HASHER.hash("nobody has this password")
