"""Draws real insolvency notices at random, to be read by hand.

``python -m tools.draw_bodacc FOLDER [--count 100] [--seed 2026]`` prints ``issue number`` and the text
of each drawn notice. Drawn are the notices whose judgment says something (``complementJugement``), each with
the same chance; the same folder and seed give the same notices.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

COUNT, SEED = 100, 2026


@dataclass(frozen=True, order=True)
class Drawn:
    """A notice by its numbers, with the text of its judgment."""

    issue: str
    number: int
    text: str


def notices(folder: Path) -> Iterator[Drawn]:
    """The notices of all issues of a folder whose judgment has a text."""
    for path in sorted(folder.glob("PCL_*.xml")):
        root = etree.parse(str(path)).getroot()
        for notice in root.iter("annonce", "avis"):
            text = (notice.findtext("jugement/complementJugement") or "").strip()
            if text:
                yield Drawn(root.findtext("parution") or "", int(notice.findtext("numeroAnnonce") or 0), text)


def draw(folder: Path, count: int = COUNT, seed: int = SEED) -> list[Drawn]:
    """Notices of a folder, drawn without putting back, in the order of their numbers."""
    return sorted(random.Random(seed).sample(sorted(notices(folder)), count))  # noqa: S311 - a sample, no secret


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the drawn notices."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--seed", type=int, default=SEED)
    chosen = parser.parse_args(arguments)
    for each in draw(chosen.folder, chosen.count, chosen.seed):
        print(f"{each.issue} {each.number}\n{each.text}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
