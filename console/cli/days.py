"""Days typed on the command line."""

from __future__ import annotations

from datetime import date

from core.errors import InputError


def parse_day(text: str | None) -> date | None:
    """A day typed as ``2026-03-12``; None where none is typed.

    Raises:
        InputError: it is no such day.
    """
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InputError(f"{text!r} is not a day", hint="Write it 2026-03-12.") from None
