"""Records of the dataset "boamp" on Opendatasoft: one, a list, an answer of /records, an export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from core.errors import StructureChanged
from core.model.document import Document
from core.model.reading import Refusal, Value
from core.model.source import Found
from core.model.toolbox import Toolbox
from core.model.tree import Node
from core.strict import StrictReader
from crawlers.forms.chains import put_procedure_id
from crawlers.forms.elements import as_elements
from crawlers.forms.notice import Award, Fields, Notice, put, rows
from crawlers.forms.outcomes import outcome_in_a_name
from crawlers.forms.references import boamp_id, is_idweb
from crawlers.procurement.boamp.donnees import read_form, read_notice
from crawlers.procurement.boamp.gestion import put_identity, put_procedure_term
from crawlers.procurement.boamp.light import read_light_deadline
from crawlers.procurement.boamp.terms import KINDS, NATURES, PROCEDURES, STATUSES, WITHOUT_PUBLICATION

EMBEDDED = frozenset({"gestion", "donnees", "annonces_anterieures"})
BARE = ("EFORMS", "FNSimple", "MAPA", "DSP")
STRANGERS = 0.10
"""Above this share of unknown fields a record is of another structure."""

IGNORED = {
    "other spellings of what is read": (
        "id",
        "filename",
        "famille",
        "famille_libelle",
        "perimetre",
        "procedure_libelle",
        "procedure_categorise",
        "nature_libelle",
        "nature_categorise",
        "nature_categorise_libelle",
        "sousnature_libelle",
        "type_avis",
        "type_marche_facette",
        "marche_public_simplifie*",
        "url_avis",
        "source_schema",
        "annonces_anterieures*",
        "annonce_reference_schema_v110",
    ),
    "the DILA's own index of subjects": ("descripteur_code", "descripteur_libelle", "dc", "criteres"),
    "the end of the display on boamp.fr": ("datefindiffusion",),
}


def recognises(document: Document) -> bool:
    """Whether a document is a record of the BOAMP, several of them, or an answer without any."""
    tree = document.tree
    if tree is None:
        return False
    names = {child.name for child in tree.children}
    empty = {"total_count", "results"} <= names
    return empty or _is_bare(tree) or any(_is_record(each) for each in _records(tree))


def read(document: Document, toolbox: Toolbox) -> Iterator[Found]:
    """The rows of each record; a record that cannot be read is refused and the others are read.

    Raises:
        StructureChanged: no record at all could be read.
    """
    if document.tree and _is_bare(document.tree):
        yield from _read_bare(document.tree, document.sha256)
        return
    failures: list[StructureChanged] = []
    count = 0
    for record in _records(document.tree) if document.tree else ():
        count += 1
        try:
            yield from _read_record(record)
        except StructureChanged as failure:
            failures.append(failure)
            yield Refusal(failure.code, str(failure), record.path)
    if failures and len(failures) == count:
        raise failures[0]


def _records(tree: Node) -> list[Node]:
    """The records of an answer, of a list, or the document itself; older exports wrap each in ``fields``."""
    if _is_record(tree):
        return [tree]
    found = [*tree.find("results"), *tree.find("item"), *tree.find("records"), *tree.find("results/record")]
    inner = [
        next(each.find("fields"), next(each.find("record/fields"), each)) for each in found if each.children
    ]
    return [each for each in inner if each.children]


def _is_record(node: Node) -> bool:
    return any(child.name == "idweb" for child in node.children)


def _is_bare(node: Node) -> bool:
    """Whether the document is the member ``donnees`` alone, of one of the schemas with a root of its own."""
    return [child.name for child in node.children] in [[name] for name in BARE]


def _read_bare(tree: Node, sha256: str) -> Iterator[Found]:
    """A form without the number that GESTION would give: its id is made from its bytes."""
    reader = StrictReader(as_elements(tree))
    notice = Notice("boamp", sha256[:16])
    read_form(reader, notice, "")
    reader.refuse_strangers(STRANGERS)
    yield from rows(notice)
    yield from reader.account()


def _read_record(record: Node) -> Iterator[Found]:
    reader = StrictReader(as_elements(record))
    number = reader.value("idweb")
    if number is None or not is_idweb(number.text):
        yield Refusal(
            "not-a-notice", f"{record.path or 'the document'} has no number of the BOAMP", record.path
        )
        return
    notice = _notice(reader, number)
    _read_index(reader, notice)
    for patterns in IGNORED.values():
        reader.ignore(*patterns)
    reader.refuse_strangers(STRANGERS)
    put_procedure_id(notice)
    yield from rows(notice)
    yield from reader.account()


def _notice(reader: StrictReader, number: Value) -> Notice:
    """Of an export of chosen fields, GESTION or DONNEES or both may be missing.

    A form that changes another notice has only the deadline that it prints, as where GESTION is there.
    """
    nothing = reader.over(Node("gestion", f"{reader.node.path}/gestion", ""))
    gestion, donnees = next(reader.at("gestion"), nothing), next(reader.at("donnees"), None)
    if donnees and donnees.node.children:
        notice = read_notice(gestion, donnees, number)
        if gestion.node.children or reader.term("etat", STATUSES) or "date_limite_reponse" in notice.avis:
            return notice
    else:
        notice = Notice("boamp", number.text.strip())
        put_identity(number, notice)
    read_light_deadline(reader, notice)
    return notice


def _read_index(reader: StrictReader, notice: Notice) -> None:
    """The fields of the dataset itself, where the form did not say it; the deadline has a false zone."""
    reader.value("datelimitereponse")
    nature = reader.term("nature", NATURES) or reader.term("sousnature", NATURES)
    put(
        notice.avis,
        type_avis=reader.term("etat", STATUSES) or nature,
        objet=reader.value("objet"),
        objet_publication=reader.value("objet"),
        acheteur_nom=reader.value("nomacheteur"),
        date_publication=reader.value("dateparution"),
        departements_publication=reader.values("code_departement"),
        lieu_departement=reader.values("code_departement_prestation"),
        type_marche=_kinds(reader),
        id_procedure=reader.value("contractfolderid"),
        avis_lies=tuple(replace(each, text=boamp_id(each.text)) for each in reader.values("annonce_lie")),
    )
    secret, procedure = (
        reader.term("soustype_procedure", WITHOUT_PUBLICATION),
        reader.term("type_procedure", PROCEDURES),
    )
    put_procedure_term(secret or procedure, notice)
    reader.ignore("etat", "nature", "sousnature", "soustype_procedure")
    _put_winners(reader.values("titulaire"), notice)


def _kinds(reader: StrictReader) -> tuple[Value, ...]:
    return tuple(
        replace(each, text=KINDS[each.text]) for each in reader.values("type_marche") if each.text in KINDS
    )


def _put_winners(names: tuple[Value, ...], notice: Notice) -> None:
    """The names the DILA indexed, where the form names no winner."""
    if notice.awards:
        return
    for name in names:
        outcome = outcome_in_a_name(name.text)
        fields: Fields = {"statut": replace(name, text=outcome or "attribue")}
        put(fields, titulaire_nom=None if outcome else name)
        notice.awards.append(Award(fields))
