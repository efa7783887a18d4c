"""Entities of French legal prose, as an extractor returns them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: ``text[start:end]``, with how sure the reader is (0 to 1).

    ``value`` is the term the words stand for ("notaire", "nomination_titulaire"); it equals the words where
    nothing is coded.
    """

    value: str
    start: int
    end: int
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Act:
    """One act on one person or company, read in a text; each column of the dataset has one span.

    ``columns`` maps a column of nominations-professions-juridiques (type_acte, profession, civilite, nom,
    prenoms, nom_usage, societe_nom, societe_forme, remplace_nom, residence_libelle, …) to where it stands.
    """

    columns: dict[str, Span]
    start: int
    end: int
