"""A notice of a buyer as rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.errors import StructureChanged
from core.model.document import Document
from core.model.evidence import Evidence
from core.model.reading import ColumnValue, Value
from core.model.source import Found
from core.model.toolbox import Toolbox
from crawlers.forms.accounts import account_labels
from crawlers.forms.folding import fold
from crawlers.forms.intentions import mark_intended
from crawlers.forms.notice import Notice, put, rows
from crawlers.forms.procedures import procedure_term
from crawlers.procurement.buyer_profile.amounts import put_amounts
from crawlers.procurement.buyer_profile.awards import read_awards
from crawlers.procurement.buyer_profile.buyer import put_buyer
from crawlers.procurement.buyer_profile.criteria import DIFFER, by_lot, criteria
from crawlers.procurement.buyer_profile.grammar import LOST, Field, first, unknown_labels
from crawlers.procurement.buyer_profile.head import Head, read_head
from crawlers.procurement.buyer_profile.labels import BODY, CORE
from crawlers.procurement.buyer_profile.lots import CPV, divided, lists_of_lots, lots, titled_lots
from crawlers.procurement.buyer_profile.text import Text, text_of
from crawlers.procurement.buyer_profile.words import (
    address,
    joined,
    kind_of,
    moment,
    paragraph,
    sentence,
    types_of,
)

NAME = "buyer-profile"
FEWEST_LABELS = 3
"""A notice has at least so many of the fields in :data:`labels.CORE`, or as many labels in its head."""

_VOCABULARY = tuple(
    re.compile(pattern)
    for pattern in (
        r"organisme acheteur",
        r"pouvoir adju",
        r"ma.tre d.ouvrage",
        r"appel public",
        r"avis de march.",
        r"appel d.offres?",
        r"march. public|objet du march|concession|delegation de service",
        r"procedure adaptee|proc.dure adapt.e",
        r"date limite de r|remise des offres|remise des plis",
    )
)
_NUTS = re.compile(r"\bFR[A-Z0-9]{0,3}\b")
_POSTAL = re.compile(r"\b(?P<postal>\d{5})\s+(?P<town>[^\W\d_][^,;.\n()]*)")
_LISTED = re.compile(r"\b(\d{1,3}|20?[AB])\b")
_NEXT_POINT = re.compile(r"\n\d{1,2}\s*[.)/]\s|(?:^|\n)\s*(?:[Ll]ot n\s?[°ºo]\s*:|[IVX]+(?:\.\d+)+\s?\))")
"""Notices in numbered points: the next one is not said of this."""
_ALONE = frozenset({"travaux", "services", "service", "fournitures", "fourniture"})
IGNORED = frozenset({"autre", "coordonnees", "au_lieu", "lire"})
"""Keys of labels without a column: conditions and recourse, telephone and mail of the buyer."""

_PLATFORM = re.compile(
    r"pour retrouver cet avis int.gral|.{0,30}documents de la consultation (?:se trouve|sont|est)"
    r"|retrait du dossier"
)


def recognises(document: Document) -> bool:
    """Whether a page speaks of French public contracts; :func:`read` says whether it is a notice."""
    if document.tree is None:
        return False
    text = text_of(document.tree)
    return sum(bool(pattern.search(text.folded)) for pattern in _VOCABULARY) >= 2


def read(document: Document, toolbox: Toolbox) -> Iterator[Found]:
    """The rows of the notice.

    Raises:
        StructureChanged: hardly any label of a notice is known, or neither buyer nor subject is found.
    """
    assert document.tree is not None  # noqa: S101 - recognises has seen it
    text = text_of(document.tree)
    head = read_head(text)
    fields = BODY.fields(text, head.start)
    known = {each.key for each in fields} & CORE
    if len(known) < FEWEST_LABELS and head.labels < FEWEST_LABELS:
        raise StructureChanged(f"the page has only {len(known)} labels of a notice that we know")
    notice = _notice(text, head, fields, document.sha256[:16])
    if "objet" not in notice.avis or "acheteur_nom" not in notice.avis:
        raise StructureChanged("the page names no buyer or no subject")
    yield from rows(notice)
    yield from account_labels(
        read=[each.label for each in fields if each.key and each.key not in IGNORED],
        ignored=[each.label for each in fields if each.key in IGNORED],
        unknown=unknown_labels(text, fields),
    )


def _notice(text: Text, head: Head, found: Sequence[Field], number: str) -> Notice:
    """What stands inside a list of lots is said of the lots, not of the whole."""
    listed = [*lists_of_lots(found), titled_lots(text, found)]
    fields = [each for each in _as_mended(found) if not any(each.at in part for part in listed)]
    notice = Notice(NAME, number)
    avis = notice.avis
    objet = _subject(first(fields, text, "objet")) or _intact(head.title, text, fields[0])
    place = objet.evidence if objet else Evidence(lecture="", path="/")
    put(
        avis,
        source=Value(NAME, replace(place, lecture=objet.text if objet else "")),
        numero_source=sentence(_line(first(fields, text, "reference"))),
        type_avis=_kind(text, fields) or head.kind,
        objet=objet,
        objet_publication=head.title,
        description=first(fields, text, "description", "quantite"),
        type_marche=_types(text, fields, head),
        duree_mois=sentence(paragraph(first(fields, text, "duree"))),
        lieu_code_nuts=_codes(_nuts(text, fields), _NUTS),
        **_procedure(text, fields, head),
        **_cpv(text, fields),
    )
    _put_dates(text, fields, head, notice)
    _put_places(text, fields, head, notice)
    put_buyer(text, fields, head.buyer, head.title, avis)
    put_amounts(text, fields, avis)
    weighing = first(fields, text, "criteres")
    put(avis, criteres=criteria(weighing))
    if weighing and by_lot(weighing):
        notice.warnings.append(DIFFER)
    _put_addresses(text, fields, notice)
    notice.lots, notice.divided = lots(text, found), divided(text, found)
    read_awards(text, found, notice)
    mark_intended(notice)
    return notice


def _nuts(text: Text, fields: Sequence[Field]) -> Value | None:
    """The code below the subject: one above it is that of the buyer's address."""
    subject = next((n for n, each in enumerate(fields) if each.key == "objet"), 0)
    return first(fields[subject:], text, "nuts")


def _subject(value: Value | None) -> Value | None:
    """What stands under the label: all of it if it is short, else its first paragraph."""
    if value and (point := _NEXT_POINT.search(value.text)):
        value = replace(value, text=value.text[: point.start()])
    if value and value.text.count("\n") > 2:
        value = paragraph(value)
    return sentence(value)


def _intact(title: Value | None, text: Text, opening: Field) -> Value | None:
    """The title of the head, in the words of the notice where it repeats them with all their letters."""
    if title is None or LOST not in title.text:
        return title
    form = re.compile(".".join(re.escape(part) for part in fold(title.text).split(LOST)))
    for span in text.lines(opening.start, opening.end):
        line = text.value(*span)
        if line and LOST not in line.text and form.fullmatch(fold(line.text).strip(" .")):
            return line
    return title


def _line(value: Value | None) -> Value | None:
    return replace(value, text=value.text.split("\n")[0]) if value else None


def _kind(text: Text, fields: Sequence[Field]) -> Value | None:
    """The kind under its label, or the heading above the subject."""
    said = _line(first(fields, text, "type_avis"))
    lines: list[Value | None] = [said]
    end = next((each.start for each in fields if each.key == "objet"), fields[0].end)
    lines += [text.value(*span) for span in text.lines(fields[0].start, end)]
    for line in lines:
        kind = kind_of(line.text) if line else None
        if line and kind:
            return replace(line, text=kind)
    return None


def _types(text: Text, fields: Sequence[Field], head: Head) -> tuple[Value, ...]:
    """``Marché de fournitures :`` names it in the label; else what stands under it, or alone on a line."""
    for each in fields:
        if each.key == "type_marche":
            label = text.value(each.at, each.start)
            found = types_of(label) or types_of(_line(each.value(text)))
            if found:
                return found
    opening = [each for each in fields if each.key in ("", "departements")]
    for each in opening:
        for span in text.lines(each.start, each.end):
            if text.folded[slice(*span)].strip(" .-") in _ALONE:
                return types_of(text.value(*span))
    return head.types


def _procedure(text: Text, fields: Sequence[Field], head: Head) -> dict[str, ColumnValue | None]:
    given = [_line(each.value(text)) for each in fields if each.key == "procedure"]
    headings = [text.value(*span) for span in text.lines(fields[0].start, fields[0].end)]
    short = [line for line in headings if line and len(line.text) < 60]
    for value in [*given, *short, head.procedure]:
        term = procedure_term(value.text) if value else None
        if value and term:
            return {"procedure": replace(value, text=term), "procedure_libelle": sentence(value)}
    return {}


def _cpv(text: Text, fields: Sequence[Field]) -> dict[str, ColumnValue | None]:
    """The codes of the notice, the principal one first."""
    own = [code for each in fields if each.key == "cpv" for code in _codes(each.value(text), CPV)]
    codes = list({code.text[:8]: code for code in own}.values())
    return {"cpv": codes[0] if codes else None, "cpv_secondaires": tuple(codes[1:])}


def _codes(value: Value | None, pattern: re.Pattern[str]) -> tuple[Value, ...]:
    return tuple(replace(value, text=code) for code in pattern.findall(value.text)) if value else ()


def _put_dates(text: Text, fields: Sequence[Field], head: Head, notice: Notice) -> None:
    put(
        notice.avis,
        date_limite_reponse=moment(first(fields, text, "limite")) or head.closing,
        date_envoi=moment(first(fields, text, "envoi")),
        date_publication=head.published or moment(first(fields, text, "publication")),
    )


def _put_places(text: Text, fields: Sequence[Field], head: Head, notice: Notice) -> None:
    printed = _line(first(fields, text, "departements"))
    place = sentence(_with_town(first(fields, text, "lieu")))
    put(
        notice.avis,
        departements_publication=_codes(printed, _LISTED) or head.departements,
        lieu_libelle=place if place and re.search(r"[^\W\d_]", place.text) else None,
    )
    found = _POSTAL.search(place.text) if place else None
    if place and found:
        put(
            notice.avis,
            lieu_code_postal=replace(place, text=found["postal"]),
            lieu_ville=(replace(place, text=found["town"].strip()),),
        )


def _as_mended(fields: Sequence[Field]) -> Iterator[Field]:
    """The fields without those that "Au lieu de" quotes, which "Lire" gives again."""
    quoted = False
    for each in fields:
        quoted = each.key == "au_lieu" or (quoted and each.key != "lire")
        if not quoted:
            yield each


def _with_town(value: Value | None) -> Value | None:
    """The first paragraph, with the line of the town below that of the street."""
    lines = value.text.split("\n") if value else []
    if value and len(lines) > 1 and _POSTAL.match(lines[1]) and not _POSTAL.search(lines[0]):
        return replace(value, text=joined(lines[:2]))
    return paragraph(value)


def _put_addresses(text: Text, fields: Sequence[Field], notice: Notice) -> None:
    """The buyer's profile, and the platform on which a notice sends to its documents."""
    platforms = [each.value(text) for each in fields if _PLATFORM.match(fold(each.label))]
    found = [address(value) for value in platforms]
    put(
        notice.avis,
        url_profil_acheteur=address(first(fields, text, "profil")),
        url_dce=next((each for each in found if each), None),
    )
