"""The procurement that a notice belongs to."""

from __future__ import annotations

import pytest

from crawlers.forms.chains import put_procedure_id
from crawlers.forms.notice import Notice
from tests.crawlers.forms.said import said, words


@pytest.mark.parametrize(
    ("kind", "links", "procedure"),
    [
        ("consultation", [], "boamp:26-2"),
        ("consultation", ["boamp:26-1"], "boamp:26-2"),
        ("rectificatif", ["boamp:26-1"], "boamp:26-1"),
        ("attribution", ["ted:000001-2026", "boamp:26-1"], "boamp:26-1"),
        ("attribution", ["ted:000001-2026"], "ted:000001-2026"),
        ("attribution", [], None),
    ],
)
def test_a_later_notice_belongs_to_the_call_it_names(
    kind: str, links: list[str], procedure: str | None
) -> None:
    notice = Notice("boamp", "26-2", {"type_avis": said(kind), "numero_source": said("26-2")})
    if links:
        notice.avis["avis_lies"] = tuple(said(link) for link in links)
    put_procedure_id(notice)
    assert words(notice.avis.get("id_procedure")) == procedure


def test_a_number_of_the_form_stays() -> None:
    notice = Notice("boamp", "26-2", {"numero_source": said("26-2"), "id_procedure": said("uuid")})
    put_procedure_id(notice)
    assert words(notice.avis["id_procedure"]) == "uuid"
