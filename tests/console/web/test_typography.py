"""French marks keep the word before them; English and addresses stay as they are."""

from __future__ import annotations

import pytest

from console.web.messages import Messages, sentences
from console.web.typography import french


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("à surveiller : rien", "à surveiller\u00a0: rien"),
        ("perdue ; refaite", "perdue\u202f; refaite"),
        ("vraiment ?", "vraiment\u202f?"),
        ("la colonne « * » est le jeu", "la colonne «\u00a0*\u00a0» est le jeu"),
        ("(décret n° 2020-931)", "(décret n°\u00a02020-931)"),
        ("85 % des lignes", "85\u202f% des lignes"),
        ("https://a.example/?q=1:2;3", "https://a.example/?q=1:2;3"),
    ],
)
def test_spaces_that_must_not_break(text: str, printed: str) -> None:
    assert french(text) == printed


def test_only_french_is_printed_so() -> None:
    assert Messages("fr")("watches.suspended") == "Suspendue\u00a0: sa requête ne peut pas être comprise."
    assert Messages("en")("watches.suspended") == sentences()["watches"]["suspended"]["en"]
    assert (Messages("fr").colon, Messages("en").colon) == ("\u00a0: ", ": ")
