"""DONNEES of V230 and V240 into a notice."""

from __future__ import annotations

from dataclasses import replace

from core.model.reading import Value
from core.strict import StrictReader
from crawlers.forms.notice import Notice, put
from crawlers.procurement.boamp.annonce.attribution import read_awards
from crawlers.procurement.boamp.annonce.identite import read_identity
from crawlers.procurement.boamp.annonce.ignored import IGNORED
from crawlers.procurement.boamp.annonce.lots import read_lots, titled
from crawlers.procurement.boamp.annonce.objet import read_object
from crawlers.procurement.boamp.annonce.procedure import read_procedure
from crawlers.procurement.boamp.annonce.rectif import read_changes

EUROPEAN = "JOUE"


def read_annonce(donnees: StrictReader, notice: Notice, family: str) -> None:
    """Everything the datasets ask of a form V230 or V240; ``family`` is that of GESTION."""
    read_identity(donnees, notice)
    for objet in donnees.at("OBJET"):
        read_object(objet, notice)
        lots = read_lots(objet)
        notice.lots = lots if family == EUROPEAN else titled(lots)
    read_procedure(donnees, notice)
    read_awards(donnees, notice)
    read_changes(donnees, notice)
    _put_concession(notice, family)
    for patterns in IGNORED.values():
        donnees.ignore(*patterns)


def _put_concession(notice: Notice, family: str) -> None:
    """A delegation of a public service is a concession; its form names no procedure."""
    number = notice.avis.get("numero_source")
    if family == "DSP" and isinstance(number, Value):
        put(notice.avis, procedure=replace(number, text="concession"))
