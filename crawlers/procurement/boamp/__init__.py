"""BOAMP: the official bulletin of public procurement notices, published by the DILA."""

from __future__ import annotations

from datetime import time, timedelta

from core.model.source import CitedNumbers, Floor, Form, Source
from core.model.timetable import Hours
from crawlers.procurement.boamp import dila, extract, ods, page
from crawlers.procurement.boamp.discovery import discover, ordinal_of

SOURCE = Source(
    name="boamp",
    title="Bulletin officiel des annonces des marchés publics",
    title_en="Official bulletin of public procurement notices",
    publisher="Direction de l'information légale et administrative (DILA)",
    homepage="https://www.boamp.fr/",
    licence="Licence Ouverte 2.0",
    cadence=timedelta(days=4),
    timetable=Hours((time(8), time(13), time(19))),
    datasets=("avis-marches", "lots-marches", "attributions-marches"),
    discover=discover,
    forms=(
        Form("dila-xml", "xml", dila.recognises, dila.read),
        Form("opendatasoft", "json", ods.recognises, ods.read, embedded=ods.EMBEDDED),
        Form("page-web", "html", page.recognises, page.read),
        Form("extrait-pdf", "pdf", extract.recognises, extract.read),
    ),
    floor=Floor(
        documents=300,
        filled=(("objet", 0.99), ("acheteur_nom", 0.99), ("type_avis", 0.99), ("date_publication", 1.0)),
    ),
    cited=CitedNumbers("avis-marches", "avis_lies", "date_publication", "boamp:", ordinal_of),
)
