"""The composed sentences that the recogniser of names is trained on."""

from __future__ import annotations

import re

from tools.prose_sentences import LABELS, TEMPLATES, Composer


def sentences(seed: int, count: int) -> list[tuple[str, list[tuple[int, int, str]]]]:
    composer = Composer(seed)
    return [composer.sentence() for _ in range(count)]


def test_a_seed_gives_the_same_sentences() -> None:
    assert sentences(7, 40) == sentences(7, 40)
    assert sentences(7, 40) != sentences(8, 40)


def test_marks_are_in_order_and_hold_whole_words() -> None:
    for text, marks in sentences(11, 300):
        last = 0
        for start, end, label in marks:
            assert last <= start < end <= len(text), text
            assert text[start:end] == text[start:end].strip()
            assert label in LABELS.values()
            last = end


def test_every_slot_of_the_templates_is_known() -> None:
    slots = set(re.findall(r"\{(\w)\}", TEMPLATES.read_text("utf-8")))
    assert slots == {*LABELS, "M"}
