"""IDENTITE and the complementary addresses: the buyers and their addresses on the web."""

from __future__ import annotations

from core.model.reading import Value
from core.strict import StrictReader
from crawlers.forms.notice import Notice, buyer_number, put

ADDRESSES = "RENSEIGNEMENTS_COMPLEMENTAIRES/ADRESSES_COMPLEMENTAIRES/ADRESSE"
OTHER_BUYER = {"AGIT_POUR_AUTRE_COMPTE_OUI": "acheteur"}
DOCUMENTS = {"DOCUMENTS": "documents"}


def read_identity(donnees: StrictReader, notice: Notice) -> None:
    """The buyer, the other buyers of a group, the buyer profile and the tender documents."""
    who = "IDENTITE/"
    put(
        notice.avis,
        acheteur_nom=donnees.value(f"{who}DENOMINATION"),
        acheteur_code_postal=donnees.value(f"{who}CP"),
        acheteur_ville=donnees.value(f"{who}VILLE"),
        url_profil_acheteur=donnees.value(f"{who}URL_PROFIL_ACHETEUR"),
        url_dce=donnees.value(f"{who}URL_DOCUMENT"),
    )
    put(notice.avis, **buyer_number(donnees.value(f"{who}CODE_IDENT_NATIONAL")))
    others = [_party(each) for each in donnees.at(ADDRESSES) if each.tag("TYPE", OTHER_BUYER)]
    first = {"nom": notice.avis.get("acheteur_nom"), "siret": notice.avis.get("acheteur_siret")}
    put_group(notice, {name: value for name, value in first.items() if isinstance(value, Value)}, others)
    for each in donnees.at(ADDRESSES):
        if each.tag("TYPE", DOCUMENTS):
            put(notice.avis, url_dce=each.value("URL"))


def put_group(notice: Notice, first: dict[str, Value], others: list[dict[str, Value]]) -> None:
    """All the buyers of a group, the coordinator first; nothing where there is no other buyer."""
    names = {first["nom"].text} if "nom" in first else set()
    group = [first] if first else []
    for other in others:
        if "nom" in other and other["nom"].text not in names:
            names.add(other["nom"].text)
            group.append(other)
    if len(group) > 1:
        put(notice.avis, acheteurs=tuple(group))


def _party(address: StrictReader) -> dict[str, Value]:
    found = {"nom": address.value("DENOMINATION"), "siret": address.value("CODE_IDENT_NATIONAL")}
    return {name: value for name, value in found.items() if value}
