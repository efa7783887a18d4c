"""One tree for XML and for JSON made of it."""

from __future__ import annotations

import orjson

from core.model.tree import Node
from crawlers.forms.elements import as_elements
from extractors.parse import parse

JSON = {
    "cbc:Note": {"@languageID": "FRA", "#text": "Voirie"},
    "cac:Party": [{"cbc:ID": "1"}, {"cbc:ID": "2"}],
}
XML = b"""<r xmlns:cbc="urn:b" xmlns:cac="urn:a"><cbc:Note languageID="FRA">Voirie</cbc:Note>
<cac:Party><cbc:ID>1</cbc:ID></cac:Party><cac:Party><cbc:ID>2</cbc:ID></cac:Party></r>"""


def tree(data: bytes, media: str) -> Node:
    root = parse(data, name=f"x.{media}", media=media).tree
    assert root is not None
    return as_elements(root)


def shape(node: Node) -> tuple[str, str, list[object]]:
    return (node.name, node.text if node.is_leaf() else "", [shape(child) for child in node.children])


def test_json_and_xml_of_a_notice_have_one_shape() -> None:
    assert shape(tree(orjson.dumps(JSON), "json"))[2] == shape(tree(XML, "xml"))[2]


def test_paths_stay_those_of_the_document() -> None:
    note = tree(orjson.dumps(JSON), "json").first("Note")
    assert note is not None
    assert (note.text, note.path) == ("Voirie", "/cbc:Note/#text")
