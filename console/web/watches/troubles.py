"""Why a message was not taken, in words for people who have never seen a status code.

What the other side said stands beside it, as it was said.
"""

from __future__ import annotations

import re

_KNOWN: tuple[tuple[str, str], ...] = (
    (r"answered 40[137]\b", "refused"),
    (r"answered 404\b", "missing"),
    (r"answered 410\b", "gone"),
    (r"answered 413\b|more than the portal takes", "large"),
    (r"answered 429\b", "busy"),
    (r"answered 3\d\d\b|redirect", "moved"),
    (r"answered 4\d\d\b", "rejected"),
    (r"answered 5\d\d\b", "down"),
    (r"the portal answered", "portal"),
    (r"no mail server is set", "no_server"),
    (r"SMTPRecipientsRefused", "mailbox"),
    (r"SMTPAuthentication", "login"),
    (r"not a public address|not a port of the web|no address of the web|holds a password", "forbidden"),
    (r"cannot be found", "unknown_host"),
    (r"certificate|\bSSL|\bTLS", "certificate"),
    (r"longer than|timed? ?out|Timeout", "slow"),
    (r"did not answer|refused|reset|unreachable|Errno", "unreachable"),
    (r"the channel (?:is|was) (?:disabled|removed)", "closed"),
)
_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), name) for pattern, name in _KNOWN)


def trouble_of(error: str) -> str:
    """The name of the sentence (``trouble`` in ``i18n/watches.toml``) that tells an error of a delivery."""
    return next((name for pattern, name in _PATTERNS if pattern.search(error)), "other")
