"""Who holds an office that a court confers, among the officers that the register prints of a company.

"Gérant : Crehan, Shane. nomination de l'Administrateur judiciaire : SELARL Aubrac". The managers, directors,
auditors and amicable liquidators of a company are chosen by its members: they are no designations by a court,
and natural persons whom this data set is not about. Only an office whose name says that a court confers it
counts; a bare "liquidateur" or "administrateur" is one of the company's own in the register.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from core.model.reading import Value
from core.model.tree import Node
from crawlers.legal.acts import act_values
from crawlers.legal.bodacc.companies import Company
from crawlers.legal.bodacc.notices import Act, Desk

Designated = tuple[Company, Sequence[Act]]

_COURT = (
    r"(?:co-?)?administrat(?:eur|rice)s?\s+(?:judiciaire|provisoire)s?"
    r"|(?:co-?)?mandataires?\s+(?:judiciaire|ad[\s-]hoc)s?"
    r"|(?:co-?)?liquidat(?:eur|rice)s?\s+judiciaires?"
    r"|commissaires?\s+(?:à|a)\s+l['’ ]ex[ée]cution\s+du\s+plan"
    r"|repr[ée]sentants?\s+des\s+cr[ée]anciers|juges?[\s-]commissaires?"
)
_HEADS = (
    r"(?:co-?)?g[ée]rant|(?:vice-?)?pr[ée]sident|directeur|directrice|administrat(?:eur|rice)|commissaire|membre"
    r"|associ[ée]|repr[ée]sentant|liquidat(?:eur|rice)|mandataire|contr[ôo]leur|secr[ée]taire|censeur|dirigeant"
    r"|fond[ée] de pouvoir|responsable|personne|juge"
)
_LABEL = re.compile(
    rf"(?:(?:nomination|désignation)\s+(?:du\s+|de\s+la\s+|des\s+|de\s+l['’]|d['’]))?"
    rf"(?P<before>ancien(?:ne)?s?\s+)?\b(?:(?P<office>{_COURT})|(?:{_HEADS})[^:;,.]{{0,60}}?)"
    r"(?P<gone>\s+(?:partant|sortant|d[ée]missionnaire)e?s?)?\s*(?P<colon>:)",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"\s*[,;.]?\s*(?:\(?\b(?:modification|en\s+fonction|nomination|d[ée]signation|à\s+compter|depuis|nommée?)\b"
    r"|nom\s+d['’]usage).*",
    re.IGNORECASE | re.DOTALL,
)
_COMMA = re.compile(r"(?P<nom>\s*[^\d,;.]+),(?P<prenom>\s*[^\d,;.]+)[\s,;.]*")


def court_offices(nodes: Iterable[Node], desk: Desk) -> Iterator[Act]:
    """The designations that lists of officers print, and the ends of mission ("partant")."""
    for node in nodes:
        yield from _offices(node, desk)


def told(designated: Sequence[Designated], remarks: Iterable[Node], desk: Desk) -> Sequence[Designated]:
    """The designations with those that the remarks of a notice print, which are of its one company.

    Of several companies nothing says whose they are: then only those printed beside a company count.
    """
    if len(designated) != 1:
        return designated
    (company, acts), *_ = designated
    return [(company, [*acts, *court_offices(remarks, desk)])]


def _offices(node: Node, desk: Desk) -> Iterator[Act]:
    labels = list(_LABEL.finditer(node.text))
    ends = [*(label.start() for label in labels[1:]), len(node.text)]
    for label, end in zip(labels, ends, strict=False):
        if label["office"]:
            for act in desk.toolbox.designations(_alone(node.text, label, end)):
                yield _moved(act_values(act, node), node, label)


def _alone(text: str, label: re.Match[str], end: int) -> str:
    """An office and its holder where they stand in the text, with blanks in the place of all other words."""
    start, colon = label.start("office"), label.start("colon")
    body = text[colon + 1 : end]
    remark = _REMARK.search(body)
    body = body[: remark.start()] if remark else body
    names = _COMMA.fullmatch(body)
    body = f"{names['nom']} {names['prenom']}" if names else body
    office = text[start : label.end("office")]
    return " " * start + office + " " * (colon - label.end("office")) + ":" + body


def _moved(values: dict[str, Value], node: Node, label: re.Match[str]) -> dict[str, Value]:
    gone = next((name for name in ("gone", "before") if label[name]), None)
    if gone is None:
        return values
    start, end = label.span(gone)
    words = node.text[start:end].strip()
    at = node.text.index(words, start)
    proof = replace(values["mouvement"].evidence, lecture=words, start=at, end=at + len(words))
    return {**values, "mouvement": Value("fin_de_mission", proof)}
