"""A small dataset and records of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from core.model.dataset import Column, Dataset, Kind
from core.model.evidence import Evidence
from core.model.record import Record

NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)

TOYS = Dataset(
    name="jouets",
    title="Jouets",
    title_en="Toys",
    description="",
    version="1.0.0",
    licence="Licence Ouverte 2.0",
    date_column="date_publication",
    label_column="objet",
    columns=(
        Column("id", Kind.TEXT, "", ""),
        Column("objet", Kind.TEXT, "", "", search=True),
        Column("montant", Kind.AMOUNT, "", ""),
        Column("nombre", Kind.INTEGER, "", ""),
        Column("neuf", Kind.BOOLEAN, "", ""),
        Column("date_publication", Kind.DATE, "", ""),
        Column("limite", Kind.DATETIME, "", ""),
        Column("departements", Kind.CODE, "", "", many=True, facet=True),
        Column(
            "criteres",
            Kind.STRUCT,
            "",
            "",
            many=True,
            parts=(Column("libelle", Kind.TEXT, "", ""), Column("poids", Kind.NUMBER, "", "")),
        ),
        Column("type", Kind.TERM, "", "", facet=True, terms=("bois", "fer")),
        Column("url", Kind.URL, "", "", material=False),
    ),
)


def record(
    identity: str,
    *,
    document_url: str = "https://toy.example/1",
    sha256: str = "aa",
    read_at: datetime = NOON,
    confidence: float = 0.9,
    **values: Any,
) -> Record:
    """A record of the toys with these values, each with its proof."""
    return Record(
        dataset="jouets",
        id=identity,
        values=values,
        evidence={name: (Evidence(str(value), path=f"/{name}"),) for name, value in values.items()},
        confidence=dict.fromkeys(values, confidence),
        warnings=(),
        document_sha256=sha256,
        document_url=document_url,
        read_at=read_at,
    )
