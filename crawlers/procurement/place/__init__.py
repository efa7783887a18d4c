"""PLACE: the platform on which the State and its agencies publish their consultations."""

from __future__ import annotations

from datetime import timedelta

from core.model.source import Floor, Form, Source
from crawlers.procurement.place.consultation import read, recognises
from crawlers.procurement.place.discovery import discover

SOURCE = Source(
    name="place",
    title="Plateforme des achats de l'État (PLACE)",
    title_en="State procurement platform (PLACE)",
    publisher="Direction des achats de l'État",
    homepage="https://www.marches-publics.gouv.fr/",
    licence="Licence Ouverte 2.0",
    cadence=timedelta(days=4),
    datasets=("avis-marches", "lots-marches"),
    discover=discover,
    forms=(Form("page-consultation", "html", recognises, read),),
    floor=Floor(filled=(("objet", 0.99), ("acheteur_nom", 0.99), ("date_limite_reponse", 0.9))),
)
