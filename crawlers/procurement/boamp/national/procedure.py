"""procedure, criteres and delais: the procedure, the criteria and the deadline."""

from __future__ import annotations

from core.model.reading import Part
from core.strict import StrictReader
from crawlers.forms.criteria import criteria_in_prose, part
from crawlers.forms.notice import Notice, put
from crawlers.procurement.boamp.gestion import put_procedure_term

PROCEDURES = {
    "procedureAdaptee": "adaptee",
    "procedureAdapteeO": "adaptee",
    "procedureAdapteeR": "adaptee",
    "ouvert": "ouverte",
    "appelOffreOuvert": "ouverte",
    "appelOffresOuvert": "ouverte",
    "restreint": "restreinte",
    "appelOffreRestreint": "restreinte",
    "appelOffresRestreint": "restreinte",
    "procedureNegociee": "negociee",
    "negocie": "negociee",
    "negociee": "negociee",
    "dialogueCompetitif": "dialogue_competitif",
    "concours": "concours",
    "concoursOuvert": "concours",
    "concoursRestreint": "concours",
    "partenariatInnovation": "partenariat_innovation",
    "autre": "autre",
    "autres": "autre",
}
PROSE = (
    "procedure/criteresAttrib",
    "natureMarche/criteresAttrib",
    "criteres/critereLibre",
    "criteres/criteresLibres",
)
DEADLINES = (
    "procedure/dateReceptionCandidatures",
    "delais/receptionCandidatures",
    "delais/receptionCandidats",
    "procedure/dateReceptionOffres",
    "delais/receptionOffres",
)


def read_procedure(body: StrictReader, notice: Notice) -> None:
    """Procedure, criteria and deadline."""
    put_procedure_term(body.tag("procedure", PROCEDURES), notice)
    put(notice.avis, criteres=_criteria(body), date_limite_reponse=body.value(*DEADLINES))


def _criteria(body: StrictReader) -> tuple[Part, ...]:
    found = [
        part(each.value("critere"), each.value("criterePCT")) for each in body.at("criteres/criterePondere")
    ]
    found += [
        part(each.value("critere") or each.own(), None) for each in body.at("criteres/criterePrioritaire")
    ]
    for path in PROSE:
        for prose in body.values(path):
            found.extend(criteria_in_prose(prose))
    return tuple(each for each in found if each)
