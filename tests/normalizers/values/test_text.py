import ftfy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.values.text import _FTFY, clean, clean_lines, collapse, decode_entities, fold


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fourniture d&#039;eau &amp; gaz", "Fourniture d'eau & gaz"),
        ("&amp;quot;Lot&amp;quot;", '"Lot"'),
        ("a\u00a0b\u202fc\n\td", "a b c d"),
        ("clÃ´ture", "clôture"),
        ("rÃ©habilitation de l\u0092Ã©cole", "réhabilitation de l’école"),
        ("l\u0092école", "l’école"),
        ("c\u009cur", "cœur"),
        ("zero\u200bwidth", "zerowidth"),
        ("l’école « Jean »", "l’école « Jean »"),
        ("½ journée n° 3", "½ journée n° 3"),
        ("R&D", "R&D"),
        ("AT&T; suite", "AT&T; suite"),
        ("e\u0301cole", "école"),
    ],
)
def test_certain_damage_is_repaired(text: str, expected: str) -> None:
    result = clean(text)
    assert (result.value, result.warnings) == (expected, ())


@pytest.mark.parametrize("text", ["maîtrise d'?uvre", "mise en ?uvre", "c?ur de ville", "m\ufffdrite"])
def test_a_lost_letter_stays_with_a_warning(text: str) -> None:
    result = clean(text)
    assert (result.value, result.warnings) == (text, ("lettre_perdue",))


@pytest.mark.parametrize(
    "text", ["Lots ? oui", "Quoi ?", "https://x.example/?a=1", "www.x.example/a.php?page=b"]
)
def test_a_question_mark_is_no_lost_letter(text: str) -> None:
    assert clean(text).warnings == ()


def test_nothing_is_none() -> None:
    assert clean(None).value is clean("").value is clean(" \n ").value is None


def test_paragraphs_keep_their_lines() -> None:
    assert clean_lines("un &amp; deux\n\n  trois  ").value == "un & deux\ntrois"


def test_folding_ignores_accents_case_and_typography() -> None:
    assert fold("L’Œuvre  À\u00a0Ça") == fold("l'oeuvre a ca") == "l'oeuvre a ca"


@given(st.text(max_size=80))
def test_cleaning_twice_changes_nothing_more_than_entities(text: str) -> None:
    once = clean(text).value
    if once and decode_entities(once) == once:
        assert clean(once).value == once


@given(st.text(max_size=80))
def test_folding_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E) | st.sampled_from("àâçèéêëîïôùûü")))
def test_letters_of_french_are_never_taken_for_damage(text: str) -> None:
    assert ftfy.fix_text(text, config=_FTFY) == text


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E) | st.sampled_from("°’«»–…€")))
def test_signs_of_french_are_never_taken_for_damage(text: str) -> None:
    assert ftfy.fix_text(text, config=_FTFY) == text


@given(st.text(st.sampled_from("Ã©â€™Â ° é’«»\x92àœabc")))
def test_a_text_that_is_spared_the_repair_needs_none(text: str) -> None:
    assert clean(text).value == (collapse(ftfy.fix_text(collapse(text), config=_FTFY)) or None)
