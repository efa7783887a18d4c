"""The procedure that some words of a publisher name."""

from __future__ import annotations

import re

from crawlers.forms.folding import fold

_TERMS = tuple(
    (term, re.compile(pattern))
    for term, pattern in (
        ("negociee_sans_publicite", r"sans (?:publicite|mise en concurrence|publication)"),
        ("adaptee", r"\badapt(?:ee?|\ufffde?)s?(?!\w)|\bmapa\b|\bm\.a\.p\.a\b"),
        ("systeme_acquisition_dynamique", r"acquisition dynamique"),
        ("dialogue_competitif", r"dialogue comp.titif"),
        ("partenariat_innovation", r"partenariat d.innovation"),
        ("concours", r"\bconcours\b"),
        ("concession", r"\bconcession|d.l.gation de service public"),
        ("negociee", r"n.gociation|n.goci.e"),
        ("restreinte", r"\brestreinte?\b"),
        ("ouverte", r"\bouverte?\b"),
        ("accord_cadre", r"accord-cadre|march.s? subs.quents?"),
        ("autre", r"^autre"),
    )
)
"""Any letter stands where a converter may have lost one ("proc�dure adapt�e")."""


def procedure_term(words: str) -> str | None:
    """``adaptee`` for ``"Procédure adaptée ouverte (article R.2123-1)"``; None for words that name none."""
    folded = fold(words)
    return next((term for term, pattern in _TERMS if pattern.search(folded)), None)
