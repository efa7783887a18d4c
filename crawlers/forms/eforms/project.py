"""ProcurementProject: what is bought, where, for how long, for how much; of the whole or of a lot."""

from __future__ import annotations

from core.model.reading import Value
from core.strict import StrictReader
from crawlers.forms.countries import is_abroad
from crawlers.forms.eforms.codes import KINDS
from crawlers.forms.eforms.words import EXTENSION, period, text
from crawlers.forms.notice import Fields, put

TOTAL = "RequestedTenderTotal"
ADDRESS = "RealizedLocation/Address"


def read_project(project: StrictReader, fields: Fields) -> None:
    """Codes, place, duration and amounts."""
    codes = project.values("MainCommodityClassification/ItemClassificationCode")
    others = project.values("AdditionalCommodityClassification/ItemClassificationCode")
    put(
        fields,
        cpv=codes[0] if codes else None,
        cpv_secondaires=(*codes[1:], *others),
        duree_mois=period(project, "PlannedPeriod"),
        montant_estime=project.value(f"{TOTAL}/EstimatedOverallContractAmount"),
        montant_max=project.value(f"{TOTAL}/{EXTENSION}/FrameworkMaximumAmount"),
    )
    _read_places(project, fields)


def title(project: StrictReader) -> Value | None:
    """The name of the procurement or of the lot."""
    return text(project, "Name")


def description(project: StrictReader) -> Value | None:
    """The description of the procurement or of the lot."""
    return text(project, "Description")


def kinds(project: StrictReader) -> tuple[Value, ...]:
    """The contract nature and the additional ones."""
    found = [project.term("ProcurementTypeCode", KINDS)]
    found += [each.term("ProcurementTypeCode", KINDS) for each in project.at("ProcurementAdditionalType")]
    project.values("ProcurementTypeCode")
    return tuple({value.text: value for value in found if value}.values())


def currency(project: StrictReader) -> Value | None:
    """The currency of the amounts."""
    return project.value(f"{TOTAL}/EstimatedOverallContractAmount/@currencyID")


def _read_places(project: StrictReader, fields: Fields) -> None:
    """The label is the address, or the description where there is no address."""
    street, postal = project.value(f"{ADDRESS}/StreetName"), project.value(f"{ADDRESS}/PostalZone")
    towns = project.values(f"{ADDRESS}/CityName")
    parts = [part for part in (street, postal, towns[0] if towns else None) if part]
    label = None
    if parts:
        words = " ".join(part.text for part in parts)
        label = Value(words, parts[0].evidence)
    put(
        fields,
        lieu_code_nuts=project.values(f"{ADDRESS}/CountrySubentityCode"),
        lieu_ville=towns,
        lieu_code_postal=postal,
        lieu_pays=_country(project),
        lieu_libelle=label or text(project, "RealizedLocation/Description"),
    )


def _country(project: StrictReader) -> Value | None:
    """France, where one of several places is there."""
    countries = project.values(f"{ADDRESS}/Country/IdentificationCode")
    return next((each for each in countries if not is_abroad(each)), next(iter(countries), None))
