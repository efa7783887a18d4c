"""The main verbs of an arrêté: where they stand, and where the clause of each of them begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.prose.letters import LETTERS, plain

_PARTICIPLE = (
    r"nommé|désigné|accepté|supprimé|créé|transféré|dissout|dissous|prononcé|constaté|autorisé|modifié"
    r"|inscrit|réinscrit"
    r"|agréé|levé|conféré|rapporté|retiré|annulé|abrogé|déclaré|destitué|suspendu|interdit|radié|omis|admis"
    r"|dénommé"
    r"|transformé|chargé|confié|institué|approuvé|habilité|investi|réputé|pourvu|remplacé|ouvert|fermé|fixé|accordé|octroyé"
    r"|mis fin"
)
_VERB = re.compile(
    rf"(?<![{LETTERS}])(?:"
    r"(?:[Ee]st|[Ss]ont|[Aa] été|[Oo]nt été|[Ss]era|[Ss]eront|[Ff]ut|[Ff]urent)"
    r"(?:(?:,[^,;\n]{1,90},)? (?:ainsi |également |respectivement |désormais |en outre |aussi |donc "
    r"|à nouveau |réputée? "
    r"|, )?|, )"
    rf"(?P<participle>{_PARTICIPLE})(?P<ending>e?s?|te|tes|es|ses?)(?![{LETTERS}])"
    r"|(?P<takes>pren(?:d|nent|dra)(?:,[^,;]{1,40},)? (?:désormais )?(?:pour |la |le )(?:nouvelle |nom"
    r"|dénomination|raison)"
    r"|chang(?:e|ent) de (?:nom|dénomination|raison)|(?<=sociale )devient"
    r"|(?<=dénomination )devient|(?<!et )devient(?= ?:? ?[«\"]))"
    r"|(?P<leaves>se retir(?:e|ent)(?= d)|cess(?:e|ent|era)(?:,[^,;]{1,60},)? d'(?:être|appartenir)(?= ))"
    r"|(?P<ceases>cess(?:e|ent|era)(?:,[^,;]{1,40},| en conséquence| ainsi)?"
    r" (?:ses|leurs|d'exercer ses|d'exercer leurs) fonctions)"
    r"|(?P<ends>(?:prend|prennent|prendra|prendront) fin)"
    r"|(?P<effective>(?:prend|prennent|prendra|prendront) effet)"
    r"|(?P<succeeds>succéd(?:era|eront)|succèd(?:e|ent))(?= à )"
    r"|(?P<remains>(?:demeure|reste)(?:nt)? (?=seule?s?\b|associé|titulaire|membre|en fonction))"
    r"|(?P<reads>(?:est|sera) (?:désormais |maintenant |dorénavant )?la suivante"
    r"|(?:est|sera) (?:désormais|maintenant|dorénavant) ?:? ?(?=[«\"]))"
    r"|(?:[Ii]l )?est (?P<noted>pris acte|donné acte)"
    r")"
)
_HEAD = re.compile(
    r"\s*(?:(?:[Ll]')?[Oo]ffice |[Éé]tude |[Pp]récédemment [^,;]{0,60}, )?"
    r"(?P<verb>(?P<participle>[Nn]ommé|[Dd]ésigné|(?<=ffice )créé|(?<=tude )créé"
    r"|(?<=ffice )supprimé)e?s?)(?= )"
)
_OF_COMPANY = re.compile(
    r"(?<=, )(?:laquelle(?: société)? est|elle-même(?: est)?)(?: également)? nommée(?= )"
)
_RELATIVE = re.compile(r"\b(?:dont|qui|laquelle|lequel|lesquels|lesquelles|où)\b")
_TITULAR = re.compile(r"\b(?:dont|duquel) (?:est|était|sont|étaient|fut) titulaires?")
_BRACKETS = re.compile(r"\([^()\n]{0,80}\)")
_PLURAL = re.compile(r"(?:[Ss]ont|[Oo]nt été|[Ss]eront|[Ff]urent|prennent|retirent|cessent|changent)\b")


@dataclass(frozen=True, slots=True)
class Verb:
    """A main verb: its place, its participle or a word for it, its number.

    ``bare``: without auxiliary; ``of_company``: on the company named last ("laquelle est nommée").
    """

    start: int
    end: int
    word: str
    plural: bool
    bare: bool = False
    of_company: bool = False


def find_verbs(text: str, start: int, end: int) -> Iterator[Verb]:
    """The main verbs of a stretch of a text in order; those of relative clauses are left out.

    A participle at the head of a note ("Nommée notaire à …") counts as a verb.
    """
    flat = plain(text)
    if head := _HEAD.match(flat, start, end):
        yield Verb(
            head.start("verb"), head.end("verb"), head.group("participle").lower(), plural=False, bare=True
        )
    found = [
        Verb(match.start(), match.end(), _word(match), bool(_PLURAL.match(match.group())))
        for match in _VERB.finditer(flat, start, end)
        if not _in_relative(flat, start, match.start())
    ]
    found += [
        Verb(match.start(), match.end(), "nommé", plural=False, of_company=True)
        for match in _OF_COMPANY.finditer(flat, start, end)
        if not any(verb.start <= match.start() < verb.end for verb in found)
    ]
    yield from sorted(found, key=lambda verb: verb.start)


def _word(match: re.Match[str]) -> str:
    return match.group("participle") or str(match.lastgroup)


def _in_relative(flat: str, start: int, position: int) -> bool:
    """Whether a relative pronoun since the last comma still waits for its verb."""
    clause = _TITULAR.sub(lambda match: "x" * len(match.group()), flat[max(start, position - 160) : position])
    clause = re.split(r"[,;:\n()]", _BRACKETS.sub("", clause))[-1]
    pronouns = list(_RELATIVE.finditer(clause))
    return bool(pronouns) and not re.search(
        r" (?:est|sont|était|étaient|exer[cç](?:e|ent|ait|aient)|a|ont|avait) ", clause[pronouns[-1].end() :]
    )


_CIVIL = (
    r"(?:M\.|MM\.|Mmes?|Mlles?|Me |Mes |Maîtres? |Monsieur |Messieurs |Madame |Mesdames |Mademoiselle "
    r"|Mesdemoiselles )"
)
_SUBJECT = re.compile(
    rf"(?:;|,? et|,) +(?={_CIVIL}|(?:l[ae]|les|cette|ladite|une?) ?(?:société|SCP|S\.C\.P|SELA|SAS|SARL"
    rf"|SPFPL|office|étude)"
    r"|l'office|l'étude|les? retraits?|la démission|les démissions|la dénomination|la raison|il est"
    r"|le transfert|(?:son|leur) retrait|(?:sa|leur) démission|leurs (?:retraits|démissions)"
    r"|la dissolution|la suppression|la création|est [a-z]{4,}é|sont [a-z]{4,}és|l'honorariat"
    r"|la résidence|le siège)"
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
