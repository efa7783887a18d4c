"""The main verbs of an arrêté, and the kind of act that each of them makes with its words around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from extractors.prose.letters import LETTERS, plain

DISCIPLINE: Final = "discipline"
NO_ACT: Final = ""

_PARTICIPLE = (
    r"nommé|désigné|accepté|supprimé|créé|transféré|dissout|dissous|prononcé|constaté|autorisé|modifié|inscrit|réinscrit"
    r"|agréé|conféré|rapporté|retiré|annulé|abrogé|déclaré|destitué|suspendu|interdit|radié|omis|admis|dénommé"
    r"|transformé|chargé|confié|institué|approuvé|habilité|investi|réputé|mis fin"
)
_VERB = re.compile(
    rf"(?<![{LETTERS}])(?:"
    r"(?:[Ee]st|[Ss]ont|[Aa] été|[Oo]nt été|[Ss]era|[Ss]eront|[Ff]ut|[Ff]urent)"
    r"(?:(?:,[^,;\n]{1,90},)? (?:ainsi |également |désormais |en outre |aussi |donc |à nouveau |réputée? |, )?|, )"
    rf"(?P<participle>{_PARTICIPLE})(?P<ending>e?s?|te|tes|es|ses?)(?![{LETTERS}])"
    r"|(?P<takes>pren(?:d|nent|dra)(?:,[^,;]{1,40},)? (?:désormais )?(?:pour |la |le )(?:nouvelle |nom|dénomination|raison)"
    r"|chang(?:e|ent) de (?:nom|dénomination|raison)|(?<=sociale )devient|(?<=dénomination )devient)"
    r"|(?P<leaves>se retir(?:e|ent)(?= d))"
    r"|(?P<ceases>cess(?:e|ent|era)(?:,[^,;]{1,40},)? (?:ses|leurs|d'exercer ses|d'exercer leurs) fonctions)"
    r"|(?:[Ii]l )?est (?P<noted>pris acte|donné acte)"
    r")"
)
_HEAD = re.compile(
    r"\s*(?:(?:[Ll]')?[Oo]ffice |[Éé]tude |[Pp]récédemment [^,;]{0,60}, )?"
    r"(?P<verb>(?P<participle>[Nn]ommé|[Dd]ésigné|(?<=ffice )créé|(?<=tude )créé|(?<=ffice )supprimé)e?s?)(?= )"
)
_RELATIVE = re.compile(r"\b(?:dont|qui|laquelle|lequel|lesquels|lesquelles|où)\b")
_TITULAR = re.compile(r"\b(?:dont|duquel) (?:est|était|sont|étaient|fut) titulaires?")
_SUSPENDED = (
    r"destitution|suspension|interdiction|radiation|peine|sanction|censure|blâme|rappel à l'ordre|poursuites"
)
_DISCIPLINE = re.compile(
    rf"\b(?:{_SUSPENDED}|destitu|disciplinaire|suspendue?s? |interdite?s? (?:temporairement|d'exercer))",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"(?:[Ss]ont|[Oo]nt été|[Ss]eront|[Ff]urent|prennent|retirent|cessent|changent)\b")


@dataclass(frozen=True, slots=True)
class Verb:
    """A main verb: where it stands, its participle or a word for it, its number; ``bare`` has no auxiliary."""

    start: int
    end: int
    word: str
    plural: bool
    bare: bool = False


def find_verbs(text: str, start: int, end: int) -> Iterator[Verb]:
    """The main verbs of a stretch of a text in order; those of relative clauses are left out.

    A participle at the head of a note ("Nommée notaire à …") counts as a verb.
    """
    flat = plain(text)
    if head := _HEAD.match(flat, start, end):
        yield Verb(head.start("verb"), head.end("verb"), head.group("participle").lower(), plural=False, bare=True)
    for match in _VERB.finditer(flat, start, end):
        if _in_relative(flat, start, match.start()):
            continue
        word = match.group("participle") or str(match.lastgroup)
        yield Verb(match.start(), match.end(), word, bool(_PLURAL.match(match.group())))


def _in_relative(flat: str, start: int, position: int) -> bool:
    """Whether a relative pronoun since the last comma still waits for its verb."""
    clause = _TITULAR.sub(lambda match: "x" * len(match.group()), flat[max(start, position - 160) : position])
    clause = re.split(r"[,;:\n()]", clause)[-1]
    pronouns = list(_RELATIVE.finditer(clause))
    return bool(pronouns) and not re.search(r" (?:est|sont|était|exerce|a) ", clause[pronouns[-1].end() :])


def kind_of(flat: str, start: int, verb: Verb, end: int) -> str:
    """The type_acte of the clause ``flat[start:end]``, DISCIPLINE, or NO_ACT for a sentence of another matter."""
    before, after = flat[start : verb.start], flat[verb.end : end]
    rule = _RULES.get(verb.word)
    return rule(before, after, flat[start:end]) if rule else NO_ACT


def _first(words: str, *choices: tuple[str, str]) -> str:
    """The kind whose words come first in a text."""
    hits = [(match.start(), kind) for pattern, kind in choices if (match := re.search(pattern, words, re.I))]
    return min(hits)[1] if hits else NO_ACT


_NOUNS = (
    (rf"\b(?:{_SUSPENDED})\b", DISCIPLINE),
    (r"\bdissolution\b", "dissolution_societe"),
    (r"\bretraits?\b|\bse retirer\b", "retrait_associe"),
    (r"\bdémissions?\b", "demission"),
    (r"\bsuppressions?\b", "suppression_office"),
    (r"\btransferts?\b|\btransférer\b|\bà transporter\b", "transfert_office"),
    (r"\bcréations?\b", "creation_office"),
    (r"\bhonorariat\b|\bhonoraires?\b", "honorariat"),
    (r"\bsuppléan", "suppleance"),
    (
        r"\b(?:changement de |modification de la )?(?:dénomination|raison sociale)\b",
        "changement_denomination",
    ),
    (r"\bcessation (?:de|des) (?:ses |leurs )?fonctions|\bfin (?:des|aux) fonctions", "cessation"),
)


_BRANCH = re.compile(r"\bbureaux? (?:annexe|permanent|secondaire)s?\b")


def _by_noun(before: str, after: str, clause: str) -> str:
    kind = _first(before, *_NOUNS) if before.strip() else NO_ACT
    kind = kind or _first(after, *_NOUNS)
    return (
        _salaried(clause) if kind == "cessation" or (kind == "demission" and _is_salaried(clause)) else kind
    )


def _is_salaried(clause: str) -> bool:
    return re.search(r"\bsalariée?s?\b", clause) is not None


def _salaried(clause: str) -> str:
    return "cessation_salarie" if _is_salaried(clause) else "autre"


def _named(before: str, after: str, clause: str) -> str:
    head = re.split(r"en remplacement|dont (?:est|était)|;", after)[0]
    special = _first(
        head[:160],
        (r"\bsuppléan(?:te?s?|ce)\b", "suppleance"),
        (r"\bhonoraires?\b", "honorariat"),
        (r"\battributaires?\b|administrat(?:eur|rice)s? (?:provisoires?|de l'office)", "autre"),
    )
    return special or "nomination"


def _closed(before: str, after: str, clause: str) -> str:
    """ "mis fin aux fonctions", "mis fin à la suppléance", "mis fin à la suspension"."""
    if _DISCIPLINE.search(clause):
        return DISCIPLINE
    return _salaried(clause) if "fonctions" in clause else "autre"


def _moved(before: str, after: str, clause: str) -> str:
    head = before or after
    if re.search(r"\b(?:minutes|répertoires|archives)\b", head):
        return NO_ACT
    if _BRANCH.search(clause):
        return "autre"
    return "transfert_office" if re.search(r"office|étude|résidence|siège|bureau", clause) else NO_ACT


def _made(before: str, after: str, clause: str) -> str:
    if _BRANCH.search(clause):
        return "autre"
    return "creation_office" if _of_office(after, clause) else NO_ACT


def _removed(before: str, after: str, clause: str) -> str:
    if _BRANCH.search(clause):
        return "autre"
    return "suppression_office" if _of_office(after, clause) else NO_ACT


def _of_office(after: str, clause: str) -> bool:
    """Whether an office is made or suppressed; "Sont supprimés :" leaves it to the items of the list."""
    return not after.strip() or re.search(r"\b[Oo]ffices?\b|\b[Éé]tudes?\b", clause) is not None


def _changed(before: str, after: str, clause: str) -> str:
    return "changement_denomination" if re.search(r"dénomination|raison|nom social", clause) else NO_ACT


def _declared(before: str, after: str, clause: str) -> str:
    if _DISCIPLINE.search(clause):
        return DISCIPLINE
    return "demission" if re.match(r" ?(?:comme )?démissionnaires?", after) else "autre"


def _listed(before: str, after: str, clause: str) -> str:
    return "autre"


def _barred(before: str, after: str, clause: str) -> str:
    return DISCIPLINE


def _admitted(before: str, after: str, clause: str) -> str:
    return "autre" if "retraite" in after else NO_ACT


def _put(before: str, after: str, clause: str) -> str:
    return NO_ACT


_RULES = {
    **dict.fromkeys(("nommé", "désigné", "chargé", "institué"), _named),
    **dict.fromkeys(
        ("accepté", "prononcé", "constaté", "autorisé", "noted", "conféré", "confié", "approuvé"), _by_noun
    ),
    **dict.fromkeys(
        ("inscrit", "réinscrit", "agréé", "rapporté", "retiré", "annulé", "abrogé", "omis"), _listed
    ),
    **dict.fromkeys(("destitué", "suspendu", "interdit", "radié"), _barred),
    "dissous": lambda before, after, clause: "dissolution_societe",
    "dissout": lambda before, after, clause: "dissolution_societe",
    "supprimé": _removed,
    "créé": _made,
    "transféré": _moved,
    "modifié": _changed,
    "takes": lambda before, after, clause: "changement_denomination",
    "dénommé": lambda before, after, clause: "changement_denomination",
    "transformé": lambda before, after, clause: "changement_denomination",
    "leaves": lambda before, after, clause: "retrait_associe",
    "ceases": lambda before, after, clause: _salaried(clause),
    "déclaré": _declared,
    "admis": _admitted,
    "mis fin": _closed,
}

_CIVIL = r"(?:M\.|MM\.|Mmes?|Mlles?|Me |Mes |Maîtres? )"
_SUBJECT = re.compile(
    rf"(?:;|,? et|,) +(?={_CIVIL}|(?:l[ae]|les|cette|ladite|une?) ?(?:société|SCP|S\.C\.P|SELA|SAS|SARL|SPFPL|office|étude)"
    r"|l'office|l'étude|les? retraits?|la démission|les démissions|la dénomination|la raison|il est|le transfert"
    r"|la dissolution|la suppression|la création|est [a-z]{4,}é|sont [a-z]{4,}és|l'honorariat|la résidence|le siège)"
)
_OPENERS = re.compile(r"en remplacement|au sein d|\bdont |à la résidence|membres? de")


def cut(flat: str, first: Verb, second: Verb) -> int:
    """Where the clause of the second verb begins, between two verbs of one sentence."""
    places = [match.end() for match in _SUBJECT.finditer(flat, first.end, second.start)]
    if not places:
        return second.start
    if not second.plural:
        return places[-1]
    opener = [match.end() for match in _OPENERS.finditer(flat, first.end, second.start)]
    # The members of a plural subject follow the last complement of the clause before; one of them may carry
    # a complement of its own, and then only the last member is found here.
    later = [place for place in places if not opener or place > opener[-1]]
    return later[0] if later else places[-1]
