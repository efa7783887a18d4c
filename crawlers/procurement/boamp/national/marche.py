"""natureMarche, description, descriptionMarche: what is bought, where, for how long and for how much."""

from __future__ import annotations

from core.model.reading import Value
from core.strict import StrictReader
from crawlers.forms.notice import Fields, Notice, put
from crawlers.procurement.boamp.terms import KINDS
from crawlers.procurement.boamp.values import joined, with_unit

DIVIDED = {"oui": "oui", "non": "non"}
CODES = ("codeCPV", "CPV", "cpv")
PLACES = ("lieuExecutionLivraison", "lieuExecution", "lieu")


def read_market(body: StrictReader, notice: Notice) -> None:
    """The whole of the market, wherever a family keeps each matter."""
    put(
        notice.avis,
        objet=body.value(
            "natureMarche/intitule", "description/objet", "descriptionMarche/titreMarche", "objet"
        ),
        type_marche=_kinds(body),
        url_profil_acheteur=body.value("communication/urlProfilAch"),
        url_dce=body.value("communication/urlDocConsul", "adressesComplt/document/coord/url"),
    )
    for block in (*body.at("natureMarche"), *body.at("description"), *body.at("descriptionMarche")):
        put(notice.avis, description=block.value("description", "descriptionMarche", "objetMarche"))
        put_codes(block, notice.avis)
        put_place(block, notice.avis)
        put_value(block, ("valeurEstimee", "estimationValeur"), notice.avis)
    put(
        notice.avis,
        description=body.value("caracteristiques/principales", "caracteristiques/quantites"),
        duree_mois=_duration(body),
    )
    notice.divided = body.tag("natureMarche/lotsMarche", DIVIDED) or _unique(body)


def put_codes(block: StrictReader, fields: Fields) -> None:
    """The main CPV and the others."""
    main = [value for name in CODES for value in block.values(f"{name}/objetPrincipal/classPrincipale")]
    others = [
        value for name in CODES for value in block.values(f"{name}/objetComplementaire/classPrincipale")
    ]
    put(fields, cpv=main[0] if main else None, cpv_secondaires=(*main[1:], *others))


def put_place(block: StrictReader, fields: Fields) -> None:
    """A place as one text, or as a street, a postal code and a town."""
    for name in PLACES:
        for place in block.at(name):
            postal, town = place.value("cp"), place.value("ville")
            street = place.value("voie/nomvoie", "voie")
            put(
                fields,
                lieu_libelle=place.own() or joined([street, joined([postal, town], " ")], ", "),
                lieu_code_postal=postal,
                lieu_ville=(town,) if town else None,
            )
    put(fields, lieu_code_nuts=(*block.values("lieuCodeNUTS/codeNUTS"), *block.values("codeNUTS")))


def put_value(block: StrictReader, names: tuple[str, ...], fields: Fields) -> None:
    """An estimate or the ends of its range."""
    for name in names:
        put(
            fields,
            montant_estime=block.value(f"{name}/valeur"),
            montant_min=block.value(f"{name}/fourchette/valeurBasse"),
            montant_max=block.value(f"{name}/fourchette/valeurHaute"),
        )
        block.value(f"{name}/@devise")


def _kinds(body: StrictReader) -> tuple[Value, ...]:
    where = ("natureMarche/natureMarche", "natureMarche", "descriptionMarche/natureMarche")
    return next((found for found in (body.tags(path, KINDS) for path in where) if found), ())


def _duration(body: StrictReader) -> Value | None:
    months = body.value("natureMarche/dureeMois", "duree/nbMois", "descriptionMarche/dureeMois")
    days = with_unit(body.value("duree/nbJours", "natureMarche/dureeJours"), "jours")
    years = with_unit(body.value("duree/nbAnnees", "duree/nbAns"), "ans")
    start, end = body.value("duree/dateACompterDu"), body.value("duree/dateJusquau")
    return months or years or days or (joined([start, end], " au ") if start and end else None)


def _unique(body: StrictReader) -> Value | None:
    """``marcheUnique``: the market is not divided."""
    return next((Value("non", each.node.evidence()) for each in body.at("marcheUnique")), None)
