"""The name of an organisation without what publishers add to it or cut from it."""

from __future__ import annotations

import re
from functools import lru_cache

from normalizers.values.folding import fold

_SIGNS = re.compile(r"[^a-z0-9]+")
_NUMBER = re.compile(r"\(?\b\d{9}(?:\d{5,6})?\b\)?")
"""An identifier that TED prints behind the name, also one with a digit too many."""
_DOTS = re.compile(r"\b(?:[a-z]\.){2,}")
_PHRASES = (
    ("communaute d agglomeration", "ca"),
    ("communaute agglomeration", "ca"),
    ("communaute de communes", "cc"),
    ("communaute urbaine", "cu"),
    ("centre hospitalier universitaire", "chu"),
    ("centre hospitalier regional", "chr"),
    ("centre hospitalier", "ch"),
    ("ctre hosp universitaire", "chu"),
    ("ctre hosp", "ch"),
    ("conseil departemental", "dept"),
    ("conseil general", "dept"),
    ("departement", "dept"),
    ("conseil regional", "region"),
    ("service departemental d incendie et de secours", "sdis"),
    ("office public de l habitat", "oph"),
    ("chambre de commerce et d industrie", "cci"),
    ("centre communal d action sociale", "ccas"),
    ("societe anonyme d economie mixte", "sem"),
    ("societe publique locale", "spl"),
    ("groupement hospitalier de territoire", "ght"),
    ("syndicat intercommunal", "si"),
    ("syndicat mixte", "sm"),
    ("saint", "st"),
    ("sainte", "ste"),
    ("mairie", "ville"),
    ("commune", "ville"),
    ("metropole", "metro"),
)
"""Longer ones come first: a word is written as its abbreviation, and kinds of one body under one name."""
_PHRASE = re.compile(r"\b(?:" + "|".join(long for long, _ in _PHRASES) + r")\b")
_SHORT = dict(_PHRASES)
_EMPTY = frozenset((
    "de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "a", "au", "aux", "sur", "sous", "pour",
))  # fmt: skip
_FORMS = frozenset((
    "sa", "sas", "sasu", "sarl", "eurl", "snc", "sci", "scop", "sca", "selarl", "gie", "epic", "epa",
    "ste", "societe", "ets", "cedex",
))  # fmt: skip


@lru_cache(maxsize=65536)
def fold_organisation(text: str) -> str:
    """``VILLE DE SAINT-ÉLOI``, ``Mairie de St-Eloi`` → ``ville st eloi``; "" where nothing is left.

    Legal forms, articles, identifiers and the arms of a body that sign behind a hyphen stay out only where
    the rest still names something.
    """
    flat = _NUMBER.sub(" ", _DOTS.sub(lambda found: found[0].replace(".", ""), fold(text)))
    flat = _SIGNS.sub(" ", flat).strip()
    words = _PHRASE.sub(lambda found: _SHORT[found[0]], flat).split()
    kept = [word for word in words if word not in _EMPTY]
    bare = [word for word in kept if word not in _FORMS]
    return " ".join(bare or kept)
