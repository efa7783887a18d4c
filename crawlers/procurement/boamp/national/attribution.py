"""attribution: winners, in boxes (MAPA, DSP) or in prose (FNSimple)."""

from __future__ import annotations

from dataclasses import replace

from core.model.evidence import Evidence
from core.model.reading import Value
from core.strict import StrictReader
from crawlers.forms.award_prose import awards_in_prose
from crawlers.forms.notice import Award, Fields, Notice, put
from crawlers.forms.outcomes import outcome_in_a_name
from crawlers.procurement.boamp.values import lot_number

RESULTS = {"attribue": "attribue", "infructueux": "infructueux", "sansSuite": "sans_suite"}
NAMES = ("PersonneMorale", "personneMorale", "PersonnePhysique", "personnePhysique", "denomination", "nom")
DECISIONS = ("attribution", "attribution/lot", "attribution/lots/lot", "lots/lot")


def read_awards(body: StrictReader, notice: Notice) -> None:
    """The awards of a notice of award; none in another notice."""
    for path in DECISIONS:
        for ordinal, decision in enumerate(body.at(path), start=1):
            notice.awards.extend(_decision(decision, f"{path}-{ordinal}"))
    count = body.value("autresInformations/nbOffresRecues")
    day = body.value("autresInformations/dateAttribution", "attribution/dateAttribution")
    for award in notice.awards:
        put(award.fields, nb_offres=count, date_attribution=day)
    for prose in body.values("attributionMarche"):
        notice.awards.extend(awards_in_prose(prose))


def _decision(decision: StrictReader, contract: str) -> list[Award]:
    awards = []
    for result in decision.at("resultat"):
        for name, outcome in RESULTS.items():
            for said in result.at(name):
                proof = Value(outcome, Evidence(lecture=name, path=said.node.path))
                awards.extend(_result(decision, said, proof, contract))
    return awards


def _result(decision: StrictReader, said: StrictReader, outcome: Value, contract: str) -> list[Award]:
    common: Fields = {}
    put(
        common,
        numero_lot=lot_number(decision.value("numLot", "numero")),
        intitule=decision.value("intitule", "description"),
        montant=said.value("montant/valeur"),
        date_attribution=said.value("dateAttribution"),
    )
    said.values("montant/@devise")
    winners = [_winner(each) for each in said.at("titulaire")]
    awards = []
    for winner in winners or [{}]:
        statut = _outcome(winner, outcome)
        awards.append(Award({**winner, **common, "statut": statut}, contract))
    return awards


def _winner(winner: StrictReader) -> Fields:
    fields: Fields = {}
    put(
        fields,
        titulaire_nom=winner.value(*NAMES) or winner.own(),
        titulaire_siret=winner.value("codeIdentificationNational", "siret"),
        titulaire_code_postal=winner.value("adr/cp", "cp"),
        titulaire_ville=winner.value("adr/ville", "ville"),
    )
    return fields


def _outcome(winner: Fields, said: Value) -> Value:
    name = winner.get("titulaire_nom")
    outcome = outcome_in_a_name(name.text) if isinstance(name, Value) else None
    if outcome:
        winner.pop("titulaire_nom", None)
        return replace(said, text=outcome)
    return said
