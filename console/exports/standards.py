"""Datasets of procurement in the terms of its standards: DECP and OCDS."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from sqlalchemy import Connection

from console.exports.decp.awards import awarded_contracts
from console.exports.decp.package import write_json, write_xml
from console.exports.ocds.package import Head, write_records, write_releases
from console.exports.ocds.processes import processes
from console.exports.report import Report
from core.errors import InputError
from core.settings import Settings
from core.storage.catalogue import Catalogue
from core.storage.queries import Filter, Rows, Test

CONTRACTS, AWARDS = "marches-conclus", "attributions-marches"
_DATASETS = {"decp": (CONTRACTS, AWARDS), "ocds": ("avis-marches", AWARDS, CONTRACTS)}


@dataclass(frozen=True, slots=True)
class Source:
    """A dataset inside a reading transaction, and the installation that publishes it."""

    tx: Connection
    catalogue: Catalogue
    dataset: str
    settings: Settings
    now: datetime


Write = Callable[[Source, IO[bytes]], Report]


def _decp(write: Callable[[Iterator[dict[str, Any]], IO[bytes]], Report]) -> Write:
    def run(source: Source, out: IO[bytes]) -> Report:
        if source.dataset == AWARDS:
            return write(awarded_contracts(source.tx, source.catalogue), out)
        standing = Filter("statut", Test.DIFFERS, "retire")
        return write(Rows(source.tx, source.catalogue).rows(CONTRACTS, [standing]), out)

    return run


def _ocds(write: Callable[[Head, Any, IO[bytes]], Report], form: str) -> Write:
    def run(source: Source, out: IO[bytes]) -> Report:
        base = source.settings.base_url
        head = Head(
            f"{base}/datasets/{source.dataset}/{form}.json", source.settings.publisher, base, source.now
        )
        found = processes(source.tx, source.catalogue, source.dataset, source.settings.ocid_prefix)
        return write(head, found, out)

    return run


STANDARDS: dict[str, tuple[Write, str]] = {
    "decp": (_decp(write_json), "application/json"),
    "decp-xml": (_decp(write_xml), "application/xml"),
    "ocds": (_ocds(write_releases, "ocds"), "application/json"),
    "ocds-records": (_ocds(write_records, "ocds-records"), "application/json"),
}
"""Each standard with what writes it and its media type."""


def standard(name: str, dataset: str) -> Write:
    """What writes a dataset in a standard.

    Raises:
        InputError: the dataset has no meaning in that standard.
    """
    allowed = _DATASETS[name.partition("-")[0]]
    if dataset not in allowed:
        raise InputError(f"{dataset} cannot be told as {name}", hint=f"These can: {', '.join(allowed)}.")
    return STANDARDS[name][0]
