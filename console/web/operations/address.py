"""Where this room is."""

from __future__ import annotations

HERE = "/exploitation"
