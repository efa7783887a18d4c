"""Who a judgment appoints or discharges in an insolvency, in the prose of the BODACC."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from core.model.act import Act, Span
from extractors.prose.bare_names import TIE, BareName, Usual, split_as, split_name
from extractors.prose.letters import DATE, LETTERS, UP, coded, plain, printed
from extractors.prose.officer_words import FORM
from extractors.prose.officers import START, Officer, read_officer, read_partners, read_person, with_address
from extractors.prose.roles import Role, find_roles, role_code

_TO_OFFICER = re.compile(
    rf" *(?:(?:est|sera|étant) +(?=[Mm]a[îi]tre |[Mm]e |la |{FORM}))?(?:[:,] *)?"
    rf"(?:dans (?:la|cette) procédure *:? *)?(?:(?:de |en )?la |l'|le |les )?(?=[{LETTERS}])",
    re.IGNORECASE,
)
_BARE = re.compile(rf" *(?P<colon>[:,])? *(?=(?P<word>(?:d'|de |du )?{UP}))")
_JUDGE = re.compile(r" *:? *m\.? (?=[a-z])")
_NAMING = re.compile(
    r"(?:désign(?:ant|e|ent|és?)|nomm(?:ant|e|ent|és?)|(?:mission|fonctions) (?:de |d')(?:l'|la )?"
    r"|(?:mission|fonctions) (?:du|des)"
    r"|maint(?:ient|enant)|confirm(?:ant|e)|remplaç(?:ant|e)) *[,:]? *(?:en qualité de )?(?:l'|le |la )?$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:désign(?:ant|e|ent|ée?s?)|nomm(?:ant|e|ent|ée?s?)|(?:mission|fonctions) (?:de|d')|maint(?:ient"
    r"|enant)|confirm(?:ant|e)"
    r"|remplac(?:ement|ée?) (?:de|d'|par)|lieu et place (?:de|d')|pour (?:le|la|les) remplacer"
    r"|remplaç(?:ant|e)|gestion *,|par) *:? *(?:la |l')?$",
    re.IGNORECASE,
)
_IN_CAPACITY = re.compile(
    r"[\s,\-]*(?:\((?=\w))?(?:(?:est |a été |étant )?(?P<kept>(?:nommé|désigné|maintenu|confirmé)e?s? ))?"
    r"(?:(?:en (?:sa )?qualit[ée] d(?:e |'| )|comme |ès[- ]qualités? d(?:e |')"
    r"|(?:aux|dans (?:ses|leurs|les)) fonctions d(?:e |'))?(?:la |l')?)?"
)
_AND = re.compile(
    rf" *,? *(?:et|ainsi que|&amp;|&|puis) *(?:,? *à compter du {DATE} *,? *)?(?:de )?(?:la "
    rf"|l')?(?=[{LETTERS}])",
    re.IGNORECASE,
)
_ENDING = (
    r"(?:mettant|met|mis|mettre|mettent) +fin +(?:à|a|aux?) +"
    r"(?:[^.;,]{0,60}? +et +à +)?(?:la +|leurs? +|sa +)?"
    r"(?:missions?|fonctions?|mandats?)|fin +de +(?:la +)?mission"
    r"|décharge|relevé|relevant|cessation +de +(?:la +|ses +)?(?:mission|fonctions)|en +remplacement +d"
    r"|en +lieu +et +place +d|remplaçant"
    r"|infirmant|annulant"
)
_STARTING = (
    r"désign|nomm|maint(?:ient|enant|enu)|confirm|commet|remplacée? +par"
    r"|par(?= +(?:la +)?(?:[Mm]e |[Mm]a[îi]tre |s[ec]))"
)
_CUE = re.compile(rf"(?P<ending>{_ENDING})|(?P<starting>{_STARTING})", re.IGNORECASE)
_FILED = re.compile(
    r"(?:déclar|dépos|créances|adress|entre les mains)[^.]{0,120}?(?:auprès (?:du|de la)"
    r"|entre les mains (?:du|de la)|au|à la) +"
    r"(?P<role>liquidateur|mandataire judiciaire|mandataire|représentant des créanciers)",
    re.IGNORECASE,
)
_CREDITORS = re.compile(
    rf"auprès de (?P<officer>(?:[Mm]a[îi]tre|[Mm]e) +(?P<name>{UP}[{LETTERS}'\-]+(?: (?:de "
    rf"|d')?{UP}[{LETTERS}'\-]+)*))"
)
_NEAR = 1500
_CLEAR = 0.9
_FEW, _NEARLY_ALL = 5, 0.9
"""How many clear names of a court, and what share of them, make its order."""
_REPLACED = re.compile(r" *,? *(?:est |a été )?remplacée? +par\b")
_REPLACING = re.compile(
    r"\bremplacement +d(?:e +|u +|es +|')(?:l')?(?P<role>(?:mandataire +)?liquidateur|mandataire +judiciaire"
    r"|administrateur(?: +judiciaire)?|commissaire +à +l'exécution +du +plan|représentant +des +créanciers)"
    r" *[:,.] *(?:il )?(?:est )?(?:nomm|désign)",
    re.IGNORECASE,
)
"""A heading that says whose successor is named: "Remplacement de liquidateur : nomme Me X"."""
_HEADING = re.compile(r"[.;\n] *$")
_COLON = re.compile(r" *:")
_MANDATE = re.compile(r"\b(?:mandats?|missions?|fonctions) d(?:e |')[^.;]*$")
_RUNS_OUT = re.compile(r"[^.;]{0,160}?\bpren(?:ant|d|nent|dra|dront) fin\b")
_NO_NAME = re.compile(
    r"(?:Les?|La|Date|Jugement|Mission|Fixe|Dit|Ouvert|Ouverture|Délai|Durée|Tribunal|Maintient|Met"
    r"|Ordonne|Autorise|Ils?"
    r"|Elles?|Nomme|Désigne|Et|En|Aux?|Par|Pour|Sous|Cession|Clôture|Société|Associé|Judiciaire|Liquidateur"
    r"|Administrateur)(?![\w'-])"
)


@dataclass(frozen=True, slots=True)
class _Named:
    """An officer with the role printed before or after it."""

    officer: Officer
    role: Span
    position: int


def name_order(texts: Iterable[str]) -> Usual | None:
    """What comes first in the names of a court's judgments, name or given name; None where it varies.

    A greffe prints its names in one order: only those count that leave no doubt.
    """
    acts = (act for text in texts for act in read_designations(text))
    orders = Counter(order for act in acts if (order := _clear_order(act)))
    known = orders.most_common(1)
    if not known or known[0][1] < max(_FEW, _NEARLY_ALL * orders.total()):
        return None
    return known[0][0]


def _clear_order(act: Act) -> Usual | None:
    nom, prenom = act.columns.get("professionnel_nom"), act.columns.get("professionnel_prenom")
    if nom is None or prenom is None or nom.confidence < _CLEAR:
        return None
    return "nom" if nom.start < prenom.start else "prenom"


def read_designations(text: str, order: Usual | None = None) -> tuple[Act, ...]:
    """The designations and ends of mission that the text of a judgment prints, one act for each professional.

    Columns: role, mouvement (coded), professionnel_nom, professionnel_prenom, professionnel_structure,
    professionnel_adresse, as designations-judiciaires defines them. A role that the text prints only beside
    the filing of claims is less sure (confidence 0.7). ``order`` is that of the court's names
    (:func:`name_order`), for words that may be names as well as given names.
    """
    flat = plain(text)
    named = [replace(item, officer=_in_order(text, item.officer, order)) for item in _with_roles(text, flat)]
    usual = _usual_order([item.officer.name for item in named if item.officer.name])
    return tuple(_act(text, flat, item, usual) for item in named)


def _in_order(text: str, officer: Officer, order: Usual | None) -> Officer:
    name = officer.name
    if order is None or name is None or name.prenom is None or name.nom.confidence >= _CLEAR:
        return officer
    start, end = min(name.nom.start, name.prenom.start), max(name.nom.end, name.prenom.end)
    return replace(officer, name=split_as(text, start, end, order) or name)


def _usual_order(names: list[BareName]) -> Usual | None:
    """What comes first in the names of this text that leave no doubt; None where they differ."""
    orders = {
        name.nom.start < name.prenom.start for name in names if name.prenom and name.nom.confidence > TIE
    }
    return ("nom" if orders.pop() else "prenom") if len(orders) == 1 else None


def _act(text: str, flat: str, item: _Named, usual: Usual | None) -> Act:
    officer = _ordered(text, _corrected(text, flat, item.officer), usual)
    columns = {"role": item.role, "mouvement": _movement(flat, item)} | officer.columns()
    start = min(item.role.start, officer.start) if item.role.end else officer.start
    return Act(columns, start, max(officer.end, item.role.end))


def _kept(flat: str, item: _Named) -> bool:
    """Whether words between officer and role keep them: "la SCP X étant maintenue en qualité de"."""
    if item.role.start < item.officer.end:
        return False
    match = _IN_CAPACITY.fullmatch(flat, item.officer.end, item.role.start)
    return match is not None and match.group("kept") is not None


def _running_out(flat: str, item: _Named) -> bool:
    """Whether the mission ends in words after the officer: "le mandat de Me X, liquidateur, prenant fin"."""
    before = flat[max(0, item.officer.start - 160) : item.officer.start]
    return bool(_MANDATE.search(before) and _RUNS_OUT.match(flat, item.officer.end))


def _movement(flat: str, item: _Named) -> Span:
    """The movement that the words around an officer print, else the last cue before."""
    end = item.officer.end
    if _kept(flat, item):
        return coded("designation", end, item.role.start, 0.95)
    if _heads(flat, item):
        return coded("designation", item.role.start, item.role.end, 0.9)
    if _REPLACED.match(flat, end) or _running_out(flat, item):
        return coded("fin_de_mission", end, end, 0.9)
    return _cued(flat, item.position)


def _heads(flat: str, item: _Named) -> bool:
    """Whether the role heads a sentence of its own: ". Liquidateur : Me X"."""
    left = flat[max(0, item.position - 20) : item.position]
    return bool(_HEADING.search(left) and _COLON.match(flat, item.role.end))


def _cued(flat: str, position: int) -> Span:
    """The movement that the last cue before the officer prints; a bare "Liquidateur : X" is a designation."""
    cues = list(_CUE.finditer(flat, max(0, position - 400), position))
    if not cues:
        return coded("designation", position, position, 0.9)
    cue = cues[-1]
    ends = cue.group("ending") is not None
    sure = 0.6 if cue.group().lower() in ("infirmant", "annulant") else 0.98
    return coded("fin_de_mission" if ends else "designation", cue.start(), cue.end(), sure)


def _ordered(text: str, officer: Officer, usual: Usual | None) -> Officer:
    """Orders a doubtful name as the other names of the text are ordered."""
    name = officer.name
    if usual is None or name is None or name.prenom is None or name.nom.confidence > TIE:
        return officer
    start, end = min(name.nom.start, name.prenom.start), max(name.nom.end, name.prenom.end)
    return replace(officer, name=split_name(text, start, end, usual=usual))


def _corrected(text: str, flat: str, officer: Officer) -> Officer:
    """Takes the name from "auprès de Maître X", where it tells which of the words are the name."""
    if officer.name is None or officer.name.prenom is not None or " " not in officer.name.nom.value:
        return officer
    again = _CREDITORS.search(flat, officer.end, officer.end + _NEAR)
    name = officer.name.nom
    if again is None or not plain(name.value).startswith(again.group("name") + " "):
        return officer
    end = name.start + len(again.group("name"))
    place = officer.address
    address = printed(text, end, place.end, 0.9) if place and place.start - name.end < 3 else place
    return replace(officer, name=BareName(printed(text, name.start, end, 0.9)), address=address)


def _with_roles(text: str, flat: str) -> Iterator[_Named]:
    """Goes through roles and names in order; whichever comes first looks for the other beside it."""
    roles = list(find_roles(text))
    positions = [role.start for role in roles]
    starts = list(START.finditer(flat))
    position, next_start = 0, 0
    last_role: Span | None = None
    while True:
        index = bisect_left(positions, position)
        role = roles[index] if index < len(roles) else None
        while next_start < len(starts) and starts[next_start].start() < position:
            next_start += 1
        start = starts[next_start] if next_start < len(starts) else None
        if role and (start is None or role.start <= start.start()):
            found = list(_after_role(text, flat, role, roles))
            position = max([role.end, *(item.officer.end for item in found)])
        elif start:
            found = list(_before_role(text, flat, start, roles, last_role))
            position = max([start.end(), *(max(item.officer.end, item.role.end) for item in found)])
        else:
            return
        yield from found
        last_role = found[-1].role if found else last_role


def _after_role(text: str, flat: str, role: Role, roles: list[Role]) -> Iterator[_Named]:
    """The officers that follow a role: "désignant liquidateur Me X", "des administrateurs Me X et SCP Y"."""
    officer, title = _adjacent(text, flat, role)
    span = coded(role.code, role.start, role.end)
    while officer is not None:
        partners = list(read_partners(text, flat, officer, title))
        for each in (officer, *partners):
            yield _Named(
                replace(each, address=each.address or (partners or [officer])[-1].address), span, role.start
            )
        if partners:
            return
        joint = _AND.match(flat, officer.end)
        start = START.match(flat, joint.end()) if joint else None
        officer = read_officer(text, flat, start) if start else None
        title = (start.group("title") or "") if start else ""
        if officer and _role_after(flat, officer, roles):
            return


def _adjacent(text: str, flat: str, role: Role) -> tuple[Officer | None, str]:
    """The officer directly after a role, with or without a title."""
    lead = _TO_OFFICER.match(flat, role.end)
    start = START.match(flat, lead.end()) if lead else None
    if start:
        return read_officer(text, flat, start), start.group("title") or ""
    if role.code == "juge_commissaire" and (
        judge := re.compile(r" *:? *m\.? (?=[a-z])").match(flat, role.end)
    ):
        return read_person(text, flat, judge.end(), judge.end()), ""
    bare = _BARE.match(flat, role.end)
    if bare is None or not (
        bare.group("colon") == ":" or _NAMING.search(flat[max(0, role.start - 60) : role.start])
    ):
        return None, ""
    if _NO_NAME.match(flat, bare.end()):
        return None, ""
    return read_person(text, flat, bare.end(), bare.end()), ""


def _before_role(
    text: str, flat: str, start: re.Match[str], roles: list[Role], last: Span | None
) -> Iterator[_Named]:
    """An officer with the role after it ("Me X, 3 rue Y, en qualité de liquidateur") or in the context."""
    officer = read_officer(text, flat, start)
    if officer is None:
        return
    partners = list(read_partners(text, flat, officer, start.group("title") or ""))
    last_officer = partners[-1] if partners else officer
    after = _role_after(flat, last_officer, roles)
    role = coded(after.code, after.start, after.end) if after else _context_role(flat, officer, last)
    if role is None:
        return
    if after and last_officer.address is None:
        last_officer = with_address(text, flat, last_officer, after.end)
    for each in (officer, *partners):
        yield _Named(replace(each, address=each.address or last_officer.address), role, officer.start)


def _role_after(flat: str, officer: Officer, roles: list[Role]) -> Role | None:
    index = bisect_left(roles, officer.end, key=lambda role: role.start)
    following = roles[index] if index < len(roles) else None
    if (
        following is None
        or following.start - officer.end > 60
        or not _IN_CAPACITY.fullmatch(flat, officer.end, following.start)
    ):
        return None
    return following


def _context_role(flat: str, officer: Officer, last: Span | None) -> Span | None:
    """The role of an officer that is designated without one."""
    left = flat[max(0, officer.start - 60) : officer.start]
    if not _NAMED.search(left):
        return None
    if re.search(r"(?:remplac|remplaç|lieu et place)[^.]*$", left, re.IGNORECASE) and last:
        return replace(last, confidence=0.85)
    if replacing := _REPLACING.search(left):
        start, end = (officer.start - len(left) + place for place in replacing.span("role"))
        return coded(role_code(replacing["role"]), start, end, 0.9)
    filed = _FILED.search(flat, officer.end, officer.end + _NEAR) or _FILED.search(flat, 0, _NEAR)
    if filed and not re.search(r"fin +(?:à|a|aux)", left):
        words = filed.group("role").lower()
        return coded(
            "liquidateur" if words == "liquidateur" else "mandataire_judiciaire", *filed.span("role"), 0.7
        )
    code = officer.title_role or "autre"
    return coded(code, officer.start, officer.start, 0.6)
