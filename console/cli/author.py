"""Who decides, on the command line; a decision without an author is of no use to an audit."""

from __future__ import annotations

import getpass

from core.errors import InputError


def author_or_me(author: str) -> str:
    """The author given, else the login name of the caller.

    Raises:
        InputError: none is given and the system knows none.
    """
    if author:
        return author
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise InputError("nobody knows who you are", hint="Say it: --author NAME.") from None
