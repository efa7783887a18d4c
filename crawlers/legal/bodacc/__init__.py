"""BODACC: the professionals that courts designate, for companies only."""

from __future__ import annotations

from datetime import time, timedelta

from core.model.source import Floor, Form, KeyNumbers, Source
from core.model.timetable import Hours
from crawlers.legal.bodacc import ods
from crawlers.legal.bodacc.discovery import discover, issue_of
from crawlers.legal.bodacc.insolvency import read_insolvency
from crawlers.legal.bodacc.rediff import BILAN, PCL, RCS_A, RCS_B, issue_reader, recogniser
from crawlers.legal.bodacc.register import read_accounts, read_register

SOURCE = Source(
    name="bodacc",
    title="Bulletin officiel des annonces civiles et commerciales",
    title_en="Official bulletin of civil and commercial notices",
    publisher="Direction de l'information légale et administrative (DILA)",
    homepage="https://www.bodacc.fr/",
    licence="Licence Ouverte 2.0",
    cadence=timedelta(days=5),
    timetable=Hours((time(8), time(15))),
    datasets=("designations-judiciaires",),
    discover=discover,
    forms=(
        Form("pcl-rediff", "xml", recogniser(PCL), issue_reader("A", read_insolvency)),
        Form("rcs-a", "xml", recogniser(RCS_A), issue_reader("A", read_register)),
        Form("rcs-b", "xml", recogniser(RCS_B), issue_reader("B", read_register)),
        Form("bilan", "xml", recogniser(BILAN), issue_reader("C", read_accounts)),
        Form("opendatasoft", "json", ods.recognises, ods.read, embedded=ods.EMBEDDED),
    ),
    floor=Floor(
        documents=2,
        filled=(("role", 0.9), ("entreprise_nom", 0.99), ("tribunal", 0.99), ("date_parution", 1.0)),
    ),
    numbers=KeyNumbers(issue_of),
)
