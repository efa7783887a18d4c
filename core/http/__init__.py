"""A polite HTTP client that cannot be led to addresses inside the house."""

from __future__ import annotations

from core.http.client import Client
from core.http.fetched import Fetched

__all__ = ["Client", "Fetched"]
