"""The labels of a consultation page, and what stands beside each of them.

Two layouts are known: a label and its value in two blocks, or in one line ("Référence : 2020-44").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.model.evidence import Evidence
from core.model.reading import Value
from core.model.tree import Node
from crawlers.forms.folding import fold

FIELDS = {
    "date et heure limite de remise des plis": "limite",
    "date limite de remise des plis": "limite",
    "date et heure limite de remise des offres": "limite",
    "date et heure limite de remise des candidatures": "limite",
    "reference": "reference",
    "reference de la consultation": "reference",
    "intitule": "intitule",
    "intitule de la consultation": "intitule",
    "objet": "objet",
    "objet de la consultation": "objet",
    "organisme": "organisme",
    "entite publique": "entite_publique",
    "entite d'achat": "entite_achat",
    "type d'annonce": "annonce",
    "procedure": "procedure",
    "type de procedure": "procedure",
    "categorie principale": "categorie",
    "allotissement": "allotissement",
    "lieu d'execution": "lieu",
    "lieux d'execution": "lieu",
    "code cpv": "cpv",
    "codes cpv": "cpv",
    "publie le": "publication",
    "date de mise en ligne": "publication",
}
"""Folded label → field of a consultation."""

IGNORED = frozenset(
    {
        # the deadline as clocks at the buyer's show it: the one in Paris is the legal one
        "(heure locale)",
        "heure locale",
        "lieu de residence",
        # fields of the software that no French buyer fills ("0,00 MAD")
        "domaines d'activite",
        "adresse de retrait des dossiers",
        "adresse de depot des offres",
        "lieu d'ouverture des plis",
        "prix d'acquisition des plans",
        "caution provisoire",
        "qualifications",
        "agrements",
        "echantillons demandes",
        "date et heure limite",
        "reunion",
        "date et heure",
        "visites des lieux",
        "variante",
        "contact administratif",
        # how the page behaves
        "reponse electronique",
        "signature electronique",
        "clauses sociales",
        "clauses environnementales",
        "considerations sociales",
        "considerations environnementales",
        "mode de passation",
        "estimation",
    }
)
"""Labels that are set aside."""

_HEADING = re.compile(r"details? de la consultation")
_END = re.compile(
    r"telechargement du d|dossier de consultation des entreprises\s*$|mes coordonnees|piece\(s\)"
)
_LABEL = re.compile(r"(?P<label>\(?[^\W\d_][^:\n]{1,60}?)\s*\*?\s*:(?!//)\s*")
_DASHES = re.compile(r"[\s\-–—]*")


@dataclass(frozen=True, slots=True)
class Entry:
    """A label as printed, its folded form, and the value beside it, if any."""

    label: str
    folded: str
    value: Value | None
    path: str


def is_consultation(tree: Node) -> bool:
    """Whether a page shows one consultation: the heading, or several of its labels."""
    lines = leaves(tree)
    if any(_HEADING.fullmatch(fold(line.text).strip()) for line in lines):
        return True
    return len({each.folded for each in entries(lines) if each.folded in FIELDS}) >= 5


def leaves(tree: Node) -> list[Node]:
    """The filled leaves that a reader sees, without menus of choices and without the list of links."""
    found: list[Node] = []
    stack = [tree]
    while stack:
        node = stack.pop()
        if node.name in ("#links", "select", "option", "head", "footer", "nav"):
            continue
        if node.is_leaf():
            found.append(node)
        stack.extend(reversed(node.children))
    return found


def block(lines: Sequence[Node]) -> list[Node]:
    """The lines of the consultation: from its heading to the forms below it."""
    start = next((n for n, line in enumerate(lines) if _HEADING.fullmatch(fold(line.text).strip())), -1)
    rest = lines[start + 1 :]
    end = next((n for n, line in enumerate(rest) if _END.match(fold(line.text).strip())), len(rest))
    return list(rest[:end])


def entries(lines: Iterable[Node]) -> Iterator[Entry]:
    """Each label with its value: in its own line, or the whole next line if that has no label itself."""
    waiting: Node | None = None
    for line in lines:
        found = _LABEL.match(line.text)
        if waiting is not None:
            known = found is not None and _folded(found["label"]) in FIELDS.keys() | IGNORED
            bare = found is not None and found.end() == len(line.text)
            taken = not (known or bare)
            yield _entry(waiting, line if taken else None)
            waiting = None
            if taken:
                continue
        if found and found.end() == len(line.text):
            waiting = line
        elif found:
            yield _inline(line, found)
    if waiting is not None:
        yield _entry(waiting, None)


def _folded(label: str) -> str:
    return " ".join(fold(label).split())


def _entry(label: Node, value: Node | None) -> Entry:
    words = label.text.strip().rstrip(": *")
    return Entry(words, _folded(words), _value(value.text, value) if value else None, label.path)


def _inline(line: Node, found: re.Match[str]) -> Entry:
    value = _value(line.text[found.end() :], line, found.end())
    return Entry(found["label"], _folded(found["label"]), value, line.path)


def _value(text: str, node: Node, start: int | None = None) -> Value | None:
    if _DASHES.fullmatch(text):
        return None
    end = None if start is None else len(node.text)
    return Value(text.strip(), Evidence(lecture=text.strip(), path=node.path, start=start, end=end))
