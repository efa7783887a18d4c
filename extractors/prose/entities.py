"""Persons that no rule finds, by the French model of spaCy; loaded when the first such text is met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from core.model.act import Span
from extractors.prose.letters import plain
from extractors.prose.persons import Person, read_name

MODEL = "fr_core_news_sm"
GUESSED = 0.5
_LONGEST = 2_000
_UNUSED = ["tok2vec", "morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer"]


@cache
def _model() -> Any:
    # Loading takes seconds and most texts never need it.
    import spacy  # noqa: PLC0415

    return spacy.load(MODEL, exclude=_UNUSED)


def named_persons(text: str, start: int, end: int) -> Iterator[Person]:
    """The persons that the model sees in ``text[start:end]``, with the confidence of a guess.

    Only for a place of a sentence where a rule expects a person ("… est nommée notaire") and has found none:
    a name without a civility. The first 2,000 characters are read.
    """
    words = text[start : min(end, start + _LONGEST)]
    if not any(char.isupper() for char in words):
        return
    for entity in _model()(words).ents:
        person = read_name(text, plain(text), start + entity.start_char, end, None)
        if entity.label_ == "PER" and person is not None:
            yield _guess(person)


def _guess(person: Person) -> Person:
    def less(span: Span | None) -> Span | None:
        return replace(span, confidence=GUESSED) if span else None

    name = replace(person.nom, confidence=GUESSED)
    return replace(person, nom=name, prenoms=less(person.prenoms), nom_usage=less(person.nom_usage))
