"""The lots that a notice lists, and whether it is divided."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.model.reading import ColumnValue, Value
from crawlers.forms.folding import fold
from crawlers.forms.lot_numbers import lot_number
from crawlers.forms.notice import Fields, put
from crawlers.procurement.buyer_profile.grammar import Field, first
from crawlers.procurement.buyer_profile.text import Text
from crawlers.procurement.buyer_profile.words import joined, paragraph, sentence

_LOT = re.compile(
    r"(?P<head>(?:^|\n)\s*(?:[-–•*]\s*)?)?\blot\s*(?:\(s\)\s*)?(?:n\s?[°o\ufffd.]?\s*)?"
    r"(?P<number>\d{1,3}\s?[a-z]?(?![\w])|[ivx]{1,5}(?!\w))\s*(?:[:.]\s*[-–]|[:.\-–=]|\)\s*:?)\s*"
)
CPV = re.compile(r"\b\d{8}(?:-\d)?\b")
_NUMBER_BELOW = re.compile(r"(?:^|\n)\s*lot n\s?[°o]\s*:[^\S\n]*(?P<number>[a-z0-9][\w .-]{0,10})(?=\n|$)")
_AFTER_LOTS = frozenset({"procedure", "limite", "envoi", "titulaire"})
_OF_A_LOT = frozenset({"cpv", "duree", "nuts", "lieu", "description", "quantite", "estimation", "liste_lots"})
_CPV = re.compile(r"[\s.,;-]*(?:code\s+)?c\.?p\.?v\.?[^\d\n]{0,25}(?P<code>\d{8}(?:-\d)?)", re.IGNORECASE)
_ONE = re.compile(r"\blot\s+unique\b|pas pr.vu de d.composition en lots|non allotie?\b|\bpas (?:d.)?alloti")
_NEAR = 8
"""Letters that may stand between a field and the label after it: blanks, a hyphen, a number."""
_AGAIN = re.compile(r"\s*lots?\s*(?:n\s?[°o.]?\s*)?\d{1,3}\s*:\s*", re.IGNORECASE)
_NO = re.compile(r"^\s*non\b")
_YES = re.compile(r"^\s*oui\b")


def divided(text: Text, fields: Sequence[Field]) -> Value | None:
    """``oui`` or ``non``, as the notice says it."""
    for each in fields:
        value = each.value(text) if each.key == "lots" else None
        if value is None:
            continue
        words = fold(value.text)
        if _NO.match(words) or _ONE.search(words):
            return replace(value, text="non")
        if _YES.match(words):
            return replace(value, text="oui")
    found = _ONE.search(text.folded, fields[0].start)
    value = text.value(*found.span()) if found else None
    return replace(value, text="non") if value else None


def lots(text: Text, fields: Sequence[Field]) -> list[Fields]:
    """Number, title and codes of each lot, once: at the head of a line, or anywhere in a list of lots."""
    found: dict[str, Fields] = {}
    listed = lists_of_lots(fields)
    for mark, end in _marks(text, fields, listed):
        number = text.value(*mark.span("number"))
        title = _title(text, mark.end(), _first_label(fields, mark.end(), end))
        key = lot_number(replace(number, text=number.text.upper().replace(" ", ""))) if number else None
        if key and title and key.text not in found:
            found[key.text] = {"numero_lot": key} | title
            inside = [each for each in fields if mark.end() <= each.start <= end and _is_in(each, listed)]
            put(found[key.text], **_terms(text, inside))
    return list(found.values()) or list(_titled(text, fields))


def _titled(text: Text, fields: Sequence[Field]) -> Iterator[Fields]:
    """The lots of the forms of the JOUE, whose title stands above the number: ``Intitulé : … Lot nº : 2``."""
    heads = [(each, below) for each in fields if (below := _number_below(text, each))]
    ends = [each.at for each, _ in heads[1:]] + [titled_lots(text, fields).stop]
    for (each, below), end in zip(heads, ends, strict=False):
        number = lot_number(text.value(*below.span("number")))
        title = sentence(text.value(each.start, below.start()))
        if number:
            found: Fields = {"numero_lot": number}
            put(
                found, intitule=title, **_terms(text, [field for field in fields if each.at < field.at < end])
            )
            yield found


def _number_below(text: Text, each: Field) -> re.Match[str] | None:
    return _NUMBER_BELOW.search(text.folded, each.start, each.end) if each.key == "objet" else None


def titled_lots(text: Text, fields: Sequence[Field]) -> range:
    """The positions of the sections that describe such lots: up to the section on the procedure."""
    heads = [each.at for each in fields if _number_below(text, each)]
    if not heads:
        return range(0)
    after = (each.at for each in fields if each.at > heads[-1] and each.key in _AFTER_LOTS)
    return range(heads[0], next(after, len(text.plain)))


def lists_of_lots(fields: Sequence[Field]) -> list[range]:
    """The positions of each list of lots, which goes on over the labels that describe a lot."""
    found: list[range] = []
    for each in fields:
        inside = bool(found) and found[-1].stop >= each.at - _NEAR
        if each.key == "liste_lots":
            found.append(range(each.start, each.end))
        elif inside and (each.key in _OF_A_LOT or fold(each.label).startswith("mots descripteurs")):
            found[-1] = range(found[-1].start, each.end)
    return found


def _is_in(each: Field, listed: Sequence[range]) -> bool:
    return any(each.start in part for part in listed)


def _marks(text: Text, fields: Sequence[Field], listed: Sequence[range]) -> list[tuple[re.Match[str], int]]:
    """Each mark of a lot and where its words end: at the next mark or the end of the list."""
    spans = [(each.start, each.end, each.key == "lots") for each in fields if not _is_in(each, listed)]
    spans += [(part.start, part.stop, True) for part in listed]
    found: list[tuple[re.Match[str], int]] = []
    for start, end, is_list in spans:
        marks = list(_LOT.finditer(text.folded, start, end))
        kept = marks if is_list or _counts(marks) else [mark for mark in marks if mark["head"] is not None]
        ends = [mark.start() for mark in kept[1:]] + [end]
        found += zip(kept, ends, strict=False)
    return found


def _first_label(fields: Sequence[Field], start: int, end: int) -> int:
    return min((each.at for each in fields if start <= each.at < end), default=end)


def _terms(text: Text, fields: Sequence[Field]) -> dict[str, ColumnValue | None]:
    """What the labels inside a lot say of it."""
    codes = [value for each in fields if each.key == "cpv" and (value := each.value(text))]
    found = [replace(value, text=code) for value in codes for code in CPV.findall(value.text)]
    return {
        "cpv": found[0] if found else None,
        "cpv_secondaires": tuple(found[1:]),
        "duree_mois": sentence(paragraph(first(fields, text, "duree"))),
    }


def _counts(marks: Sequence[re.Match[str]]) -> bool:
    """Whether marks in a paragraph count 1, 2, …: then they are a list."""
    numbers = [mark["number"].strip().lstrip("0") for mark in marks]
    return len(marks) > 1 and numbers == [str(number) for number in range(1, len(marks) + 1)]


def _title(text: Text, start: int, end: int) -> Fields | None:
    """The line of the lot, gone on where it is cut at the margin; a CPV code behind it is taken apart."""
    again = _AGAIN.match(text.plain, start)
    start = again.end() if again else start
    stop = _end_of_title(text, start, end)
    cpv = _CPV.search(text.plain, start, stop)
    words = text.value(start, cpv.start() if cpv else stop)
    title = sentence(replace(words, text=joined(words.text.split("\n")))) if words else None
    if title is None or not re.search(r"[^\W\d_]{2}", title.text):
        return None
    code = text.value(*cpv.span("code")) if cpv else None
    found: Fields = {"intitule": title}
    put(found, cpv=code)
    return found


def _end_of_title(text: Text, start: int, end: int) -> int:
    stop = start
    for begin, cut in text.lines(start, end):
        if begin > start and not text.plain[begin].islower():
            break
        stop = cut
        if text.plain[begin:cut].rstrip().endswith((".", ";")):
            break
    dot = re.compile(r"\.\s+(?=Lot|Dur|Mots|C\.P\.V|CPV)").search(text.plain, start, stop)
    return dot.start() if dot else stop
