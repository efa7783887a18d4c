"""Lots that an annulation cancels by name, told in prose: the others go on."""

from __future__ import annotations

import re
from dataclasses import replace

from core.model.reading import Value
from crawlers.forms.changes import lot_changed
from crawlers.forms.folding import fold
from crawlers.forms.notice import Notice

_NUMBERS = (
    r"(?P<numbers>\d{1,3}(?:\s?(?:,|;|/|et|ainsi que)\s?(?:(?:le )?lot )?(?:n ?[°o]s? ?)?\d{1,3})*)"
    r"(?!\d|[.,]\d|\s?(?:euros|%))"
)
_LOTS = (
    rf"(?:du |des |le |les |au |aux |pour )?lots? ?(?:\(s\) ?)?(?:n ?[°o]?s? ?|numeros? ?)?(?:: ?)?{_NUMBERS}"
)
_GIVEN_UP = (
    r"(?:annul(?:es?|ation)|(?:declare|classe)s? (?:sans suite|infructueux)|sans suite"
    r"|abandon(?:nes?)?|supprimes?|retires?)"
)
_AFTER = re.compile(rf"\b{_LOTS}[^.;\d]{{0,60}}?\b(?:est|sont|a ete|ont ete)\b[^.;\d]{{0,20}}\b{_GIVEN_UP}\b")
_REASON = r"\b(?:car|parce|puisque|raison|suite|motif|cause|apres|aucune?|erreur)\b"
_BEFORE = re.compile(rf"\b{_GIVEN_UP}\b(?:(?!{_REASON})[^.;,:\d]){{0,60}}?\b{_LOTS}")
_ALL = re.compile(
    r"\btous les lots\b"
    r"|\b(?:ensemble|totalite|integralite) (?:des lots|du marche|de la (?:procedure|consultation))"
)


def lots_given_up(text: str) -> tuple[str, ...]:
    """The numbers of the lots that a text says are cancelled, in their order; none where all of them are.

    ``"Le lot n° 2 est déclaré sans suite ; les lots 1 et 3 sont maintenus."`` → ``("2",)``.
    """
    words = re.sub(r"\s+", " ", fold(text))
    if _ALL.search(words):
        return ()
    found = [each["numbers"] for pattern in (_AFTER, _BEFORE) for each in pattern.finditer(words)]
    numbers = {figures.lstrip("0") for each in found for figures in re.findall(r"\d+", each)}
    return tuple(sorted(numbers - {""}, key=int))


def give_up_lots(notice: Notice, reason: Value | None) -> None:
    """An annulation that cancels some lots alone changes the notice it names and does not withdraw it."""
    kind = notice.avis.get("type_avis")
    if reason is None or not isinstance(kind, Value) or kind.text != "annulation":
        return
    lots = lots_given_up(reason.text)
    for number in lots:
        lot_changed(notice, replace(reason, text=number)).setdefault("annule", replace(reason, text="oui"))
    if lots:
        notice.avis["type_avis"] = replace(kind, text="rectificatif")
