"""Make the packages of this checkout importable in its virtual environment, without building anything.

``make run`` installs what runs, not what builds: a ``.pth`` file and the command are all that an editable
installation would have added.
"""

from __future__ import annotations

import site
import sys
from pathlib import Path

_COMMAND = """#!{python}
import sys

from console.cli.app import main

sys.exit(main())
"""


def main() -> None:
    """Write ``veille.pth`` into site-packages and ``veille`` beside the interpreter."""
    root = Path(__file__).resolve().parents[1]
    Path(site.getsitepackages()[0], "veille.pth").write_text(f"{root}\n", encoding="utf-8")
    command = Path(sys.executable).with_name("veille")
    command.write_text(_COMMAND.format(python=sys.executable), encoding="utf-8")
    command.chmod(0o755)


if __name__ == "__main__":
    main()
