"""``python -m console.cli`` is the command ``veille``."""

from __future__ import annotations

from console.cli.app import main

main()
