"""See :mod:`tests.console.web.review.conftest`."""

from tests.console.web.review.conftest import _cheap, desk

__all__ = ["_cheap", "desk"]
