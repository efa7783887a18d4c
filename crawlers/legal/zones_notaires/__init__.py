"""The map of the zones where notaries may settle (article 52 of the law of 6 August 2015)."""

from __future__ import annotations

from datetime import timedelta

from core.model.source import Floor, Form, Source
from crawlers.legal.zones_notaires.annex import read, recognises
from crawlers.legal.zones_notaires.discovery import discover

SOURCE = Source(
    name="zones-notaires",
    title="Carte des zones d'installation des notaires",
    title_en="Map of the zones where notaries may settle",
    publisher="Journal officiel de la République française",
    homepage="https://www.legifrance.gouv.fr/loda/id/JORFTEXT000030978561",
    licence="Licence Ouverte 2.0",
    cadence=timedelta(days=800),
    datasets=("zones-installation-notaires",),
    discover=discover,
    forms=(
        Form("arrete-html", "html", recognises, read),
        Form("arrete-pdf", "pdf", recognises, read),
    ),
    floor=Floor(documents=0, filled=(("zone_libelle", 1.0), ("type_zone", 0.95))),
)
