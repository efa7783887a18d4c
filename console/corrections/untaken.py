"""A value that is not taken: why, so that sheets say it in English and pages in the reader's language."""

from __future__ import annotations

from core.errors import InputError


class Untaken(InputError):
    """``why`` is unread, structure, zero or meanwhile; ``parts`` are what its sentence names.

    ``warnings`` are the codes of what is wrong with the value, where its rules say so.
    """

    def __init__(
        self, message: str, why: str, *, hint: str = "", warnings: tuple[str, ...] = (), **parts: str
    ) -> None:
        super().__init__(message, hint=hint)
        self.why = why
        self.warnings = warnings
        self.parts = parts
