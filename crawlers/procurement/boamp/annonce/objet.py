"""OBJET: what is bought, where, for how long and for how much."""

from __future__ import annotations

from dataclasses import replace

from core.model.reading import Value
from core.strict import StrictReader
from crawlers.forms.notice import Fields, Notice, put
from crawlers.procurement.boamp.terms import KINDS
from crawlers.procurement.boamp.values import joined, with_unit

DIVIDED = {"OUI": "oui", "NON": "non"}


def read_object(objet: StrictReader, notice: Notice) -> None:
    """Title, description, kind, codes, place, duration, amounts and division of a notice."""
    titles = [*objet.values("TITRE_MARCHE"), *objet.values("OBJET_COMPLET")]
    texts = [
        *titles[1:],
        *objet.values("CARACTERISTIQUES/PRINCIPALES"),
        *objet.values("CARACTERISTIQUES/QUANTITE"),
    ]
    codes = objet.values("CPV/PRINCIPAL")
    put(
        notice.avis,
        objet=titles[0] if titles else None,
        description=texts[0] if texts else None,
        type_marche=objet.tags("TYPE_MARCHE", KINDS),
        cpv=codes[0] if codes else None,
        cpv_secondaires=codes[1:],
        duree_mois=duration(objet, "DUREE_DELAI/")
        or duration(objet, "ACCORD_CADRE/")
        or duration(objet, "DELEGATION/"),
    )
    notice.divided = objet.tag("DIV_EN_LOTS", DIVIDED)
    _read_places(objet, notice.avis)
    _read_amounts(objet, notice)


def duration(reader: StrictReader, where: str = "") -> Value | None:
    """A duration in months, years or days, or from one day to another."""
    months = reader.value(f"{where}DUREE_MOIS", f"{where}NB_MOIS")
    years = with_unit(reader.value(f"{where}DUREE_AN", f"{where}NB_ANNEE"), "ans")
    days = with_unit(reader.value(f"{where}DUREE_JOURS", f"{where}DUREE_JOUR"), "jours")
    start, end = reader.value(f"{where}DATE_DEBUT"), reader.value(f"{where}DATE_FIN")
    if years and months:
        return joined([years, replace(months, text=f"{months.text} mois")], " et ")
    return months or years or days or (joined([start, end], " au ") if start and end else None)


def put_amounts(reader: StrictReader, where: str, fields: Fields) -> None:
    """An estimate, or the ends of a range, and the currency."""
    put(
        fields,
        montant_estime=reader.value(f"{where}VALEUR_TOTALE") or reader.value(f"{where}VALEUR"),
        montant_min=reader.value(f"{where}VALEUR_MIN"),
        montant_max=reader.value(f"{where}VALEUR_MAX"),
    )


def _read_places(objet: StrictReader, avis: Fields) -> None:
    places = list(objet.at("LIEU_EXEC_LIVR"))
    towns = [joined([each.value("CP"), each.value("VILLE")], " ") for each in places]
    labels = [joined([each.value("ADRESSE"), town], ", ") for each, town in zip(places, towns, strict=True)]
    put(
        avis,
        lieu_libelle=joined(labels, " ; "),
        lieu_code_postal=objet.value("LIEU_EXEC_LIVR/CP"),
        lieu_ville=objet.values("LIEU_EXEC_LIVR/VILLE"),
        lieu_code_nuts=objet.values("LIEU_EXEC_LIVR/CODE_NUTS"),
    )


def _read_amounts(objet: StrictReader, notice: Notice) -> None:
    """In an award the same boxes hold what was awarded and the ends of the offers."""
    kind = notice.avis.get("type_avis")
    amounts: Fields = {}
    put_amounts(objet, "CARACTERISTIQUES/", amounts)
    put_amounts(objet, "ACCORD_CADRE/", amounts)
    put(
        notice.avis, devise=objet.value("*/VALEUR_TOTALE/@DEVISE", "*/VALEUR/@DEVISE", "*/VALEUR_MAX/@DEVISE")
    )
    objet.values("*/VALEUR_MIN/@DEVISE")
    if isinstance(kind, Value) and kind.text in ("attribution", "intention", "modification"):
        put(notice.avis, montant_attribue=amounts.get("montant_estime"))
    else:
        put(notice.avis, **amounts)
