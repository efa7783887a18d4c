"""The catalogue in DCAT-AP 3.0.1 (SEMICeu/DCAT-AP), as two profiles.

``strict`` says everything by IRI of the authorities of the EU, each with its class, as the SHACL shapes ask.
``datagouv`` says the same as the harvester of data.gouv.fr reads it: formats and licences in words, and no
typed checksum, which makes it refuse a dataset.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from rdflib import DCAT, DCTERMS, FOAF, RDF, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from console.portal.entry import LICENCE, LICENCE_TITLE, Entry, File, Publisher
from core.clock import paris

_EU = "http://publications.europa.eu/resource/authority/"
_DCATAP = Namespace("http://data.europa.eu/r5r/")
_VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
_HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
_FRENCH, _FRANCE = URIRef(f"{_EU}language/FRA"), URIRef(f"{_EU}country/FRA")
_DAILY, _PUBLIC = URIRef(f"{_EU}frequency/DAILY"), URIRef(f"{_EU}access-right/PUBLIC")
_RESTRICTED = URIRef(f"{_EU}access-right/RESTRICTED")
_FILE_TYPES = {
    "csv": "CSV",
    "json": "JSON",
    "jsonl": "JSON",
    "geojson": "GEOJSON",
    "xlsx": "XLSX",
    "parquet": "PARQUET",
}
_IANA = "https://www.iana.org/assignments/media-types/"


def strict(entries: Iterable[Entry], publisher: Publisher) -> Graph:
    """The catalogue for validators and European portals."""
    graph = _graph()
    catalogue = _catalogue(graph, publisher)
    _typed(graph, catalogue, DCTERMS.language, _FRENCH, DCTERMS.LinguisticSystem)
    for entry in entries:
        dataset = _dataset(graph, catalogue, entry)
        _typed(graph, dataset, DCTERMS.accrualPeriodicity, _DAILY, DCTERMS.Frequency)
        _typed(graph, dataset, DCTERMS.spatial, _FRANCE, DCTERMS.Location)
        _typed(graph, dataset, DCTERMS.language, _FRENCH, DCTERMS.LinguisticSystem)
        rights = _PUBLIC if entry.files else _RESTRICTED
        _typed(graph, dataset, DCTERMS.accessRights, rights, DCTERMS.RightsStatement)
        for theme in entry.dataset.themes:
            _theme(graph, dataset, theme)
        for file in entry.files:
            distribution = _distribution(graph, dataset, entry, file)
            media = URIRef(_IANA + quote(file.media, safe="/"))
            _typed(graph, distribution, DCAT.mediaType, media, DCTERMS.MediaType)
            kind = URIRef(f"{_EU}file-type/{_FILE_TYPES[file.form]}")
            _typed(graph, distribution, DCTERMS.format, kind, DCTERMS.MediaTypeOrExtent)
            available = URIRef("http://publications.europa.eu/resource/authority/planned-availability/STABLE")
            graph.add((distribution, _DCATAP.availability, available))
            _concept(graph, available, "Stable", f"{_EU}planned-availability")
    _themes(graph, catalogue)
    return graph


def datagouv(entries: Iterable[Entry], publisher: Publisher) -> Graph:
    """The catalogue for the harvester of data.gouv.fr."""
    graph = _graph()
    catalogue = _catalogue(graph, publisher)
    for entry in entries:
        dataset = _dataset(graph, catalogue, entry)
        graph.add((dataset, DCTERMS.accrualPeriodicity, _DAILY))
        graph.add((dataset, DCTERMS.license, URIRef(LICENCE)))
        for file in entry.files:
            distribution = _distribution(graph, dataset, entry, file)
            graph.add((distribution, DCAT.mediaType, Literal(file.media)))
            graph.add((distribution, DCTERMS.format, Literal(file.form)))
    return graph


def _graph() -> Graph:
    graph = Graph()
    for prefix, space in (("dcatap", _DCATAP), ("vcard", _VCARD), ("hydra", _HYDRA)):
        graph.bind(prefix, space)
    return graph


def _catalogue(graph: Graph, publisher: Publisher) -> URIRef:
    catalogue = URIRef(f"{publisher.base}/catalogue")
    graph.add((catalogue, RDF.type, DCAT.Catalog))
    graph.add((catalogue, DCTERMS.title, Literal(f"Données de {publisher.name}", "fr")))
    graph.add((catalogue, DCTERMS.description, Literal(_ABOUT, "fr")))
    graph.add((catalogue, DCTERMS.publisher, _agent(graph, publisher)))
    _typed(graph, catalogue, FOAF.homepage, URIRef(f"{publisher.base}/"), FOAF.Document)
    _licence(graph, catalogue)
    return catalogue


_ABOUT = (
    "Publications officielles françaises en jeux de données : marchés publics et professions juridiques, "
    "chaque valeur avec l'endroit du document où elle a été lue."
)


def _agent(graph: Graph, publisher: Publisher) -> URIRef:
    agent = URIRef(f"{publisher.base}/#editeur")
    graph.add((agent, RDF.type, FOAF.Agent))
    graph.add((agent, FOAF.name, Literal(publisher.name)))
    return agent


def _dataset(graph: Graph, catalogue: URIRef, entry: Entry) -> URIRef:
    declared, dataset = entry.dataset, URIRef(entry.page)
    graph.add((catalogue, DCAT.dataset, dataset))
    graph.add((dataset, RDF.type, DCAT.Dataset))
    graph.add((dataset, DCTERMS.identifier, Literal(declared.name)))
    graph.add((dataset, DCTERMS.title, Literal(declared.title, "fr")))
    graph.add((dataset, DCTERMS.description, Literal(declared.description, "fr")))
    graph.add((dataset, URIRef(f"{DCAT}version"), Literal(declared.version)))
    graph.add((dataset, DCTERMS.publisher, _agent(graph, entry.publisher)))
    _typed(graph, dataset, DCAT.landingPage, URIRef(f"{entry.page}/dictionary"), FOAF.Document)
    schema = URIRef(entry.schema)
    _typed(graph, dataset, DCTERMS.conformsTo, schema, DCTERMS.Standard)
    graph.add((schema, DCTERMS.title, Literal(f"Schéma de {declared.title}", "fr")))
    for word in declared.keywords:
        graph.add((dataset, DCAT.keyword, Literal(word, "fr")))
    if entry.changed is not None:
        at = Literal(paris(entry.changed).isoformat(timespec="seconds"), datatype=XSD.dateTime)
        graph.add((dataset, DCTERMS.modified, at))
    _temporal(graph, dataset, entry)
    _contact(graph, dataset, entry.publisher)
    return dataset


def _temporal(graph: Graph, dataset: URIRef, entry: Entry) -> None:
    if entry.first is None or entry.last is None:
        return
    period = BNode()
    _typed(graph, dataset, DCTERMS.temporal, period, DCTERMS.PeriodOfTime)
    graph.add((period, DCAT.startDate, Literal(entry.first.isoformat(), datatype=XSD.date)))
    graph.add((period, DCAT.endDate, Literal(entry.last.isoformat(), datatype=XSD.date)))


def _contact(graph: Graph, dataset: URIRef, publisher: Publisher) -> None:
    if not publisher.contact:
        return
    contact = URIRef(f"{publisher.base}/#contact")
    _typed(graph, dataset, DCAT.contactPoint, contact, _VCARD.Kind)
    graph.add((contact, _VCARD.fn, Literal(publisher.name)))
    if "@" in publisher.contact:
        graph.add((contact, _VCARD.hasEmail, URIRef(f"mailto:{publisher.contact.removeprefix('mailto:')}")))
    else:
        graph.add((contact, _VCARD.hasURL, URIRef(publisher.contact)))


def _distribution(graph: Graph, dataset: URIRef, entry: Entry, file: File) -> URIRef:
    distribution = URIRef(f"{entry.page}#{file.form}")
    graph.add((dataset, DCAT.distribution, distribution))
    graph.add((distribution, RDF.type, DCAT.Distribution))
    graph.add((distribution, DCTERMS.title, Literal(f"{entry.dataset.title} ({file.form})", "fr")))
    graph.add((distribution, DCAT.accessURL, URIRef(file.url)))
    graph.add((distribution, DCAT.downloadURL, URIRef(file.url)))
    _licence(graph, distribution)
    if entry.changed is not None:
        at = Literal(paris(entry.changed).isoformat(timespec="seconds"), datatype=XSD.dateTime)
        graph.add((distribution, DCTERMS.modified, at))
    return distribution


def _licence(graph: Graph, subject: URIRef) -> None:
    licence = URIRef(LICENCE)
    _typed(graph, subject, DCTERMS.license, licence, DCTERMS.LicenseDocument)
    graph.add((licence, DCTERMS.title, Literal(LICENCE_TITLE)))


def _typed(graph: Graph, subject: URIRef, predicate: URIRef, value: Node, kind: URIRef) -> None:
    graph.add((subject, predicate, value))
    graph.add((value, RDF.type, kind))
    if str(value).startswith(_EU):
        graph.add((value, SKOS.inScheme, URIRef(str(value).rpartition("/")[0])))


def _theme(graph: Graph, dataset: URIRef, code: str) -> None:
    theme = URIRef(f"{_EU}data-theme/{code}")
    graph.add((dataset, DCAT.theme, theme))
    _concept(graph, theme, _THEMES[code], f"{_EU}data-theme")


def _concept(graph: Graph, concept: URIRef, label: str, scheme: str) -> None:
    graph.add((concept, RDF.type, SKOS.Concept))
    graph.add((concept, SKOS.prefLabel, Literal(label, "fr")))
    graph.add((concept, SKOS.inScheme, URIRef(scheme)))


_THEMES = {
    "GOVE": "Gouvernement et secteur public",
    "JUST": "Justice, système juridique et sécurité publique",
    "ECON": "Économie et finances",
}
"""The themes of the EU that datasets are of, in French."""


def _themes(graph: Graph, catalogue: URIRef) -> None:
    scheme = URIRef(f"{_EU}data-theme")
    _typed(graph, catalogue, DCAT.themeTaxonomy, scheme, SKOS.ConceptScheme)
    graph.add((scheme, DCTERMS.title, Literal("Thèmes de données", "fr")))
