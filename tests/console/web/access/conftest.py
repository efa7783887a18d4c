"""See :mod:`tests.console.web.cheap_passwords`."""

from tests.console.web.cheap_passwords import _cheap

__all__ = ["_cheap"]
