"""The names of the fields of a contract in the dialects of the DECP.

Sources: the formats of the arrêtés of 2019 and of 22 December 2022 (139bercy/format-commande-publique), the
tables of data.economie.gouv.fr (``titulaire_id_1``), the table schema of decp.info (``acheteur_id``) and that
of the SCDL (``ACHETEURS_ID``). Names are compared folded: ``acheteur.id``, ``acheteur_id`` and an object
``acheteur`` with a member ``id`` are one name, and so is ``"nom "`` with its stray space.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from functools import lru_cache

from crawlers.forms.folding import fold

_PUNCTUATION = re.compile(r"[^a-z0-9]+")
_NUMBERED = re.compile(r"([a-z]+)(\d+)")

HOLDER_LISTS = frozenset({"titulaires", "concessionnaires"})
CHANGE_LISTS = frozenset({"modifications"})

FIELDS = {
    "uid": "uid",
    "id": "id",
    "idmarche": "id",
    "marcheid": "id",
    "acheteurid": "acheteur_id",
    "acheteursid": "acheteur_id",
    "idacheteur": "acheteur_id",
    "autoriteconcedanteid": "acheteur_id",
    "acheteurnom": "acheteur_nom",
    "acheteursnom": "acheteur_nom",
    "autoriteconcedantenom": "acheteur_nom",
    "objet": "objet",
    "objetmarche": "objet",
    "marcheobjet": "objet",
    "codecpv": "cpv",
    "cpvcode": "cpv",
    "procedure": "procedure",
    "nature": "nature",
    "naturemarche": "nature",
    "type": "type",
    "datenotification": "date",
    "notificationdate": "date",
    "datesignature": "date",
    "dureemois": "duree",
    "montant": "montant",
    "montantmarche": "montant",
    "valeurglobale": "montant",
    "lieuexecutioncode": "lieu_code",
    "lieuexeccode": "lieu_code",
    "lieuexecutiontypecode": "lieu_type",
    "lieuexectype": "lieu_type",
    "lieuexecutionnom": "lieu_nom",
    "lieuexecnom": "lieu_nom",
    "technique": "techniques",
    "techniques": "techniques",
    "techniquestechnique": "techniques",
    "modaliteexecution": "modalites",
    "modalitesexecution": "modalites",
    "modalitesexecutionmodaliteexecution": "modalites",
    "idaccordcadre": "accord_cadre",
    "marcheinnovant": "innovant",
    "ccag": "ccag",
    "offresrecues": "offres",
    "attributionavance": "avance",
    "tauxavance": "taux_avance",
    "typegroupementoperateurs": "groupement",
    "soustraitancedeclaree": "sous_traitance",
    "typeprix": "types_prix",
    "typesprix": "types_prix",
    "typesprixtypeprix": "types_prix",
    "formeprix": "forme_prix",
    "prixforme": "forme_prix",
    "origineue": "origine_ue",
    "originefrance": "origine_france",
    "considerationssociales": "sociales",
    "considerationssocialesconsiderationsociale": "sociales",
    "considerationsenvironnementales": "environnementales",
    "considerationsenvironnementalesconsiderationenvironnementale": "environnementales",
    "datepublicationdonnees": "publication",
    "datedebutexecution": "debut",
    "montantsubventionpublique": "subvention",
}
"""Folded name → field of a contract."""

HOLDER_FIELDS = {
    "id": "id",
    "siret": "id",
    "typeidentifiant": "type",
    "idtype": "type",
    "denominationsociale": "nom",
    "denomination": "nom",
    "nom": "nom",
}
"""Folded name inside a holder → field of a holder."""

CHANGE_FIELDS = {
    "id": "numero",
    "objetmodification": "objet",
    "datenotificationmodification": "date",
    "datesignaturemodification": "date",
    "montant": "montant",
    "valeurglobale": "montant",
    "dureemois": "duree",
    "datepublicationdonneesmodification": "publication",
}
"""Folded name inside a modification → field of a modification."""

FLAT_CHANGE_FIELDS = {
    "idmodification": "numero",
    "modificationid": "numero",
    "objetmodification": "objet",
    "modifobjet": "objet",
    "datenotificationmodification": "date",
    "datenotificationmodificationmodification": "date",
    "datesignaturemodification": "date",
    "modifsignaturedate": "date",
    "montantmodification": "montant",
    "valeurglobalemodification": "montant",
    "modifmarchemontant": "montant",
    "dureemoismodification": "duree",
    "modifdureemois": "duree",
}
"""Folded heading of a table → field of the modification that the line carries."""

_HOLDER_HEADS = ("titulaires", "titulaire", "concessionnaires", "concessionnaire")

IGNORED = {
    "the kind of record, and where the publisher has it from": ("schema", "type_", "uuid", "source", "term"),
    "when the data were published, not the contract": ("datepublication*", "publicationdate", "dateenvoi"),
    "the aggregator's own columns": (
        "createdat",
        "updatedat",
        "counttitulaires",
        "booleanmodification",
        "donneesactuelles",
        "anomalies",
        "titulairecontact*",
        "sourcedataset",
        "sourcefile",
        "*source",
    ),
    "what Sirene or a register adds": (
        "acheteurdepartement*",
        "acheteurregion*",
        "acheteurcommune*",
        "acheteurcategorie",
        "acheteurlatitude",
        "acheteurlongitude",
        "codepostalacheteur",
        "titulairedepartement*",
        "titulaireregion*",
        "titulairecommune*",
        "titulairecategorie*",
        "titulairelatitude",
        "titulairelongitude",
        "distance",
    ),
    "what follows from other fields": ("dureerestantemois",),
    "reports on a concession": ("donneesexecution*",),
    "subcontracts": (
        "actessoustraitance*",
        "modificationsactessoustraitance*",
        "*actesoustraitance",
        "*soustraitant",
    ),
    "holders after a modification": (
        "titulairesmodification*",
        "modiftitulaires*",
        "idtitulairemodification",
        "typeidentifianttitulairemodification",
    ),
    "dates of publication of a modification": ("modifpublicationdate",),
}
"""Folded names that are set aside, by reason; patterns as in :mod:`fnmatch`."""

IGNORED_IN_CHANGES = ("datepublication*", "titulaires*", "concessionnaires*")
IGNORED_IN_HOLDERS = ("contact*",)
"""Persons to write to are no part of the essential data."""


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """``acheteurid`` for ``acheteur.id``, ``ACHETEUR_ID`` and ``acheteur_id``; ``_type`` is ``type_``."""
    bare = _PUNCTUATION.sub("", fold(name))
    return f"{bare}_" if name.startswith("_") else bare


@lru_cache(maxsize=4096)
def holder_field(name: str) -> tuple[str, str] | None:
    """The field and the number of the holder that a column is about: ``titulaireid2`` is id of holder 2."""
    numbered = _NUMBERED.fullmatch(name)
    bare, number = (numbered[1], numbered[2]) if numbered else (name, "1")
    for head in _HOLDER_HEADS:
        rest = bare.removeprefix(head)
        if rest != bare and rest in HOLDER_FIELDS:
            return HOLDER_FIELDS[rest], number
    return None


@lru_cache(maxsize=4096)
def is_ignored(name: str) -> bool:
    """Whether a folded name is set aside."""
    return any(fnmatchcase(name, pattern) for patterns in IGNORED.values() for pattern in patterns)
