"""Companies of the legal professions: "la SELARL « Office notarial de la Baie »"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.model.act import Span
from extractors.prose.letters import LETTERS, UP, coded, plain, printed
from extractors.prose.persons import CIVILITY
from extractors.prose.professions import PROFESSION

_ALONE = r"(?:,? unipersonnelles?|,? à associée? unique)?"
_LONG = {
    "SELARL": rf"sociétés? d'exercice libéral à responsabilité limitée{_ALONE}",
    "SELAS": rf"sociétés? d'exercice libéral par actions? simplifiées?{_ALONE}",
    "SELAFA": r"sociétés? d'exercice libéral à forme anonyme",
    "SELCA": r"sociétés? d'exercice libéral en commandite par actions",
    "SEL": r"sociétés? d'exercice libéral",
    "SPFPL": (
        r"sociétés? de participations? financières? de professions? libérales?"
        rf"(?: (?:de |d')(?:{PROFESSION}))?"
        r"(?: à responsabilité limitée| par actions simplifiée| à forme anonyme"
        r"|,? (?:à|sous|ayant) (?:la )?forme (?:de |d'une )?société [^«\",;]{3,40}(?=[«\"]))?"
    ),
    "SPE": (
        r"sociétés? pluri-?professionnelles? d'exercice(?: par actions simplifiée| à responsabilité limitée)?"
    ),
    "SCP": r"sociétés? civiles? professionnelles?",
    "EURL": r"entreprises? unipersonnelles? à responsabilité limitée",
    "SAS": rf"sociétés? par actions simplifiées?{_ALONE}",
    "SARL": rf"sociétés? à responsabilité limitée{_ALONE}",
    "SNC": r"sociétés? en nom collectif",
    "SEP": r"sociétés? en participation",
    "SA": r"sociétés? anonymes?",
}
_SHORT = {
    "SELARL": r"S\.?E\.?L\.?A\.?R\.?L\.?(?:U\.?)?|SELURL|Selarl(?:u)?|selarl",
    "SELAS": r"S\.?E\.?L\.?A\.?S\.?(?:U\.?)?|Selas|selas",
    "SELAFA": r"S\.?E\.?L\.?A\.?F\.?A\.?|Selafa|selafa",
    "SELCA": r"S\.?E\.?L\.?C\.?A\.?|Selca",
    "SPFPL": r"S\.?P\.?F\.?P\.?L\.?(?:ARL|AS|SAS)?",
    "SCP": r"S\.?C\.?P\.?|Scp|scp",
    "SPE": r"SPE",
    "EURL": r"E\.?U\.?R\.?L\.?",
    "SARL": r"S\.?A\.?R\.?L\.?",
    "SAS": r"S\.?A\.?S\.?(?:U\.?)?",
    "SNC": r"S\.?N\.?C\.?",
    "SEL": r"SEL",
}
_FORM_WORDS = "|".join([*_LONG.values(), *_SHORT.values()])
_FORM = re.compile(
    rf"(?<![{LETTERS}\-])(?<![^lLdD]')(?:"
    + "|".join(rf"(?P<long_{code}>{words})(?![{LETTERS}])" for code, words in _LONG.items())
    + "|"
    + "|".join(rf"(?P<short_{code}>{words})(?![{LETTERS}])" for code, words in _SHORT.items())
    + r"|(?P<none>[Ss]ociété(?= +(?:« ?|\"|dénommée|ayant pour d|à dénomination"
    rf"|(?!(?:{_FORM_WORDS})(?![{LETTERS}])){UP}{{2}})))" + ")"
)
_CONNECT = re.compile(
    rf" {{0,3}}(?:(?:de|d') ?(?:{PROFESSION})(?: associé(?:e)?s?)? ?)?"
    r"(?:,? ?(?:titulaires? d'un office [^,;«\"\n]{1,40}?)?(?=[ ,]*[«\"]))?"
    r"(?:,? ?titulaires? d'un office [^,;«\"\n]{1,90}?(?=, (?:dénommée|ayant|dont la (?:dén|rais))))?"
    r"(?:,? ?(?:dénommée|intitulée|appelée|à l'enseigne|(?:ayant pour|sous la|dont la|à)"
    r" (?:dénomination|raison)(?: sociale)?(?: est| de)?) ?:? ?)?",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"« ?(?P<name>[^»\n]{1,160}?) ?»|\"(?P<other>[^\"\n]{1,160})\"")
_FORM_AFTER = re.compile(rf",? (?:une |constituée sous forme de )?(?P<form>{_FORM_WORDS})(?![{LETTERS}])")
_WORD = re.compile(rf"{UP}\.(?:[ -]?{UP}\.){{0,5}}|[{LETTERS}0-9][{LETTERS}0-9'’.\-/&+]*|&|\+")
_STOP = frozenset(
    [
        "est",
        "sont",
        "a",
        "ont",
        "était",
        "étaient",
        "à",
        "au",
        "aux",
        "titulaire",
        "titulaires",
        "dont",
        "ayant",
        "notaire",
        "notaires",
        "huissier",
        "huissiers",
        "huissière",
        "commissaire",
        "commissaires",
        "greffier",
        "greffiers",
        "greffière",
        "avocat",
        "avocats",
        "administrateur",
        "mandataire",
        "en",
        "pour",
        "par",
        "dans",
        "sise",
        "sis",
        "constituée",
        "dissoute",
        "membre",
        "membres",
        "exerçant",
        "qui",
        "que",
        "où",
        "ainsi",
        "prend",
        "représentée",
        "démissionnaire",
        "nommée",
        "désignée",
        "dénommée",
        "société",
        "sociétés",
        "ce",
        "cette",
        "avec",
        "sur",
        "il",
        "elle",
        "lors",
        "étant",
        "devient",
        "associée",
        "associé",
        "prise",
        "nomme",
        "désormais",
        "change",
        "office",
        "susvisée",
        "précitée",
        "susnommée",
        "susmentionnée",
        "et/ou",
        "se",
        "ne",
        "n'est",
        "n'a",
        "d'une",
        "d'un",
    ]
)
_AFTER_AND = re.compile(
    rf"(?:{CIVILITY}|[Ll]a |[Ll]e |(?:de |d')(?:la |l'|{CIVILITY}|{_FORM_WORDS})|{_FORM_WORDS}|est |sont "
    rf"|il |elle )",
    re.IGNORECASE,
)
_JOINT = re.compile(r" ?(?:,| - | – | — |/) ?| ?- | +")
_ASSOCIATES = re.compile(r" *(?:et|&) +(?:associé(?:e)?s?|Associé(?:e)?s?|fils|Cie)\b")


@dataclass(frozen=True, slots=True)
class Company:
    """One company: where the mention stands, its legal form as a code, its name as printed."""

    start: int
    end: int
    forme: Span | None
    nom: Span

    def columns(self) -> dict[str, Span]:
        """The filled columns of the dataset."""
        return {"societe_nom": self.nom} | ({"societe_forme": self.forme} if self.forme else {})


def find_forms(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The legal forms printed in a stretch of a text, as codes, with or without a name after them."""
    for match in _FORM.finditer(plain(text), start, len(text) if end is None else end):
        if form := _form(match):
            yield form


def find_companies(text: str, start: int = 0, end: int | None = None) -> Iterator[Company]:
    """The companies that a legal form or the word "société" announces, in order."""
    flat = plain(text)
    limit = len(text) if end is None else end
    position = start
    while match := _FORM.search(flat, position, limit):
        position = match.end()
        company = _named(text, flat, match, limit)
        if company is not None:
            position = company.end
            yield company


def _form(match: re.Match[str]) -> Span | None:
    label = str(match.lastgroup)
    if label == "none":
        return None
    return coded(label.partition("_")[2], match.start(), match.end())


def _named(text: str, flat: str, match: re.Match[str], limit: int) -> Company | None:
    connect = _CONNECT.match(flat, match.end(), limit)
    position = connect.end() if connect else match.end()
    quoted = _QUOTED.match(flat, _skip(flat, position), limit)
    if quoted is None:
        end = bare_name(flat, position, limit)
        if end is None:
            return None
        company = Company(match.start(), end, _form(match), printed(text, position, end, 0.95))
        return company if company.forme else _form_after(flat, company, limit)
    label = "name" if quoted.group("name") else "other"
    name = printed(text, quoted.start(label), quoted.end(label))
    company = Company(match.start(), quoted.end(), _form(match), name)
    return company if company.forme else _form_after(flat, company, limit)


def _skip(flat: str, position: int) -> int:
    while flat[position : position + 1] == " ":
        position += 1
    return position


def _form_after(flat: str, company: Company, limit: int) -> Company:
    """Takes the form from an apposition: "la société « X », société par actions simplifiée"."""
    match = _FORM_AFTER.match(flat, company.end, limit)
    form = _FORM.match(flat, match.start("form"), limit) if match else None
    if form is None:
        return company
    return replace(company, end=form.end(), forme=_form(form))


def bare_name(flat: str, position: int, limit: int) -> int | None:
    """The end of a company name without quotation marks that begins at a position, if there is one.

    The name runs over capitalised words, the small words between them and an enumeration of partners
    ("Durand, Martin et Petit"); it stops before a word that goes on with the sentence.
    """
    position = _skip(flat, position)
    first = _WORD.match(flat, position, limit)
    if first is None or not (first.group()[0].isupper() or first.group()[0].isdigit()):
        return None
    end = sure = first.end()
    in_brackets = False
    for _ in range(24):
        if given := (_LAST_GIVEN_NAMES if in_brackets else _GIVEN_NAMES).match(flat, end, limit):
            end = sure = given.end()
            in_brackets = True
        if partners := _ENUMERATION.match(flat, end, limit):
            return _with_partners(flat, partners.end(), limit)
        if associates := _ASSOCIATES.match(flat, end, limit):
            return associates.end()
        word = _next_word(flat, end, limit)
        if word is None:
            break
        end = word.end()
        if word.group()[0].isupper() or word.group()[0].isdigit() or _of_a_region(flat, word, limit):
            sure = end
    return _with_partners(flat, sure, limit)


def _with_partners(flat: str, end: int, limit: int) -> int:
    """The end of the name with the words ", notaires associés," that many names close with."""
    match = _AS_PARTNERS.match(flat, end, limit)
    return match.end() if match else end


def _of_a_region(flat: str, word: re.Match[str], limit: int) -> bool:
    """Whether a word is the adjective that closes "Greffe du Nord parisien"."""
    return (
        _REGIONAL.fullmatch(word.group()) is not None and _CLOSES.match(flat, word.end(), limit) is not None
    )


def _next_word(flat: str, end: int, limit: int) -> re.Match[str] | None:
    """The next word of the name, or None where the name ends."""
    joint = None if _OF_PLACE.match(flat, end, limit) else _JOINT.match(flat, end, limit)
    word = _WORD.match(flat, joint.end(), limit) if joint else None
    if joint is None or word is None or word.group() in _STOP:
        return None
    if _FORM.match(flat, word.start(), limit) or _other_person(flat, end, word):
        return None
    if joint.group().strip() == ",":
        return None
    if word.group() == "et" and _AFTER_AND.match(flat, _skip(flat, word.end()), limit):
        return None
    return word


_IS_CIVILITY = re.compile(CIVILITY)
_PARTNER = (
    rf"(?!{CIVILITY})(?:(?:de la|de|du|des|le|la) |d'|l')?{UP}[{LETTERS}'.\-]*"
    rf"(?: (?:(?:de la|de|du|des|le|la) |d'|l')?{UP}[{LETTERS}'.\-]*){{0,4}}"
)
_ENUMERATION = re.compile(
    rf", {_PARTNER}(?:(?:, {_PARTNER}){{0,8}},? (?:et|ET|&) (?:associée?s?|{_PARTNER})"
    rf"|(?:, {_PARTNER})+(?=,| [a-z])|(?=,? (?:{PROFESSION}) associé))"
)
_REGIONAL = re.compile(r"[a-zà-ÿ]{2,}(?:ien|ienne|ais|aise|ois|oise|éen|éenne|ins?|ine|ane?)s?")
_CLOSES = re.compile(r"(?: est | sont |,| ?:| ?$| [àe]n? )")
_AS_PARTNERS = re.compile(rf", (?:{PROFESSION}) associée?s(?=,| est )")
_GIVEN_NAMES = re.compile(rf" \({UP}[^()0-9\n]{{1,40}}\)(?=(?:,| et) {UP})")
_LAST_GIVEN_NAMES = re.compile(rf" \({UP}[^()0-9\n]{{1,40}}\)")
_OF_PLACE = re.compile(
    r" d(?:e la|e l'|u|es|e)? ?(?:résidence|office|étude|ressort|commune|profession)\b"
    r"| d(?:e |u |es |')[^(),;\n]{2,40} \([^()0-9\n]{2,40}\),? (?:à|au|aux|vers) (?!la résidence)"
)


def _other_person(flat: str, end: int, word: re.Match[str]) -> bool:
    """Whether a civility begins another person; "Étude de Maître X" goes on."""
    if word.group() in ("Maître", "Me") and flat.endswith((" de", "tude", "ffice"), max(0, end - 6), end):
        return False
    return _IS_CIVILITY.match(flat, word.start()) is not None
