"""The small model and its vote: only confidences change, and only downwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.model.act import Act, Span
from extractors.prose import vote
from extractors.prose.nominations import read_acts
from extractors.prose.recogniser import LONGEST, MODEL, Seen, names_seen
from extractors.prose.vote import DISSENT, voted
from tools.score_prose import aligned, cases, expected, values

HERE = Path(__file__).parent
MEBIBYTE = 1024 * 1024
TEXT = (
    "Par arrêté du garde des sceaux, ministre de la justice, en date du 3 mai 2019, M. Vautrelin "
    "(Basile, Ange) est nommé notaire associé, membre de la société civile professionnelle Oudry et "
    "Vautrelin, titulaire d'un office de notaire à la résidence de Bayon (Meurthe-et-Moselle), en "
    "remplacement de Mme Oudry (Rolande)."
)
NAMED = ("nom", "prenoms", "remplace_nom", "societe_nom", "residence_libelle")


def confidences(acts: tuple[Act, ...]) -> list[dict[str, float]]:
    return [{name: span.confidence for name, span in act.columns.items()} for act in acts]


def test_the_model_is_small() -> None:
    assert sum(path.stat().st_size for path in MODEL.rglob("*")) < 10 * MEBIBYTE


def test_the_model_sees_who_does_what() -> None:
    seen = {TEXT[each.start : each.end]: each.part for each in names_seen(TEXT)}
    assert seen["M. Vautrelin (Basile, Ange)"] == "PERSON"
    assert seen["Mme Oudry (Rolande)"] == "REPLACED"
    assert seen["Oudry et Vautrelin"] == "COMPANY"
    assert seen["Bayon"] == "PLACE"


def test_places_hold_in_a_long_text() -> None:
    text = TEXT + "\n" + "x" * LONGEST + "\n" + TEXT
    assert {text[each.start : each.end] for each in names_seen(text)} >= {"Bayon", "Oudry et Vautrelin"}


def test_what_both_see_stays_as_sure_as_it_was() -> None:
    acts = read_acts(TEXT)
    assert confidences(voted(TEXT, acts)) == confidences(acts)


def test_an_empty_text_needs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vote, "names_seen", None)
    assert voted("", ()) == ()


@pytest.mark.parametrize("column", NAMED)
def test_what_the_model_does_not_see_is_less_sure(column: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (act,) = read_acts(TEXT)
    span = act.columns[column]
    left = [each for each in names_seen(TEXT) if not (each.start < span.end and span.start < each.end)]
    monkeypatch.setattr(vote, "names_seen", lambda text: left)
    (after,) = voted(TEXT, (act,))
    assert after.columns[column].confidence == pytest.approx(span.confidence * DISSENT)
    assert {name: each.value for name, each in after.columns.items()} == {
        name: each.value for name, each in act.columns.items()
    }


def test_another_part_is_no_vote_for_a_value(monkeypatch: pytest.MonkeyPatch) -> None:
    (act,) = read_acts(TEXT)
    swapped = {"PERSON": "REPLACED", "REPLACED": "PERSON"}
    seen = [Seen(each.start, each.end, swapped.get(each.part, each.part)) for each in names_seen(TEXT)]
    monkeypatch.setattr(vote, "names_seen", lambda text: seen)
    (after,) = voted(TEXT, (act,))
    doubted = {name for name, span in after.columns.items() if span.confidence < act.columns[name].confidence}
    assert doubted == {"nom", "prenoms", "remplace_nom", "remplace_prenoms"}


def test_the_name_of_a_company_must_be_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "la SCP Oudry et Vautrelin est dissoute"
    act = Act({"societe_nom": Span("Oudry", 7, 12)}, 0, len(text))
    monkeypatch.setattr(vote, "names_seen", lambda text: [Seen(7, 25, "COMPANY")])
    assert voted(text, (act,))[0].columns["societe_nom"].confidence == pytest.approx(DISSENT)


def rows(folder: str) -> list[tuple[bool, bool]]:
    """For each value read in a set that the model votes on: whether it is right, whether it is doubted."""
    found = []
    for _, case in cases(HERE / folder):
        text: str = case["texte"]
        acts = read_acts(text, title=case.get("titre", ""))
        pairs: list[Any] = [
            pair for pair in aligned(expected(case), [values(act) for act in acts]) if pair[1]
        ]
        for (want, got), before, after in zip(pairs, acts, voted(text, acts), strict=True):
            found += [
                (want.get(name) == got[name], after.columns[name].confidence < span.confidence)
                for name, span in before.columns.items()
                if name in NAMED
            ]
    return found


def test_few_right_values_are_doubted() -> None:
    right = [
        doubted for folder in ("journal", "journal_suite") for is_right, doubted in rows(folder) if is_right
    ]
    print(f"{sum(right)} of {len(right)} right values doubted")
    assert sum(right) / len(right) < 0.06
