"""What becomes of the labels and sections of a printed notice, and of labels that follow each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.model.source import Accounted, Unmapped
from crawlers.procurement.boamp.printed.accounts import account_printed
from crawlers.procurement.boamp.printed.labels import fields
from crawlers.procurement.boamp.printed.line import Line
from crawlers.procurement.boamp.printed.national_labels import NATIONAL

NATIONAL_FORM = (
    "Département(s) de publication : 21",
    "Objet du marché : voirie",
    "Note : ce qui suit est de l'acheteur",
    "Options : sans",
    "Date d'envoi du présent avis à la publication : 3 mars 2026",
    "Signe astrologique : poissons",
    "Renseignements relatifs aux lots :",
    "Lot(s) 1. - voirie",
    "Mots descripteurs : voirie",
    "Code NUTS : FRC11",
)
EUROPEAN_FORM = (
    "I.1) Nom et adresses : Ville de Test",
    "II.2.5) Critères d'attribution : prix",
    "II.2.10) Variantes : non",
    "II.2.15) Empreinte : 12",
)


def fates(texts: Iterable[str], digest: Sequence[str] = ()) -> tuple[set[str], set[str], list[str]]:
    """The paths read, ignored, unknown."""
    read: set[str] = set()
    ignored: set[str] = set()
    unknown = []
    for each in account_printed([Line(text) for text in texts], [Line(text) for text in digest]):
        if isinstance(each, Unmapped):
            unknown.append(each.path)
        elif isinstance(each, Accounted):
            read |= each.read
            ignored |= each.ignored
    return read, ignored, unknown


def test_labels_of_a_national_form() -> None:
    read, ignored, unknown = fates(NATIONAL_FORM)
    assert {"libelle/objet du marche", "libelle/code nuts"} <= read
    assert ignored == {"libelle/options", "libelle/mots descripteurs"}
    assert unknown == ["libelle/signe astrologique"]


def test_labels_of_the_digest() -> None:
    read, ignored, _ = fates((), ("Objet du marché : voirie", "Téléphone : 03 80 00 00 00"))
    assert (read, ignored) == ({"libelle/objet du marche"}, {"libelle/telephone"})


def test_sections_of_a_form_of_the_joue() -> None:
    read, ignored, unknown = fates(EUROPEAN_FORM)
    assert read == {"rubrique/nom et adresses", "rubrique/criteres d'attribution"}
    assert (ignored, unknown) == ({"rubrique/variantes"}, ["rubrique/empreinte"])


def test_a_label_after_one_that_has_no_value_is_read_on_the_same_line() -> None:
    found = fields([Line("Type de marché de Fournitures :Code NUTS : FRI")], NATIONAL)
    assert [(each.key, [line.text for line in each.lines]) for each in found[1:]] == [
        ("fournitures", []),
        ("nuts", ["FRI"]),
    ]
