"""ATTRIBUTION and MODIF: the decisions, the winners and the amounts."""

from __future__ import annotations

import re
from dataclasses import replace

from core.model.evidence import Evidence
from core.model.reading import Value
from core.strict import StrictReader
from crawlers.forms.intentions import mark_intended
from crawlers.forms.notice import Award, Fields, Notice, put
from crawlers.forms.outcomes import outcome_in_a_name
from crawlers.procurement.boamp.values import lot_number

OUTCOMES = {"ATTRIBUE": "attribue", "INFRUCTUEUX": "infructueux", "SANS_SUITE": "sans_suite"}
WHOLE = {"TOTALEMENT_INFRUCTUEUX": "infructueux", "SANS_SUITE": "sans_suite"}
SUBCONTRACTING = {"SOUSTRAITANCE_OUI": "oui", "SOUSTRAITANCE_NON": "non"}
_ROLE = re.compile(r"[(–-]\s*(?:mandataire|co-?\s?traitant)", re.IGNORECASE)
_OF_THE_GROUP = ("montant", "montant_min", "montant_max", "devise", "nb_offres", "sous_traitance")
_LABEL = re.compile(r"^(?:l')?attributaires?\s*:?\s+(?=\S)", re.IGNORECASE)


def read_awards(donnees: StrictReader, notice: Notice) -> None:
    """The awards of an award notice, of an intention to conclude or of a modification of a contract."""
    for attribution in donnees.at("ATTRIBUTION"):
        put(notice.avis, montant_attribue=attribution.value("VALEUR_TOTALE"))
        put(notice.avis, devise=attribution.value("VALEUR_TOTALE/@DEVISE"))
        day = attribution.value("DATE_DECISION")
        for ordinal, decision in enumerate(attribution.at("DECISION"), start=1):
            notice.awards.extend(_decision(decision, str(ordinal), notice))
        _whole(attribution, notice)
        for award in notice.awards:
            put(award.fields, date_attribution=day)
    for ordinal, change in enumerate(donnees.at("MODIF"), start=1):
        notice.awards.extend(_modified(change, f"modif-{ordinal}"))
    mark_intended(notice)


def _decision(decision: StrictReader, contract: str, notice: Notice) -> list[Award]:
    winners = list(decision.at("TITULAIRE"))
    details = list(decision.at("RENSEIGNEMENT"))
    common = _common(decision)
    if not winners:
        return [Award(_with(common, details[0] if details else None), contract)]
    paired = len(details) == len(winners)
    awards = []
    for rank, winner in enumerate(winners):
        detail = details[rank] if paired else (details[0] if details else None)
        fields = _with({**_winner(winner), **common}, detail)
        _outcome_of_name(fields)
        awards.append(Award(fields, f"{contract}.{rank}" if paired else contract))
    if len(winners) > 1 and any(_role(award) for award in awards):
        _join(awards, contract)
    return awards


def _role(award: Award) -> Value | None:
    """The name that tells the member's part in a group: ``SPORT DES VILLES (co-traitant)``."""
    name = award.fields.get("titulaire_nom")
    return name if isinstance(name, Value) and _ROLE.search(name.text) else None


def _join(awards: list[Award], contract: str) -> None:
    """One contract of all the members, with what the form says beside one of them."""
    proof = next(role for award in awards if (role := _role(award)))
    for award in awards:
        award.contract = contract
        put(award.fields, groupement=replace(proof, text="oui"))
        for other in awards:
            put(award.fields, **{name: other.fields.get(name) for name in _OF_THE_GROUP})


def _common(decision: StrictReader) -> Fields:
    said = [value for name, text in OUTCOMES.items() for value in _flag(decision, name, text)]
    fields: Fields = {}
    put(
        fields,
        numero_lot=lot_number(decision.value("NUM_LOT")),
        intitule=decision.value("INTITULE", "DESCRIPTION"),
        statut=said[0] if said else None,
    )
    return fields


def _with(fields: Fields, detail: StrictReader | None) -> Fields:
    if detail is None:
        return fields
    put(
        fields,
        montant=detail.value("MONTANT"),
        montant_min=detail.value("MONTANT_MINI"),
        montant_max=detail.value("MONTANT_MAXI"),
        offre_min=detail.value("OFFRE_BASSE"),
        offre_max=detail.value("OFFRE_ELEVEE"),
        date_attribution=detail.value("DATE_ATTRIBUTION"),
        nb_offres=detail.value("NB_OFFRE_RECU"),
        sous_traitance=_subcontracting(detail),
        groupement=next(iter(_flag(detail, "GROUPEMENT_ECONOMIQUE", "oui")), None),
        devise=detail.value("MONTANT/@DEVISE", "MONTANT_MAXI/@DEVISE", "OFFRE_BASSE/@DEVISE"),
    )
    detail.values("*/@DEVISE")
    return fields


def _winner(winner: StrictReader) -> Fields:
    fields: Fields = {}
    name = winner.value("DENOMINATION")
    put(
        fields,
        titulaire_nom=replace(name, text=_LABEL.sub("", name.text)) if name else None,
        titulaire_siret=winner.value("CODE_IDENT_NATIONAL"),
        titulaire_code_postal=winner.value("CP"),
        titulaire_ville=winner.value("VILLE"),
        titulaire_pays=_country(winner.value("PAYS")),
    )
    return fields


def _country(value: Value | None) -> Value | None:
    """Exports write "none" for a country that is not given."""
    return None if value is None or value.text.casefold() == "none" else value


def _subcontracting(detail: StrictReader) -> Value | None:
    said = [value for name, text in SUBCONTRACTING.items() for value in _flag(detail, name, text)]
    return said[0] if said else None


def _flag(reader: StrictReader, name: str, text: str) -> list[Value]:
    found = [Value(text, Evidence(lecture=name, path=each.node.path)) for each in reader.at(name)]
    reader.has(name)
    return found


def _outcome_of_name(fields: Fields) -> None:
    """A "winner" called "Marché infructueux" is an outcome; a winner without a stated outcome has won."""
    name = fields.get("titulaire_nom")
    if not isinstance(name, Value):
        return
    outcome = outcome_in_a_name(name.text)
    if outcome:
        fields.pop("titulaire_nom")
        fields["statut"] = replace(name, text=outcome)
    else:
        put(fields, statut=replace(name, text="attribue"))


def _whole(attribution: StrictReader, notice: Notice) -> None:
    """An outcome of the whole procurement, said once for all."""
    for name, text in WHOLE.items():
        for said in _flag(attribution, name, text):
            if not notice.awards:
                notice.awards.append(Award({"statut": said}))
            for award in notice.awards:
                if "titulaire_nom" not in award.fields:
                    put(award.fields, statut=said)


def _modified(change: StrictReader, contract: str) -> list[Award]:
    """The contract as modified: its holders and its value after the change, else its value."""
    joint = next(iter(_flag(change, "GROUPEMENT_ECONOMIQUE", "oui")), None)
    amount = change.value("VALEUR_APR") or change.value("VALEUR")
    change.values("*/@DEVISE")
    awards = []
    for winner in change.at("TITULAIRE"):
        fields = _winner(winner)
        put(fields, montant=amount, groupement=joint)
        _outcome_of_name(fields)
        awards.append(Award(fields, contract))
    return awards
