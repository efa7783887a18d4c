"""Every form of the catalogue as bytes with a media type: the door for pages, programs and the command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import orjson
from rdflib import Graph

from console.portal.data_json import data_json
from console.portal.datapackage import datapackage
from console.portal.dcat import datagouv, strict
from console.portal.entry import Entry, Publisher
from console.portal.schema_org import data_catalog
from core.errors import InputError

Made = tuple[bytes, str]
Make = Callable[[Sequence[Entry], Publisher], Made]
_Profile = Callable[[Sequence[Entry], Publisher], Graph]

STRICT, DATAGOUV = "strict", "datagouv"
PROFILES: dict[str, _Profile] = {STRICT: strict, DATAGOUV: datagouv}

_RDF = {
    "ttl": ("turtle", "text/turtle; charset=utf-8"),
    "rdf": ("xml", "application/rdf+xml; charset=utf-8"),
    "jsonld": ("json-ld", "application/ld+json; charset=utf-8"),
    "nt": ("nt", "application/n-triples; charset=utf-8"),
}
"""Suffix → serialiser and media type: without a charset, readers take Turtle for Latin 1."""


def _rdf(profile: _Profile, suffix: str, entries: Sequence[Entry], publisher: Publisher) -> Made:
    serialiser, media = _RDF[suffix]
    return profile(entries, publisher).serialize(format=serialiser, encoding="utf-8"), media


def _json(
    make: Callable[[Sequence[Entry], Publisher], dict[str, Any]],
    media: str,
    entries: Sequence[Entry],
    publisher: Publisher,
) -> Made:
    return orjson.dumps(make(entries, publisher), option=orjson.OPT_INDENT_2) + b"\n", media


FORMS: dict[str, Make] = {
    **{f"{suffix}": partial(_rdf, strict, suffix) for suffix in _RDF},
    **{f"{DATAGOUV}.{suffix}": partial(_rdf, datagouv, suffix) for suffix in _RDF},
    "data.json": partial(_json, data_json, "application/json; charset=utf-8"),
    "schema.jsonld": partial(_json, data_catalog, "application/ld+json; charset=utf-8"),
    "datapackage.json": partial(_json, datapackage, "application/json; charset=utf-8"),
}
"""Each form by the end of its address: ``/catalogue.ttl``, ``/catalogue.datagouv.rdf``, ``/data.json``."""


def made(form: str, entries: Sequence[Entry], publisher: Publisher) -> Made:
    """The catalogue in a form.

    Raises:
        InputError: there is no such form.
    """
    if form not in FORMS:
        raise InputError(f"unknown form of catalogue {form!r}", hint=f"Forms: {', '.join(FORMS)}.")
    return FORMS[form](entries, publisher)
