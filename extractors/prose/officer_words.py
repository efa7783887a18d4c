"""Where the name and the address of a professional end in the running text of a judgment."""

from __future__ import annotations

import re

from extractors.prose.letters import LETTERS, UP
from extractors.prose.roles import ROLE

TITLE = (
    r"(?:ME \(Ma[îi]tre\)|MA[ÎI]TRES?|[Mm]a[îi]tres?|M[eE]s?|me|MM\.|M\.|Mrs?\.?|Mmes?|Mlles?"
    r"|[Mm]onsieur|[Mm]adame)"
)
SHORT_FORM = (
    r"S\.?E\.?L\.?A\.?R\.?L\.?(?:U\.?)?|SELURL|S\.?E\.?L\.?A\.?S\.?(?:U\.?)?|S\.?E\.?L\.?A\.?F\.?A\.?"
    r"|S\.?E\.?L\.?C\.?A\.?"
    r"|S\.?C\.?P\.?|S\.?A\.?S\.?(?:U\.?)?|S\.?A\.?R\.?L\.?|E\.?U\.?R\.?L\.?|SEL[UC]?|ELRL|ELAS|SPE|AARPI|SCS"
)
_LONG = (
    r"soci[ée]t[ée] d'exercice lib[ée]ral (?:à responsabilité limitée|par actions simplifiée|à forme anonyme)"
    r"|soci[ée]t[ée] civile professionnelle|soci[ée]t[ée] par actions simplifiée|sociét[ée]|st[ée]|étude"
    r"|cabinet"
)
FORM = rf"(?:{_LONG}|{SHORT_FORM})"

_ADDRESS = (
    r"rues?|avenues?|av|ave|boulevard|bd|bld|blvd|places?|pl|cours|quai|route|rte|chemin|che|chem|impasse"
    r"|imp|allées?"
    r"|immeuble|imm|résidence|rés|bp|b\.p|cs|boîte|boite|passage|galerie|square|espace|tour|centre|parc"
    r"|zone|za|zac|zi"
    r"|lieudit|lieu-dit|promenade|promenoir|rampe|montée|esplanade|faubourg|fbg|bâtiment|bât|bat|hôtel"
    r"|mail|rond-point"
    r"|cité|sente|sentier|voie|ruelle|traverse|clos|cour|domaine|quartier|hameau|port|rocade|carrefour"
    r"|chaussée|le parvis"
    r"|technopole|pôle|villa(?= \d)"
)
_GOES_ON = (
    r"prise?|représentée?s?|mission|ayant|avec|met|mettant|membre|associée?s?|dont|sise?|demeurant"
    r"|domiciliée?|comme|dans|sur"
    r"|pour|par|qui|que|est|sont|à|a|au|aux|en|et|lequel|laquelle|les|ès|nommée?|désignée?|désignant"
    r"|maintenue?|suite|tél|fixe"
    r"|date|agissant|ainsi|conduite|outre|assistée?|remplacée?|jusqu|lors|ci-dessus|susvisée?"
)
_FIRM_GOES_ON = (
    r"prise?|représentée?s?|mission|ayant|avec|met|mettant|dont|sise?|demeurant|domiciliée?|comme|qui|que"
    r"|est|étant|sont|nommée?"
    r"|désignée?|désignant|fixe|date|agissant|conduite|outre|lequel|laquelle|ès|dans|remplacée?|susvisée?"
    r"|en(?= (?:la|qualit|rempl|sa))|et(?= (?:maint|mett|met |désign|à compter|la |le |fix|dit |nomm))"
)
_PUNCTUATION = re.compile(r" *(?:$|[,;:()\n«»\"]|\.(?=\s|$)|[–—]|-(?= |BP|B\.P)|&)")
_FIRM_PUNCTUATION = re.compile(r" *(?:$|[,;:()\n»\"]|\.(?=\s|$)|-(?=BP|B\.P))")
_NUMBER = re.compile(
    r" *\d+(?: ?(?:bis|ter|quater|[A-Z]))?(?:[-/.]\d+)*(?: ?(?:bis|ter))?(?=[ ,]|$)", re.IGNORECASE
)
_WORD = re.compile(
    rf" *(?P<word>(?:{UP}\.[ -]?){{1,6}}(?:{UP}(?![{LETTERS}]))?|[{LETTERS}0-9][{LETTERS}0-9'’\-]*)",
)
_FIRM_WORD = re.compile(
    rf" *(?P<word>(?:[{LETTERS}]\.[ -]?){{2,8}}(?:[{LETTERS}](?![{LETTERS}]))?|{UP}(?:-{UP})*\."
    rf"|[{LETTERS}0-9](?:(?!-B\.?P)[{LETTERS}0-9'’\-.])*(?<=[{LETTERS}0-9])[²³]?"
    rf"|[{LETTERS}0-9]|&amp;|&|-(?= )|–|\+|/)"
)
_STOP = re.compile(rf"(?:{_ADDRESS}|{_GOES_ON})(?![{LETTERS}\-'])|(?:{ROLE})(?![{LETTERS}])", re.IGNORECASE)
_FIRM_STOP = re.compile(
    rf"(?:{_ADDRESS}|{_FIRM_GOES_ON})(?![{LETTERS}\-'])"
    rf"|(?!(?-i:Mandataires|Administrateurs)(?! +jud| +liq| +ass))(?:{ROLE})(?![{LETTERS}])",
    re.IGNORECASE,
)
_QUOTED_FIRM = re.compile(r" *(?:« ?[^»\n]{1,120}? ?»|\"[^\"\n]{1,120}\")")
_OF_FIRM = re.compile(rf"(?:(?:de )?(?:la|l') ?)?(?:{FORM})[ .]", re.IGNORECASE)
_PARTICLE = re.compile(r"(?:de|du|des|la|le|les|van|von|el|ben|da|do|dos|d|l|et)(?= |')|[dl]'", re.IGNORECASE)

_ABBREVIATED = "".join(
    rf"(?<!\b{word})"
    for word in ("imm", "bat", "bât", "av", "bd", "res", "rés", "st", "appt", "apt", "esc", "pl", "no", "r")
)
_ADDRESS_END = re.compile(
    rf" *(?:,* *(?<![{LETTERS}'])(?:avec (?:les|la|pour|le|mission)\b|(?:et|ou) (?:mett|met\b|désign|nomm"
    rf"|maint|dit\b|fix|la date|à compter|autoris)"
    rf"|assistance\b|assist|mission\b|en qualit|comme |ès qual|en remplacement|(?:et )?(?:la "
    rf"|l')?(?:{ROLE})(?![{LETTERS}\-])"
    r"|les (?:déclarations|créances|créanciers)|les dites|auprès|outre\b|pour la durée|ouvert\b|nommée?\b"
    r"|désign|met fin"
    r"|maintenue?\b|fixe\b|fixant\b|date\b|dit que|sous (?:le|la)|à compter|qui\b|lequel|laquelle"
    r"|à l'exception|jusqu|chargée?\b"
    r"|pour une|pouvoirs|ayant pour|fin de|dans les|dans un délai|prononc|ordonn|maint(?:ient|enant)|tél\b)"
    rf"|{_ABBREVIATED}\.(?= +[{UP[1:-1]}x]|\W*$)|;|\n|, +(?:et|(?:{TITLE}|{FORM})) | (?:et|&amp;"
    rf"|&) (?:{TITLE}|{FORM}) |$)",
    re.IGNORECASE,
)
_LONGEST_ADDRESS = 300
_AFTER_POSTCODE = re.compile(r"\b\d{2} ?\d{3}\b[ -]*[^\W\d][^,;.\n]*?(?= *(?:,|;|\.(?:\s|$)|\n|$))")


def person_end(flat: str, position: int, limit: int) -> int:
    """Where the words of a person's name end; ``position`` itself if no name begins there."""
    end = position
    capitals = flat[position : position + 1].isupper()
    for count in range(7):
        if _PUNCTUATION.match(flat, end, limit) or _NUMBER.match(flat, end, limit):
            break
        word = _WORD.match(flat, end, limit)
        if word is None or _stops(flat, word.start("word"), count):
            break
        lower = word.group("word")[0].islower()
        if capitals and lower and not _PARTICLE.match(flat, word.start("word")):
            break
        end = word.end()
    return end


def _stops(flat: str, position: int, count: int) -> bool:
    if _OF_FIRM.match(flat, position):
        return True
    # "Villa", "Tour", "Place" are also names of persons: the first word after a title always belongs to it.
    return count > 0 and _STOP.match(flat, position) is not None


def firm_end(flat: str, position: int, limit: int) -> int:
    """Where the name of a firm ends; ``position`` itself if none begins there."""
    if quoted := _QUOTED_FIRM.match(flat, position, limit):
        return quoted.end()
    end, joined = position, False
    for count in range(16):
        if _FIRM_PUNCTUATION.match(flat, end, limit) or (count and _NUMBER.match(flat, end, limit)):
            break
        word = _FIRM_WORD.match(flat, end, limit)
        if word is None or (count and not joined and _FIRM_STOP.match(flat, word.start("word"))):
            break
        # "SELARL de Mandataires Judiciaires X": what follows "de" or a dash belongs to the name.
        joined = word.group("word").lower() in ("de", "d'", "-", "&")
        end = word.end()
    return end


def address_end(flat: str, position: int, limit: int) -> int:
    """Where the address that begins at a position ends."""
    limit = min(limit, position + _LONGEST_ADDRESS)
    match = _ADDRESS_END.search(flat, position, limit)
    end = match.start() if match else limit
    city = _AFTER_POSTCODE.search(flat, position, end)
    return city.end() if city else end


def is_address(flat: str, start: int, end: int) -> bool:
    """Whether some words look like an address: a number, or a word such as "rue"."""
    words = flat[start:end]
    return bool(re.search(r"\d", words)) or re.match(rf" *(?:{_ADDRESS})\b", words, re.IGNORECASE) is not None
