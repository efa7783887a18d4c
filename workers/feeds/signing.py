"""Standard Webhooks signatures (standardwebhooks.com, 1.0): HMAC-SHA256 over id, time and body."""

from __future__ import annotations

import hmac
import secrets
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Sequence
from datetime import datetime

from core.errors import InputError

_PREFIX = "whsec_"


def new_secret() -> str:
    """A secret of 32 random bytes, ``whsec_…``."""
    return _PREFIX + b64encode(secrets.token_bytes(32)).decode()


def signed(number: str, at: datetime, body: bytes, keys: Sequence[str]) -> dict[str, str]:
    """The headers of a message: one signature for each key, so that the receiver may know either.

    ``number`` stays the same through all attempts; ``at`` is the moment of this one, because receivers refuse
    old messages.
    """
    moment = str(int(at.timestamp()))
    told = f"{number}.{moment}.".encode() + body
    signatures = [b64encode(hmac.digest(_bytes(key), told, "sha256")).decode() for key in keys]
    return {
        "webhook-id": number,
        "webhook-timestamp": moment,
        "webhook-signature": " ".join(f"v1,{each}" for each in signatures),
    }


def _bytes(key: str) -> bytes:
    try:
        return b64decode(key.removeprefix(_PREFIX), validate=True)
    except Error as error:
        raise InputError("a secret of a webhook is whsec_ and base64") from error
