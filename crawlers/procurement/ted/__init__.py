"""TED: the supplement of the Official Journal of the European Union for procurement."""

from __future__ import annotations

from datetime import time, timedelta

from core.model.source import Floor, Form, RowNumbers, Source
from core.model.timetable import WEEKEND, Hours
from crawlers.procurement.ted import eforms
from crawlers.procurement.ted.discovery import discover
from crawlers.procurement.ted.export import document
from crawlers.procurement.ted.page import document as page

SOURCE = Source(
    name="ted",
    title="Tenders Electronic Daily (JOUE, série S)",
    title_en="Tenders Electronic Daily (OJ S)",
    publisher="Office des publications de l'Union européenne",
    homepage="https://ted.europa.eu/",
    licence="Réutilisation autorisée avec mention de la source (décision 2011/833/UE)",
    cadence=timedelta(days=5),
    timetable=Hours((time(9, 30), time(16)), WEEKEND),
    datasets=("avis-marches", "lots-marches", "attributions-marches"),
    discover=discover,
    forms=(
        Form("ted-export", "xml", document.recognises, document.read),
        Form("eforms", "xml", eforms.recognises, eforms.read),
        Form("page-web", "html", page.recognises, page.read),
    ),
    floor=Floor(
        documents=300,
        filled=(("objet", 0.99), ("acheteur_nom", 0.99), ("type_avis", 0.99), ("date_publication", 1.0)),
    ),
    numbers=RowNumbers(
        "avis-marches", "numero_parution", "date_publication", lambda key: False, source="ted"
    ),
)
