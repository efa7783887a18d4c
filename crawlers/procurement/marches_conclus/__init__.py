"""Lists of contracts that buyers publish once a year, as a spreadsheet or as a PDF.

Until 2016 article 133 of the Code des marchés publics asked for them, the arrêté of 26 December 2007 for
their columns; many buyers publish them still.
"""

from __future__ import annotations

from datetime import timedelta

from core.model.source import Floor, Form, Source
from crawlers.procurement.marches_conclus.discovery import discover
from crawlers.procurement.marches_conclus.lists import read, recognises, recognises_page

SOURCE = Source(
    name="marches-conclus",
    title="Listes des marchés conclus publiées par les acheteurs",
    title_en="Lists of contracts published by buyers",
    publisher="Acheteurs publics",
    homepage="https://www.legifrance.gouv.fr/loda/id/JORFTEXT000017765619",
    licence="Licence Ouverte 2.0",
    cadence=timedelta(days=400),
    datasets=("marches-conclus",),
    discover=discover,
    forms=(
        Form("liste-csv", "csv", recognises, read),
        Form("liste-classeur", "xlsx", recognises, read),
        Form("liste-pdf", "pdf", recognises, read),
        Form("liste-html", "html", recognises_page, read),
    ),
    floor=Floor(documents=0, filled=(("objet", 0.95), ("titulaire_nom", 0.8))),
)
