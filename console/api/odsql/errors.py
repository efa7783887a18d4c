"""What is wrong with a query, and where."""

from __future__ import annotations

from core.errors import InputError


class ODSQLError(InputError):
    """A clause that cannot be read or means nothing.

    ``clause`` is select, where, group_by or order_by; ``at`` the position of the error in it, from 0.
    """

    def __init__(self, problem: str, clause: str, at: int | None = None) -> None:
        self.clause = clause
        self.at = at
        where = f" at position {at}" if at is not None else ""
        super().__init__(
            f"ODSQL query is malformed: {problem}{where}. Clause(s) containing the error(s): {clause}."
        )
