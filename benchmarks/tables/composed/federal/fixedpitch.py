"""Tables as line printers set them: signs in a fixed pitch, rules of hyphens, blanks between columns."""

from __future__ import annotations

import random
import textwrap
from dataclasses import replace

from benchmarks.tables.composed.federal.content import statistics
from benchmarks.tables.composed.federal.faces import Face
from benchmarks.tables.composed.federal.model import Entry, Table, plain
from benchmarks.tables.composed.federal.sheet import Sheet

PITCH = Face("Courier")


def listing(rng: random.Random, sheet: Sheet, lines_room: int) -> None:
    """A page of a listing with one table, from the top of a sheet."""
    table = statistics(rng, rng.randint(2, 8), rng.randint(6, 22), "slash")
    stub_room = rng.choice([18, 24, 30])
    gap = rng.choice([2, 2, 3, 5])
    leaders = rng.choice(["", ".", ""])
    head, body, done = _lines(table, stub_room, gap, leaders, rng)
    wide = max(len(line) for line in [*head, *body])
    margin = " " * rng.choice([0, 3, 8])
    size = min(rng.choice([8.0, 9.0, 10.0]), (sheet.width - 80) / (wide + len(margin)) / 0.6)
    sign = rng.choice(["-", "-", "=", ""])
    rule = [sign * wide] if sign else []
    report = f"REPORT NO. {rng.choice('ABCD')}{rng.randint(100, 999)}"
    title = plain(table.caption).upper()[: wide - 10]
    lines = [
        f"{report}{'INVENTED DATA CENTER':^{max(wide - 30, 22)}}PAGE {rng.randint(1, 90):>4}",
        "",
        title.center(wide).rstrip(),
        "",
        *rule,
        *head,
        *(rule or [""]),
        *body,
        *rule,
        "NOTE: FIGURES MAY NOT ADD TO TOTALS.",
    ]
    leading = rng.choice([1.0, 1.1, 1.2]) * size
    for place, line in enumerate(lines[:lines_room]):
        if line.strip():
            sheet.put(40, 50 + place * leading, margin + line, PITCH, size)
    sheet.tables.append(table.cells(done))


def _lines(  # noqa: PLR0912
    table: Table, stub_room: int, gap: int, leaders: str, rng: random.Random
) -> tuple[list[str], list[str], list[Entry]]:
    """Lines of titles, lines of rows, and the rows."""
    count = len(table.kinds)
    values = [[e.cells[c] for e in table.entries if e.cells] for c in range(count)]
    broken = {
        t: textwrap.wrap(t.text, 10 if t.first else stub_room, break_long_words=False)
        for t in table.titles
        if t.first == t.last
    }
    room = [max([len(v) for v in values[c]] + [3]) for c in range(count)]
    for title, parts in broken.items():
        if title.first:
            room[title.first - 1] = max(room[title.first - 1], *(len(part) for part in parts))
    for title in table.titles:
        if title.last > title.first:
            over = (
                len(title.text) - sum(room[title.first - 1 : title.last]) - gap * (title.last - title.first)
            )
            room[title.last - 1] += max(0, over)
    ends = [stub_room + sum(room[: c + 1]) + gap * (c + 1) for c in range(count)]
    starts = [end - span for end, span in zip(ends, room, strict=True)]
    centred = rng.random() < 0.5
    head: list[str] = []
    for row in range(table.depth - 1):
        spans = [t for t in table.titles if t.row == row and t.first > 0]
        texts = [(starts[t.first - 1], ends[t.last - 1], t.text) for t in spans]
        head.append(_line([(a, b, text.center(b - a)) for a, b, text in texts]))
        head.append(_line([(a, b, "-" * (b - a)) for a, b, _ in texts]))
    depth = max(len(parts) for parts in broken.values())
    for place in range(depth):
        pieces = []
        for title, parts in broken.items():
            at = place - (depth - len(parts))
            if at < 0:
                continue
            if title.first == 0:
                pieces.append((0, stub_room, parts[at]))
            else:
                a, b = starts[title.first - 1], ends[title.first - 1]
                pieces.append((a, b, parts[at].center(b - a) if centred else parts[at].rjust(b - a)))
        head.append(_line(pieces))
    body: list[str] = []
    done: list[Entry] = []
    for entry in table.entries:
        if entry.kind == "banner":
            a, b = starts[0], ends[-1]
            body.append(_line([(a, b, entry.label.center(b - a))]))
            done.append(entry)
            continue
        labels = textwrap.wrap(entry.label.replace("^", ""), stub_room - 2 * entry.level) or [""]
        for place, label in enumerate(labels):
            text = "  " * entry.level + label
            last = place == len(labels) - 1 and entry.cells
            signs = leaders * (stub_room - len(text)) if last else ""
            pieces = [(0, stub_room, text + signs)]
            if last:
                pieces += [
                    (starts[c], ends[c], v.replace("^", "").rjust(room[c])) for c, v in enumerate(entry.cells)
                ]
            body.append(_line(pieces))
        done.append(replace(entry, label=entry.label + signs))
    return head, body, done


def _line(pieces: list[tuple[int, int, str]]) -> str:
    line = ""
    for start, _, text in sorted(pieces):
        line = line.ljust(start) + text
    return line.rstrip()
