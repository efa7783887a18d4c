"""Notices on buyers' own pages: free HTML, and pages saved from Word."""

from __future__ import annotations

from datetime import timedelta

from core.model.source import Floor, Form, Source
from crawlers.procurement.buyer_profile.discovery import discover
from crawlers.procurement.buyer_profile.notice import NAME, read, recognises

SOURCE = Source(
    name=NAME,
    title="Avis publiés sur les profils d'acheteur",
    title_en="Notices on buyers' own pages",
    publisher="Acheteurs publics",
    homepage="https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037730585",
    licence="Licence Ouverte 2.0",
    cadence=timedelta(days=30),
    datasets=("avis-marches", "lots-marches", "attributions-marches"),
    discover=discover,
    forms=(Form("avis-html", "html", recognises, read),),
    floor=Floor(documents=0, filled=(("objet", 0.95), ("acheteur_nom", 0.9))),
)
