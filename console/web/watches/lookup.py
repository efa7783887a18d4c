"""The watch that an address names."""

from __future__ import annotations

from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.requests import Request

from core.model.watch import Watch
from core.storage.watches import Watches


def watch_of(request: Request, tx: Connection) -> Watch:
    """The watch of that id, or of the token of its private address.

    Raises:
        HTTPException: 404 if there is none.
    """
    key = request.path_params["watch"]
    if "\0" in key:
        raise HTTPException(404)
    watch = Watches(tx).get(key) or Watches(tx).by_token(key)
    if watch is None:
        raise HTTPException(404)
    return watch
