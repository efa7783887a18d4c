"""DECP: the essential data of public contracts, which every buyer must publish."""

from __future__ import annotations

from datetime import timedelta

from core.model.source import Floor, Form, Source
from crawlers.procurement.decp.discovery import discover
from crawlers.procurement.decp.documents import (
    EMBEDDED,
    read_table,
    read_tree,
    recognises_table,
    recognises_tree,
)

SOURCE = Source(
    name="decp",
    title="Données essentielles de la commande publique",
    title_en="Essential data of public contracts",
    publisher="Direction des affaires juridiques, ministère de l'Économie",
    homepage="https://data.economie.gouv.fr/explore/dataset/decp-2022-marches-valides/",
    licence="Licence Ouverte 2.0",
    cadence=timedelta(days=7),
    datasets=("marches-conclus",),
    discover=discover,
    forms=(
        Form("decp-json", "json", recognises_tree, read_tree, embedded=EMBEDDED),
        Form("decp-xml", "xml", recognises_tree, read_tree),
        Form("decp-csv", "csv", recognises_table, read_table),
    ),
    floor=Floor(filled=(("acheteur_siret", 0.95), ("objet", 0.95), ("date_notification", 0.9))),
)
