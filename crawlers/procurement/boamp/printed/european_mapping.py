"""A whole form of the JOUE into a notice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.model.reading import Value
from crawlers.forms.deadlines import is_deadline_heading
from crawlers.forms.folding import fold
from crawlers.forms.notice import Fields, Notice, buyer_number, put
from crawlers.procurement.boamp.annonce.identite import put_group
from crawlers.procurement.boamp.gestion import put_procedure_term
from crawlers.procurement.boamp.printed.amounts import put_amount_or_range
from crawlers.procurement.boamp.printed.codes import cpv_codes, nuts_codes
from crawlers.procurement.boamp.printed.european import Section, sections, titled, under
from crawlers.procurement.boamp.printed.european_awards import read_european_awards
from crawlers.procurement.boamp.printed.european_lots import criteria, duration, heading, read_european_lots
from crawlers.procurement.boamp.printed.european_party import is_party, read_party
from crawlers.procurement.boamp.printed.heading import kind_of, procedure_of
from crawlers.procurement.boamp.printed.line import Line, trimmed, value_of
from crawlers.procurement.boamp.printed.rectification import (
    CHANGES,
    add_links,
    earlier_notices,
    read_printed_changes,
)

KINDS = (("travaux", r"\btravaux\b"), ("fournitures", r"\bfournitures\b"), ("services", r"\bservices\b"))

_URL = re.compile(r"(?:https?://|www\.)\S*[^\s.,;)]", re.IGNORECASE)
_INTERNET = re.compile(
    r"^(?:adresse\(s\) internet|adresse principale|adresse du profil|adresse generale du pouv)"
)
_A_DAY = re.compile(r"\d{1,2}(?:er)?\s+\w+\s+\d{4}|\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2}")


def read_european(lines: Sequence[Line], notice: Notice, hint: str = "") -> int:
    """Everything printed in a form of the JOUE; the number of its numbered sections.

    ``hint`` is the name under which the buyer is indexed.
    """
    found = sections(lines)
    put(notice.avis, type_avis=_kind(found[0].lines))
    _read_buyers(found, notice, hint)
    _read_object(found, notice)
    _read_procedure(found, notice)
    notice.lots = read_european_lots(found)
    read_european_awards(found, notice)
    _read_links(found, notice)
    return sum(1 for each in found if each.number)


def _kind(head: Sequence[Line]) -> Value | None:
    kinds = [kind for kind in (kind_of(line) for line in head) if kind]
    calls = [kind for kind in kinds if kind.text == "consultation"]
    if calls and all(kind.text in ("consultation", "preinformation") for kind in kinds):
        return calls[0]
    return kinds[0] if kinds else None


def _read_buyers(found: Sequence[Section], notice: Notice, hint: str) -> None:
    bodies: list[Fields] = []
    for each in [section for section in titled(found, r"^noms?,? (?:et )?adresses?") if _is_first(section)]:
        for value in _bodies(each):
            bodies.append(read_party(value, "acheteur", "" if bodies else hint))
        put(
            notice.avis,
            url_profil_acheteur=_url(each.labelled(".*adresse du profil d?'?acheteur")),
            acheteur_siret=trimmed(each.labelled("code d'identification national")),
        )
    if bodies:
        first = dict(bodies[0])
        number = first.pop("acheteur_siret", None)
        put(notice.avis, **first, **buyer_number(number if isinstance(number, Value) else None))
    parties = [_party(body) for body in bodies]
    put_group(notice, parties[0] if parties else {}, parties[1:])
    for each in titled(found, r"^communication"):
        put(notice.avis, url_dce=_documents(each))


def _bodies(section: Section) -> list[Value]:
    """The bodies that a section names: each is one line, or the lines into which it wraps in a PDF."""
    groups: list[list[Line]] = []
    joins = False
    for line in section.lines:
        if not line.text or _INTERNET.search(fold(line.text)):
            joins = False
        elif joins:
            groups[-1].append(line)
        else:
            groups.append([line])
            joins = line.wraps
    values = [value for value in (value_of(group) for group in groups) if value]
    return [value for value in values if is_party(value) or value is values[0]]


def _is_first(section: Section) -> bool:
    return section.number.startswith("I.")


def _party(body: Fields) -> dict[str, Value]:
    pairs = {"nom": body.get("acheteur_nom"), "siret": body.get("acheteur_siret")}
    return {name: value for name, value in pairs.items() if isinstance(value, Value)}


def _documents(section: Section) -> Value | None:
    """The address of the documents, in the first sentence that speaks of them."""
    whole = section.value()
    if whole is None:
        return None
    at = fold(whole.text).find("documents du marche")
    found = _URL.search(whole.text, at) if at >= 0 else None
    stop = fold(whole.text).find("adresse a laquelle des informations", at)
    return replace(whole, text=found[0]) if found and (stop < 0 or found.start() < stop) else None


def _url(value: Value | None) -> Value | None:
    found = _URL.search(value.text) if value else None
    return replace(value, text=found[0]) if value and found else None


def _read_object(found: Sequence[Section], notice: Notice) -> None:
    whole = [each for each in found if each.number.startswith("II.1") or each.number == "II.3"]
    codes = cpv_codes(each.value() for each in titled(whole, r"\bcpv\b"))
    put(
        notice.avis,
        objet=heading(next(iter(titled(whole, r"^intitule")), None)),
        description=_first(titled(whole, r"^description succincte")),
        cpv=codes[0] if codes else None,
        cpv_secondaires=codes[1:],
        type_marche=_kinds(titled(whole, r"^type de marche")),
        lieu_code_nuts=nuts_codes(_nuts_texts(titled(whole, r"lieu d'execution"))),
        date_envoi=trimmed(_first(titled(found, r"^date d'envoi du present avis"))),
        duree_mois=duration(titled(whole, r"^duree")),
    )
    notice.divided = _divided(titled(whole, r"\blots\b"))
    _read_amounts(found, notice)


def _nuts_texts(places: Sequence[Section]) -> list[Value | None]:
    texts = []
    for each in places:
        for line in each.lines:
            if fold(line.text).startswith("code nuts"):
                texts.append(value_of([Line(line.text[9:], line.path, line.page, line.bbox)]))
    return texts


def _kinds(found: Sequence[Section]) -> tuple[Value, ...]:
    """The kind stands alone on its line, before its category."""
    for each in found:
        for line in each.lines:
            folded = fold(line.text).strip(" .")
            for term, pattern in KINDS:
                if re.match(pattern, folded) and len(folded) < 40:
                    whole = value_of([line])
                    return (replace(whole, text=term),) if whole else ()
    return ()


def _divided(found: Sequence[Section]) -> Value | None:
    for each in found:
        value = each.labelled(".*divise en lots", ".*division en lots")
        word = fold(value.text).strip(" .") if value else ""
        if value and word[:3] in ("oui", "non"):
            return replace(value, text=word[:3])
    return None


def _read_amounts(found: Sequence[Section], notice: Notice) -> None:
    """The estimate of a call; what was awarded, in an award."""
    kind = notice.avis.get("type_avis")
    awarded = isinstance(kind, Value) and kind.text in ("attribution", "intention", "modification")
    for each in found:
        if not each.number.startswith(("II.1", "II.2.1")) or each.number == "II.2":
            continue
        values = each.all_labelled(
            "valeur(?: totale)?(?: estimee| finale)? hors tva", "valeur totale(?: finale)?.*?"
        )
        for value in values:
            amounts: Fields = {}
            put_amount_or_range(trimmed(value), amounts)
            if awarded:
                put(notice.avis, montant_attribue=amounts.get("montant_estime"))
            else:
                put(notice.avis, **amounts)


def _read_procedure(found: Sequence[Section], notice: Notice) -> None:
    procedure = _first(titled(found, r"^type de procedure", r"^forme de la procedure"))
    contest = _first(titled(found, r"^type de concours"))
    put_procedure_term(procedure_of(procedure), notice)
    if contest:
        put_procedure_term(replace(contest, text="concours"), notice)
    elif any("concession" in fold(line.text) for line in found[0].lines):
        whole = value_of(found[0].lines)
        put_procedure_term(replace(whole, text="concession") if whole else None, notice)
    put(
        notice.avis,
        date_limite_reponse=_deadline(found),
        criteres=criteria(
            [
                each
                for each in titled(found, r"criteres d'(?:attribution|evaluation)")
                if each.number[:2] == "IV"
            ]
        ),
    )


def _deadline(found: Sequence[Section]) -> Value | None:
    for each in titled(found, r"date limite"):
        if each.number.startswith("IV") and (is_deadline_heading(each.title) or each.number == "IV.2.2"):
            for line in each.lines:
                value = value_of([line])
                if value and _A_DAY.search(value.text):
                    return trimmed(value)
    return None


def _read_links(found: Sequence[Section], notice: Notice) -> None:
    """Earlier numbers of the JOUE, and what a rectificatif changes of the notice and of its lots."""
    before = [
        *titled(found, r"publication anterieure", r"avis original", r"publication\(s\) anterieure"),
        *under(found, "VI.6"),
    ]
    add_links([link for each in before for link in earlier_notices(each.lines, notice.number)], notice)
    kind = notice.avis.get("type_avis")
    if not isinstance(kind, Value) or kind.text not in CHANGES:
        return
    notice.avis.pop("date_limite_reponse", None)
    for each in [section for section in found if section.number.startswith("VII")]:
        read_printed_changes(each.lines, notice)


def _first(found: Sequence[Section]) -> Value | None:
    return next((value for value in (each.value() for each in found) if value), None)
