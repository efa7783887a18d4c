"""The sentences of a run are read back by whoever shows them in his language."""

from __future__ import annotations

import re

import pytest

from console.web.messages import Messages, load
from workers.notes import NOTES, note, read_note

PARTS = {
    "newest": "2026-03-12",
    "column": "objet",
    "found": "12%",
    "floor": "95%",
    "share": "2.5%",
    "usual": "0.1%",
    "form": "avis-html",
    "stage": "extract",
    "subject": "boamp/26-1",
    "error": "https://x.example/ answered 503: a few words (at attempt 4)",
    "names": "26-1, 26-2, …",
}


@pytest.mark.parametrize("name", NOTES)
@pytest.mark.parametrize("source", ["", "buyer-profile"])
def test_each_sentence_is_read_back_and_told_in_both_languages(name: str, source: str) -> None:
    parts = {part: PARTS.get(part, "7") for part in re.findall(r"\{(\w+)\}", NOTES[name])}
    text = f"{source}: {note(name, **parts)}" if source else note(name, **parts)
    found = read_note(text)
    assert found is not None
    assert (found.name, found.parts, found.source) == (name, parts, source)
    french, english = (Messages(language).note(text) for language in ("fr", "en"))
    assert french != english
    assert source in french
    if name != "never":
        assert "found" not in french
    if "share" in parts:
        assert "2,5\u202f% de ceux" in french


def test_every_sentence_has_its_words_and_no_other_has() -> None:
    assert {name.removesuffix("_run") for name in load("notes")} == NOTES.keys()


def test_any_other_text_is_told_as_it_is() -> None:
    assert Messages("fr").note("disk full {x}") == "disk full {x}"
