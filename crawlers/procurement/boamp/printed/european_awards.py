"""V of the forms of the JOUE: the award of each lot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.model.reading import Value
from crawlers.forms.folding import fold
from crawlers.forms.notice import Award, Fields, Notice, put
from crawlers.procurement.boamp.printed.amounts import put_amount_or_range
from crawlers.procurement.boamp.printed.european import Section, titled
from crawlers.procurement.boamp.printed.european_lots import LOT
from crawlers.procurement.boamp.printed.european_party import bodies, country_of, read_party
from crawlers.procurement.boamp.printed.line import trimmed
from crawlers.procurement.boamp.values import lot_number

_SIX = re.compile(r"pme\s*:", re.IGNORECASE)


def read_european_awards(found: Sequence[Section], notice: Notice) -> None:
    """An award for each winner, or for each lot that is not awarded."""
    for ordinal, block in enumerate(_awards(found), start=1):
        notice.awards.extend(_award(block, str(ordinal)))


def _awards(found: Sequence[Section]) -> list[list[Section]]:
    """A block begins with the heading of section V, and again with each number of a market or lot."""
    runs: list[list[Section]] = []
    for each in found:
        if each.number == "V":
            runs.append([each])
        elif runs and each.number.startswith("V.") and runs[-1][-1].number.startswith("V"):
            runs[-1].append(each)
    return [run for run in runs if len(run) > 1 or any(line.text for line in run[0].lines)]


def _award(block: Sequence[Section], contract: str) -> list[Award]:
    common = _common(block)
    if _not_awarded(block):
        whole = _reason(block)
        if whole:
            common["statut"] = whole
        return [Award(common, contract)]
    winners = _winners(block)
    joint = _answer(block, r".*groupement d'operateurs economiques")
    awards = []
    for line in winners:
        fields = {**read_party(line, "titulaire"), **common}
        put(fields, statut=replace(line, text="attribue"), titulaire_pays=country_of(line), groupement=joint)
        awards.append(Award(fields, contract))
    return awards


def _common(block: Sequence[Section]) -> Fields:
    fields: Fields = {}
    put(
        fields,
        numero_lot=lot_number(_labelled(block, LOT)),
        intitule=trimmed(_labelled(block, "intitule"), " "),
        date_attribution=trimmed(
            _titled(block, r"date de conclusion", r"date d'attribution", r"date de la decision")
        ),
        nb_offres=trimmed(_labelled(block, "nombre d'offres recues")),
        sous_traitance=_subcontracted(block),
    )
    for each in titled(block, r"montant", r"valeur"):
        amounts: Fields = {}
        put_amount_or_range(
            trimmed(
                each.labelled(
                    "valeur totale (?:finale )?du marche.*?",
                    "valeur(?: totale)?(?: finale)? hors tva",
                    "valeur",
                )
            ),
            amounts,
        )
        put(fields, montant=amounts.get("montant_estime"))
        _read_offers(each, fields)
    return fields


def _read_offers(section: Section, fields: Fields) -> None:
    low, high = section.labelled("(?:ou )?offre la plus basse"), section.labelled(".*offre la plus elevee")
    low = replace(low, text=low.text.partition("/")[0]) if low else None
    put(fields, offre_min=_with_digits(low), offre_max=_with_digits(high))


def _with_digits(value: Value | None) -> Value | None:
    return value if value and any(letter.isdigit() for letter in value.text) else None


def _not_awarded(block: Sequence[Section]) -> bool:
    text = "\n".join(each.text() for each in block)
    return bool(
        re.search(r"(?:marche|lot|contrat|concession)[^\n]{0,20} est attribuee?\s*:\s*non", text)
        or re.search(
            r"n'est pas attribuee?\b|non-attribution\s*\n.*(?:infructueu|aucune offre|abandon)", text
        )
    )


def _reason(block: Sequence[Section]) -> Value | None:
    for each in block:
        folded = each.text()
        whole = each.value()
        if whole and re.search(r"aucune offre|infructueu|toutes ete rejetees", folded):
            return replace(whole, text="infructueux")
        if whole and re.search(r"interruption de la procedure|sans suite|abandon", folded):
            return replace(whole, text="sans_suite")
    first = next((value for value in (each.value() for each in block) if value), None)
    return replace(first, text="non_precise") if first else None


def _winners(block: Sequence[Section]) -> list[Value]:
    return [
        value
        for each in titled(
            block, r"nom et adresse.*(?:titulaire|contractant|concessionnaire|operateur)", r"laureat"
        )
        for value in bodies([line for line in each.lines if not _SIX.search(line.text[:20])])
    ]


def _answer(block: Sequence[Section], label: str) -> Value | None:
    value = _labelled(block, label)
    word = fold(value.text).strip(" .") if value else ""
    return replace(value, text=word) if value and word in ("oui", "non") else None


def _subcontracted(block: Sequence[Section]) -> Value | None:
    for each in titled(block, r"sous-traitance"):
        answer = _answer([each], ".*susceptible d'etre sous-traite.*?")
        whole = each.value()
        if answer or whole is None:
            return answer
        if "sous-trait" in fold(whole.text):
            return replace(whole, text="oui")
    return None


def _labelled(block: Sequence[Section], label: str) -> Value | None:
    return next((value for each in block if (value := each.labelled(label))), None)


def _titled(block: Sequence[Section], *patterns: str) -> Value | None:
    return next((value for each in titled(block, *patterns) if (value := each.value())), None)
