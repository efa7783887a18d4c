"""GESTION: what the DILA knows of a notice, the same in every schema and in every form of the BOAMP."""

from __future__ import annotations

from dataclasses import replace

from core.model.reading import Value
from core.strict import StrictReader
from crawlers.forms.notice import Notice, put
from crawlers.forms.references import boamp_id, ted_id
from crawlers.procurement.boamp.terms import (
    CALLS_BY_PRIOR_INFORMATION,
    FAMILIES,
    KINDS,
    LABELS,
    NATURES,
    PROCEDURES,
    SPECIAL_PROCEDURES,
    STATUSES,
    WITHOUT_PUBLICATION,
)

ADDRESS = "https://www.boamp.fr/pages/avis/?q=idweb:"

IGNORED = {
    "the legal basis, said by the form itself": ("REFERENCE/TYPE_AVIS/PERIMETRE", "INDEXATION/SCHEMA"),
    "the end of the display on boamp.fr": ("INDEXATION/DATE_FIN_DIFFUSION", "NOM_HTML"),
    "the DILA's own index of subjects": (
        "INDEXATION/DESCRIPTEURS",
        "INDEXATION/CLASSES",
        "INDEXATION/CRITERES_SOCIAUX_ENV",
    ),
    "the DILA's own numbers": ("MARCHE/ID_MARCHE", "MARCHE/ID_CONSULTATION", "MARCHE/IDMARCHE"),
    "what an earlier notice was": ("MARCHE/ANNONCE_ANTERIEUR", "REFERENCE/ANNONCE_ANTERIEUR"),
}


def family(gestion: StrictReader) -> str:
    """MAPA, FNS, JOUE, DSP, DIVERS; empty where GESTION does not say."""
    found = gestion.tag("REFERENCE/TYPE_AVIS/FAMILLE", FAMILIES)
    return found.text if found else ""


def read_gestion(gestion: StrictReader, notice: Notice) -> None:
    """Number, kind, dates, départements and links of a notice."""
    index = "INDEXATION/"
    put(
        notice.avis,
        type_avis=_kind(gestion),
        date_publication=gestion.value(f"{index}DATE_PUBLICATION"),
        objet_publication=gestion.value(f"{index}RESUME_OBJET"),
        departements_publication=gestion.values(f"{index}DEP_PUBLICATION"),
        lieu_departement=gestion.values(f"{index}DEP_PRESTATION"),
        url_dce=gestion.value("MARCHE/URL_CONSULTATION", "MARCHE/URLCONSULTATION"),
        avis_lies=links(gestion, "MARCHE/ANNONCE_ANTERIEUR", "REFERENCE/ANNONCE_ANTERIEUR"),
    )
    put_procedure_term(_special(gestion), notice)
    family(gestion)
    gestion.value("REFERENCE/IDWEB")
    for patterns in IGNORED.values():
        gestion.ignore(*patterns)


def read_fallbacks(gestion: StrictReader, notice: Notice) -> None:
    """What GESTION repeats of the form, for notices whose form does not say it."""
    index = "INDEXATION/"
    put(
        notice.avis,
        acheteur_nom=gestion.value(f"{index}NOMORGANISME"),
        objet=gestion.value(f"{index}RESUME_OBJET"),
        type_marche=gestion.tags(f"{index}NATURE_MARCHE", KINDS),
    )
    put_procedure(gestion, f"{index}TYPE_PROCEDURE", notice)


def put_identity(number: Value, notice: Notice) -> None:
    """The source, its number and the public address of a notice."""
    put(
        notice.avis,
        source=replace(number, text=notice.source),
        numero_source=number,
        url=replace(number, text=ADDRESS + notice.number),
    )


def put_procedure(reader: StrictReader, path: str, notice: Notice) -> None:
    """The procedure that a tag below ``path`` names, with its label."""
    secret = reader.tag(f"{path}/NEGOCIE", WITHOUT_PUBLICATION)
    found = reader.tag(path, PROCEDURES)
    put_procedure_term(secret or found, notice)


def put_procedure_term(procedure: Value | None, notice: Notice) -> None:
    """A procedure and its label."""
    if procedure:
        label = replace(procedure, text=LABELS[procedure.text])
        put(notice.avis, procedure=procedure, procedure_libelle=label)


def links(reader: StrictReader, *paths: str) -> tuple[Value, ...]:
    """The notices named below some paths: their number at the BOAMP and at the JOUE."""
    found: dict[str, Value] = {}
    for path in paths:
        for earlier in reader.at(path):
            for value in (*earlier.values("REFERENCE/IDWEB"), *earlier.values("IDWEB")):
                found.setdefault(value.text, replace(value, text=boamp_id(value.text)))
            for journal in earlier.at("REFERENCE_PUBLICATION/PUBLICATION_JOUE"):
                link = journal_link(journal)
                if link:
                    found.setdefault(link.text, link)
    return tuple(found.values())


def journal_link(journal: StrictReader) -> Value | None:
    """A number of the JOUE: ``ted:094809-2020``."""
    number, year = journal.value("NUM_ANNONCE"), journal.value("ANNEE")
    link = ted_id(number.text, year.text) if number and year else None
    return replace(number, text=link) if number and link else None


def _kind(gestion: StrictReader) -> Value | None:
    kind = "REFERENCE/TYPE_AVIS/NATURE"
    status = gestion.tag("REFERENCE/TYPE_AVIS/STATUT", STATUSES)
    call = gestion.tag(f"{kind}/*", CALLS_BY_PRIOR_INFORMATION)
    nature = gestion.tag(kind, NATURES)
    if status is None and call and nature and nature.text == "preinformation":
        return call
    return status or nature


def _special(gestion: StrictReader) -> Value | None:
    """A contest or a concession: the kind of notice itself says so, below its nature."""
    return gestion.tag("REFERENCE/TYPE_AVIS/NATURE/*", SPECIAL_PROCEDURES)
