"""What the title of a text in the summary of the Journal officiel says of its acts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.model.act import Act, Span
from extractors.prose.companies import find_forms
from extractors.prose.letters import DATE, coded, group, plain
from extractors.prose.professions import find_professions

_HEAD = re.compile(
    rf"\b(?:[Aa]rrêté|[Dd]écret|[Dd]écision)s?\b[^(]{{0,40}}?\b(?:du|en date du) (?P<date>{DATE})"
)
_OUR_MATTER = re.compile(r"officiers? publics? (?:ou|et) ministériels?", re.IGNORECASE)
_REGULATION = re.compile(
    r"\b(?:fixant|carte des zones|relati(?:f|ve)s? (?:à la carte|aux tarifs|à l'examen|au concours"
    r"|aux conditions|au programme"
    r"|à la formation)|examen|concours|jury|tarifs?|élections?|chambre|conseil supérieur|caisse"
    r"|commission|règlement)",
    re.IGNORECASE,
)
_DISCIPLINE = re.compile(
    r"\b(?:destitution|destituant|suspension|interdiction|disciplinaire|radiation)\b", re.IGNORECASE
)
_RECTIFIED = re.compile(r"\brectificatif\b", re.IGNORECASE)
_CHANGED = re.compile(
    r"\b(?:modifiant|rapportant|abrogeant|retirant|annulant|rapport(?:ant)?"
    r"|portant retrait de) (?:de )?l'(?:arrêté|décret)",
    re.IGNORECASE,
)
_SOCIETY = re.compile(r"d'une? (?:société|entreprise|SCP|SELA|SAS|SARL|SPFPL)", re.IGNORECASE)
_KINDS = (
    (
        "changement_denomination",
        r"changement d(?:e|es) dénominations?|modification de la dénomination|dénomination sociale"
        r"|raison sociale",
    ),
    (
        "cessation_salarie",
        r"(?:mettant fin|fin|cessation)[^,()]{0,60}?salariée?s?|démission d'une? [^,()]{3,50} salariée?",
    ),
    ("dissolution_societe", r"dissolution|dissolvant"),
    ("transfert_office", r"transferts?|transférant"),
    ("suppression_office", r"suppressions?|supprimant"),
    ("creation_office", r"créations?|créant|création"),
    ("retrait_associe", r"retraits? d|acceptant le retrait"),
    ("demission", r"démissions?"),
    ("suppleance", r"supplé(?:ance|ante?s?)"),
    ("honorariat", r"honorariat|honoraires?"),
    ("nomination", r"nominations?|nommant"),
)
_PARTS = re.compile("|".join(f"(?P<{kind}>\\b(?:{words}))" for kind, words in _KINDS), re.IGNORECASE)
_INSIDE = ("suppleance", "honorariat")


def read_title(title: str) -> tuple[Act, ...]:
    """The acts that a title announces, without persons: one for each kind it names.

    Columns: type_acte, profession ("inconnue" where the title prints none), societe_forme, date_arrete; an
    empty tuple for a title of another matter or of discipline.
    """
    flat = plain(title)
    professions = list(find_professions(title))
    if not professions and not _OUR_MATTER.search(flat):
        return ()
    if _DISCIPLINE.search(flat) or (_REGULATION.search(flat) and not _OUR_MATTER.search(flat)):
        return ()
    common = _common(title, flat)
    kinds = list(_kinds(flat))
    return tuple(Act(_columns(title, kind, span) | common, 0, len(title)) for kind, span in kinds)


def _common(title: str, flat: str) -> dict[str, Span]:
    head = _HEAD.search(flat)
    return {"date_arrete": group(title, head, "date")} if head else {}


def _kinds(flat: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each kind of act with the words from it to the next one."""
    for pattern, kind in ((_RECTIFIED, "rectificatif"), (_CHANGED, "autre")):
        if match := pattern.search(flat):
            yield kind, (match.start(), match.end()) if kind == "rectificatif" else (match.start(), len(flat))
            return
    found = list(_PARTS.finditer(flat))
    found = [match for match in found if not _is_inside(match, found)]
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(flat)
        yield str(match.lastgroup), (match.start(), end)
    if not found:
        yield "autre", (0, len(flat))


def _is_inside(match: re.Match[str], found: list[re.Match[str]]) -> bool:
    """Whether a "nomination" only leads to "d'un suppléant" or "d'un notaire honoraire"."""
    following = next((other for other in found if other.start() > match.start()), None)
    leads = match.lastgroup == "nomination" and following is not None and following.lastgroup in _INSIDE
    return leads and following is not None and following.start() - match.end() < 40


def _columns(title: str, kind: str, span: tuple[int, int]) -> dict[str, Span]:
    start, end = span
    words = plain(title)[start:end]
    code = _nomination(words) if kind == "nomination" else kind
    columns = {"type_acte": coded(code, start, end, 0.9), "profession": _profession(title, start, end)}
    form = next(find_forms(title, start, end), None)
    return columns | ({"societe_forme": form} if form else {})


def _nomination(words: str) -> str:
    if re.search(r"\bsalariée?s?\b", words):
        return "nomination_salarie"
    if re.search(r"\bassociée?s?\b", words):
        return "nomination_associe"
    return "nomination_societe" if _SOCIETY.search(words) else "nomination_titulaire"


def _profession(title: str, start: int, end: int) -> Span:
    """The profession in the words of the act, else the only one that the whole title prints."""
    words = [*find_professions(title, start, end)] or [*find_professions(title)]
    if not words:
        return coded("inconnue", start, start, 0.5)
    return coded(words[0].code, words[0].start, words[0].end, 0.95)
