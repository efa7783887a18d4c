"""Reads untrusted documents in limited child processes."""

from __future__ import annotations

from core.sandbox.limits import Limits
from core.sandbox.probe import Report, probe
from core.sandbox.sandbox import Sandbox, WeakSandbox

__all__ = ["Limits", "Report", "Sandbox", "WeakSandbox", "probe"]
