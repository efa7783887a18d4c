"""What a place name was resolved to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Precision = Literal["commune", "departement", "region", "pays", "inconnu"]

UNKNOWN = "lieu_inconnu"
FOREIGN = "lieu_etranger"
HOMONYM = "commune_homonyme"
OUTSIDE = "commune_hors_departement"
POSTAL_DISAGREES = "code_postal_discordant"
POSTAL_ALONE = "commune_non_reconnue"
COMMUNE_OR_DEPARTEMENT = "commune_ou_departement"
FORMER_NAME = "ancien_nom"
SHORT_NAME = "nom_abrege"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in France as far as it is certain.

    ``libelle`` are the words given. ``code_commune`` is the code of today, ``code_commune_then`` the one at
    the date asked for (that of today without a date); ``latlon`` is "lat,lon" in degrees (WGS 84) of the
    commune's seat, or of its middle where the seat's is not known. ``explanation`` says in French, a sentence
    a step, how the place was found.
    """

    libelle: str
    precision: Precision = "inconnu"
    code_commune: str | None = None
    code_commune_then: str | None = None
    code_arrondissement: str | None = None
    code_departement: str | None = None
    code_region: str | None = None
    code_epci: str | None = None
    code_nuts: str | None = None
    code_pays: str | None = None
    latlon: str | None = None
    cour_appel: str | None = None
    tribunal_judiciaire: str | None = None
    warnings: tuple[str, ...] = ()
    explanation: tuple[str, ...] = ()
