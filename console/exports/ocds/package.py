"""Release packages and record packages, written as the processes come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

import orjson
from ocdsmerge import Merger

from console.exports.ocds.processes import Process
from console.exports.ocds.values import moment
from console.exports.report import Report

EXTENSIONS = (
    "https://raw.githubusercontent.com/open-contracting-extensions/eu/master/extension.json",
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_lots_extension/v1.1.5/extension.json",
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_bid_extension/v1.1.5/extension.json",
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_location_extension/v1.1.5/extension.json",
)
LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"


@dataclass(frozen=True, slots=True)
class Head:
    """What a package says of itself; ``uri`` names it, ``published`` is when the data last changed."""

    uri: str
    publisher: str
    publisher_uri: str
    published: datetime

    def as_dict(self) -> dict[str, Any]:
        """The members of the package but its releases or records."""
        return {
            "uri": self.uri,
            "version": "1.1",
            "extensions": list(EXTENSIONS),
            "publishedDate": moment(self.published),
            "publisher": {"name": self.publisher, "uri": self.publisher_uri},
            "license": LICENCE,
        }


def write_releases(head: Head, found: Iterable[Process], out: IO[bytes]) -> Report:
    """Write a release package."""
    every = (release for _, releases in found for release in releases)
    return _write(head, "releases", every, out)


def write_records(head: Head, found: Iterable[Process], out: IO[bytes]) -> Report:
    """Write a record package: the releases of each process, and what they come to."""
    merger = Merger(merge_rules={})
    every = (
        {
            "ocid": ocid,
            "releases": releases,
            "compiledRelease": merger.create_compiled_release(releases),
        }
        for ocid, releases in found
    )
    return _write(head, "records", every, out)


def _write(head: Head, name: str, members: Iterable[dict[str, Any]], out: IO[bytes]) -> Report:
    report = Report()
    out.write(orjson.dumps(head.as_dict())[:-1] + b',"' + name.encode() + b'":[')
    for member in members:
        out.write(b",\n" if report.written else b"\n")
        out.write(orjson.dumps(member))
        report.written += 1
    out.write(b"\n]}\n")
    return report
