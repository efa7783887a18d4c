"""What a delivery may end in, beside having been taken."""

from __future__ import annotations

from datetime import datetime

from core.errors import VeilleError


class Postponed(VeilleError):
    """The channel failed a moment ago; this message waits until ``until`` untried."""

    code = "postponed"

    def __init__(self, message: str, until: datetime) -> None:
        super().__init__(message)
        self.until = until


class GivenUp(VeilleError):
    """Nobody tries again by himself: the channel is gone or disabled."""

    code = "given-up"
    hint = "See `veille watch deliveries`; `veille watch channel enable`, then `veille watch replay`."


class NotTaken(VeilleError):
    """The channel did not take the message; it is tried again.

    ``gone`` says that the channel will take no other either; ``wait`` is how long it asks to be left alone,
    in seconds.
    """

    code = "not-taken"

    def __init__(self, message: str, *, gone: bool = False, wait: float = 0.0) -> None:
        super().__init__(message)
        self.gone = gone
        self.wait = wait
