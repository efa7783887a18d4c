"""One notice out of GESTION and DONNEES, whatever vocabulary DONNEES is written in."""

from __future__ import annotations

from core.errors import StructureChanged
from core.model.reading import Value
from core.strict import StrictReader
from crawlers.forms.eforms.mapping import ROOTS as EFORMS
from crawlers.forms.eforms.mapping import read_eforms
from crawlers.forms.notice import Notice, put
from crawlers.procurement.boamp.annonce.mapping import read_annonce
from crawlers.procurement.boamp.gestion import family, put_identity, read_fallbacks, read_gestion
from crawlers.procurement.boamp.national.mapping import FAMILIES, read_national

ANNONCE = ("IDENTITE", "OBJET", "PROCEDURE", "ATTRIBUTION", "RECTIF", "ANNULATION", "MODIF")
DIFFERENT_DEADLINE = "date_limite_differente_de_l_indexation:date_limite_reponse"


def read_notice(gestion: StrictReader, donnees: StrictReader, number: Value) -> Notice:
    """A notice of any schema.

    Raises:
        StructureChanged: DONNEES is written in a vocabulary that we do not know.
    """
    notice = Notice("boamp", number.text.strip())
    put_identity(number, notice)
    read_gestion(gestion, notice)
    read_form(donnees, notice, family(gestion))
    _put_deadline(gestion, notice)
    read_fallbacks(gestion, notice)
    return notice


def read_form(donnees: StrictReader, notice: Notice, kind: str) -> None:
    """DONNEES in whatever vocabulary it is written; ``kind`` is the family that GESTION names.

    Raises:
        StructureChanged: the vocabulary is unknown.
    """
    names = {child.name for child in donnees.node.children}
    if names & set(ANNONCE):
        read_annonce(donnees, notice, kind)
        return
    national = [each for name in FAMILIES for each in donnees.at(name)]
    for each in national:
        read_national(each, notice)
    european = [each for name in EFORMS for each in (*donnees.at(f"EFORMS/{name}"), *donnees.at(name))]
    for each in european:
        read_eforms(each, notice)
    if not national and not european:
        raise StructureChanged(
            f"{donnees.node.path} is written in an unknown vocabulary: {', '.join(sorted(names))}"
        )


def _put_deadline(gestion: StrictReader, notice: Notice) -> None:
    """The form's deadline, else that of the index; a rectificatif has only the one it prints."""
    indexed = gestion.value("INDEXATION/DATE_LIMITE_REPONSE")
    printed = notice.avis.get("date_limite_reponse")
    kind = notice.avis.get("type_avis")
    if indexed is None:
        return
    changes = isinstance(kind, Value) and kind.text in ("rectificatif", "annulation")
    if not isinstance(printed, Value):
        put(notice.avis, date_limite_reponse=None if changes else indexed)
    elif not changes and printed.text[:16] != indexed.text[:16]:
        notice.warnings.append(DIFFERENT_DEADLINE)
