"""PROCEDURE and CONDITION_DELAI: the procedure, the criteria of the whole and the deadline."""

from __future__ import annotations

from core.strict import StrictReader
from crawlers.forms.notice import Notice, put
from crawlers.procurement.boamp.annonce.criteres import criteria
from crawlers.procurement.boamp.gestion import put_procedure

DEADLINES = ("CONDITION_DELAI/RECEPT_CANDIDAT", "CONDITION_DELAI/RECEPT_OFFRES")


def read_procedure(donnees: StrictReader, notice: Notice) -> None:
    """Procedure, criteria and deadline: of two, the earlier step (requests to participate) comes first.

    Where the lots have criteria, those of PROCEDURE only echo that a price is among them.
    """
    put_procedure(donnees, "PROCEDURE/TYPE_PROCEDURE", notice)
    told_by_lots = any("criteres" in lot for lot in notice.lots)
    for procedure in donnees.at("PROCEDURE"):
        found = criteria(procedure)
        put(notice.avis, criteres=() if told_by_lots else found)
    put(notice.avis, date_limite_reponse=donnees.value(*DEADLINES))
