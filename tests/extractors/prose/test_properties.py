"""What holds for any text: no crash, spans inside the text, time in proportion to the length."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.act import Act
from extractors.prose.designations import read_designations
from extractors.prose.nominations import read_acts, refused
from extractors.prose.titles import read_title

CODED = {
    "type_acte",
    "profession",
    "office_cree",
    "motif_remplacement",
    "societe_forme",
    "cour",
    "role",
    "mouvement",
}
CONTRACTED = {"residence_libelle", "residence_origine"}
PIECES = (
    "Par arrêté du garde des sceaux, ministre de la justice, en date du 12 mars 2026",
    ", ",
    " : ",
    ". ",
    " ; ",
    "\n",
    " et ",
    " est nommé notaire",
    " sont nommés notaires associés",
    " est acceptée",
    "M. Petit (Jean)",
    "Mme Le Goff (Anne), née Kervella",
    "MM. A (B) et C (D)",
    "Me Paul DURAND",
    "M. ",
    "(",
    ")",
    " à la résidence de Vitré (Ille-et-Vilaine)",
    " à la résidence du Mans (Sarthe)",
    "en remplacement de ",
    "la SCP Martin et Petit",
    "la société d'exercice libéral par actions simplifiée « X »",
    "dont est titulaire ",
    "au sein de l'office ",
    "le retrait de ",
    "La démission de ",
    "l'office de notaire ",
    " est supprimé",
    " est transféré à ",
    " est dissoute",
    "désignant liquidateur ",
    "mandataire judiciaire : ",
    "SELARL A - B - C ",
    "en la personne de ",
    "12 rue des Lombards 30000 NIMES",
    "mettant fin à la mission de ",
    "au lieu de : « ",
    "lire : « ",
    " »",
    "é",
    "’",
    "\u00a0",
    "&amp;",
)
texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
Reader = Callable[[str], tuple[Act, ...]]
READERS: list[Reader] = [read_acts, read_designations, read_title]


@pytest.mark.parametrize("read", READERS, ids=lambda read: str(read.__name__))
@settings(deadline=None)  # the first text without a civility loads the model
@given(text=texts)
def test_spans_are_words_of_the_text(read: Reader, text: str) -> None:
    for act in read(text):
        assert 0 <= act.start <= act.end <= len(text)
        for name, span in act.columns.items():
            assert 0 <= span.start <= span.end <= len(text)
            assert 0 < span.confidence <= 1
            assert span.value
            if name not in CODED | CONTRACTED and not name.endswith("civilite") and "&" not in text:
                assert span.value == text[span.start : span.end] or name == "professionnel_adresse"


@settings(deadline=None)  # the first text without a civility loads the model
@given(text=texts)
def test_refusals_are_discipline(text: str) -> None:
    assert {refusal.code for refusal in refused(text)} <= {"discipline"}


@settings(deadline=None)  # the first text without a civility loads the model
@given(text=texts)
def test_an_act_says_what_it_is(text: str) -> None:
    assert all({"type_acte", "profession"} <= set(act.columns) for act in read_acts(text))
    assert all({"role", "mouvement"} <= set(act.columns) for act in read_designations(text))


@pytest.mark.parametrize(
    "piece", [*PIECES, "A ", "A. ", "M. A (B) et ", "SCP A, B, ", "Me A 1 rue B 12345 C ", "de la "]
)
def test_time_grows_with_the_length_only(piece: str) -> None:
    """A long run of any formula is read in a few seconds on a slow machine: no rule goes back and forth."""
    text = piece * (20_000 // len(piece))
    started = time.perf_counter()
    for read in READERS:
        read(text)
    assert time.perf_counter() - started < 8
