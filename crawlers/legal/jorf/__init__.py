"""JORF: nominations and other acts on the legal professions in the Journal officiel."""

from __future__ import annotations

from datetime import time, timedelta

from core.model.source import Floor, Form, RowNumbers, Source
from core.model.timetable import JORF_RESTS, Hours
from crawlers.legal.jorf import articles, summaries, texts, versions
from crawlers.legal.jorf.discovery import brings_an_issue, discover
from crawlers.legal.jorf.piste import issues as piste_issues
from crawlers.legal.jorf.piste import texts as piste_texts
from crawlers.legal.jorf.printed import reader

SOURCE = Source(
    name="jorf",
    title="Journal officiel de la République française : professions juridiques",
    title_en="Official journal of the French Republic: legal professions",
    publisher="Direction de l'information légale et administrative (DILA)",
    homepage="https://www.legifrance.gouv.fr/liste/jorf",
    licence="Licence Ouverte 2.0",
    cadence=timedelta(days=4),
    timetable=Hours((time(7), time(12)), JORF_RESTS),
    datasets=("nominations-professions-juridiques",),
    discover=discover,
    forms=(
        Form("texte", "xml", texts.recognises, texts.read),
        Form("article", "xml", articles.recognises, articles.read),
        Form("version-prose", "xml", versions.recognises_prose, versions.read_prose),
        Form("version", "xml", versions.recognises, versions.read, summary=True),
        Form("structure", "xml", versions.recognises_structure, versions.read_structure),
        Form("texte-pdf", "pdf", reader.recognises, reader.read),
        Form("texte-piste", "json", piste_texts.recognises, piste_texts.read),
        Form("sommaire-piste", "json", piste_issues.recognises, piste_issues.read, summary=True),
        Form("sommaire", "xml", summaries.recognises, summaries.read, summary=True),
    ),
    floor=Floor(
        documents=5,
        filled=(("type_acte", 0.95), ("titre", 1.0), ("date_publication", 1.0), ("nom", 0.3)),
    ),
    numbers=RowNumbers(
        "nominations-professions-juridiques", "numero_jo", "date_publication", brings_an_issue
    ),
)
