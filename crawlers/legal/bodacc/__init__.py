"""BODACC A, insolvency notices: the professionals that courts designate, for companies only."""

from __future__ import annotations

from datetime import timedelta

from core.model.source import Floor, Form, Source
from crawlers.legal.bodacc import rediff
from crawlers.legal.bodacc.discovery import discover
from crawlers.legal.bodacc.insolvency import read_insolvency

SOURCE = Source(
    name="bodacc",
    title="Bulletin officiel des annonces civiles et commerciales : procédures collectives",
    title_en="Official bulletin of civil and commercial notices: insolvency proceedings",
    publisher="Direction de l'information légale et administrative (DILA)",
    homepage="https://www.bodacc.fr/",
    licence="Licence Ouverte 2.0",
    cadence=timedelta(days=5),
    datasets=("designations-judiciaires",),
    discover=discover,
    forms=(
        Form("pcl-rediff", "xml", rediff.recogniser(rediff.PCL), rediff.issue_reader("A", read_insolvency)),
    ),
    floor=Floor(
        documents=2,
        filled=(("role", 0.9), ("entreprise_nom", 0.99), ("tribunal", 0.99), ("date_parution", 1.0)),
    ),
)
