"""Text in line that is no table."""

from __future__ import annotations

import random
from itertools import pairwise

from reportlab.pdfbase.pdfmetrics import stringWidth

from extractors.tables.document import read_tables
from tests.extractors.tables.typeset import PROSE, STATES, TOPICS, Press

SERIF = "Times-Roman"


def found(press: Press) -> int:
    return len(read_tables(press.done().pdf, max_pages=9))


def words(rng: random.Random, count: int) -> str:
    return " ".join(rng.choice(PROSE) for _ in range(count))


def test_prose_in_one_and_in_two_columns() -> None:
    press = Press()
    press.prose(60, 70, 490, 40, 10, seed=1)
    press.next_page()
    press.prose(60, 70, 234, 50, 10, seed=2)
    press.prose(318, 70, 234, 50, 10, seed=3)
    assert found(press) == 0


def test_lists() -> None:
    press = Press()
    y = 80.0
    for index in range(8):
        press.text(60, y, f"{index + 1}.", SERIF, 10)
        y = press.prose(84, y, 460, index % 3 + 1, 10, seed=index) + 6
    for index in range(6):
        press.text(70, y, "•", SERIF, 10)
        y = press.prose(90, y, 440, index % 2 + 1, 10, seed=index) + 4
    assert found(press) == 0


def test_a_table_of_contents() -> None:
    press = Press()
    for index, topic in enumerate(TOPICS):
        line = f"{topic} "
        while stringWidth(f"{line}.", SERIF, 10) < 430:
            line += "."
        press.text(60, 80 + 15 * index, line, SERIF, 10)
        press.text(520, 80 + 15 * index, str(3 + 4 * index), SERIF, 10, "right")
    assert found(press) == 0


def test_addresses_and_names_in_columns() -> None:
    press = Press()
    for col in range(3):
        for row in range(20):
            press.text(60 + 170 * col, 80 + 13 * row, f"{STATES[row]} Office", SERIF, 10)
    assert found(press) == 0


def test_articles_with_their_numbers() -> None:
    press, rng = Press(), random.Random(4)  # noqa: S311
    for index in range(14):
        press.text(60, 80 + 16 * index, f"Section {index + 1}.2", SERIF, 10)
        press.text(150, 80 + 16 * index, words(rng, 9), SERIF, 10)
    assert found(press) == 0


def test_a_bar_chart_and_a_curve() -> None:
    press, rng = Press(), random.Random(5)  # noqa: S311
    for index, state in enumerate(STATES[:9]):
        length = 20 + 200 * rng.random()
        press.text(194, 88 + 16 * index, state, "Helvetica", 8, "right")
        press.canvas.rect(200, press.height - 90 - 16 * index, length, 10, fill=1)
        press.text(204 + length, 88 + 16 * index, f"{length / 10:.1f}", "Helvetica", 8)
    places = [(120 + 40 * i, 400 - 100 * rng.random()) for i in range(10)]
    for (x0, y0), (x1, y1) in pairwise(places):
        press.canvas.line(x0, press.height - y0, x1, press.height - y1)
    for index, (x, y) in enumerate(places):
        press.text(x, y - 4, f"{y / 40:.1f}", "Helvetica", 6, "centre")
        press.text(x, 420, str(1990 + 2 * index), "Helvetica", 7, "centre")
    assert found(press) == 0


def test_a_framed_box_of_prose() -> None:
    press = Press()
    press.canvas.rect(50, 500, 510, 220)
    press.prose(60, 90, 490, 14, 10, seed=6)
    assert found(press) == 0


def test_contents_without_leader_dots() -> None:
    press = Press()
    for index, topic in enumerate(TOPICS[:12]):
        press.text(60 + 12 * (index % 3 > 0), 80 + 15 * index, topic, SERIF, 10)
        press.text(520, 80 + 15 * index, str(3 + 4 * index), SERIF, 10, "right")
    assert found(press) == 0


def test_a_form_with_boxes_to_tick() -> None:
    press = Press()
    for index, topic in enumerate(TOPICS[:10]):
        press.text(60, 80 + 18 * index, f"{index + 1}. {topic}", SERIF, 10)
        for x, answer in ((320, "Yes"), (420, "No")):
            press.text(x, 80 + 18 * index, "\N{LOWER RIGHT DROP-SHADOWED WHITE SQUARE}", "ZapfDingbats", 10)
            press.text(x + 12, 80 + 18 * index, answer, SERIF, 10)
    assert found(press) == 0


def test_a_few_bars_with_their_figures_over_an_axis() -> None:
    press = Press()
    for index, length in enumerate((199.0, 47.0, 55.0, 193.0)):
        y = 88 + 16 * index
        press.text(194, y, STATES[index], "Helvetica", 6, "right")
        press.canvas.rect(197, press.height - y, length, 10, stroke=0, fill=1)
        press.text(200 + length, y, f"{length / 3:.1f}", "Helvetica", 6)
    for mark in range(6):
        press.text(197 + 45 * mark, 152, str(20 * mark), "Helvetica", 6, "right")
    assert found(press) == 0


def test_a_picture_of_boxes_too_narrow_for_text_is_read_past() -> None:
    press = Press()
    for y in range(6):
        press.canvas.rect(100, 500 + 20 * y, 60, 20)
    for x in (104, 108):
        press.canvas.line(x, 500, x, 620)
    press.canvas.line(104, 520, 108, 520)
    assert found(press) == 0


def test_a_table_of_contents_whose_chapters_have_no_leader_dots() -> None:
    press = Press()
    page, y = 2, 80.0
    for number, topic in enumerate(TOPICS[:8], start=1):
        press.text(60, y, str(number), SERIF, 10)
        press.text(78, y, topic, SERIF, 10)
        press.text(520, y, str(page), SERIF, 10, "right")
        for part in range(1, number % 2 + 1):
            y += 14
            press.text(78, y, f"{number}.{part}", SERIF, 10)
            press.text(104, y, STATES[part] + " ." * 70, SERIF, 10)
            press.text(520, y, str(page + part), SERIF, 10, "right")
        page, y = page + 3, y + 22
    assert found(press) == 0


def test_the_panels_of_a_diagram_with_points_set_as_signs() -> None:
    press = Press()
    rng = random.Random(4)  # noqa: S311
    for y in range(7):
        press.rule(100, 100 + 40 * y, 400)
    for x in range(7):
        press.upright(100 + 50 * x, 100, 340)
    for _ in range(400):
        press.text(rng.uniform(102, 394), rng.uniform(108, 336), "•", SERIF, 8)
    assert found(press) == 0


def test_the_marks_of_axes_between_charts() -> None:
    press = Press()
    for left in (90, 250, 410):
        for top in (100, 260):
            for step in range(6):
                press.rule(left, top + 22 * step, left + 110)
                press.upright(left + 22 * step, top, top + 110)
                press.text(left - 6, top + 113 - 22 * step, str(10 * step), SERIF, 8, "right")
                press.text(left + 22 * step, top + 124, f"{2001 + step / 2}", SERIF, 6, "right")
    assert found(press) == 0
