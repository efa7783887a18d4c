"""Which form of a record is published."""

from __future__ import annotations

import pytest

from crawlers import source, sources
from workers.precedence import precedence


def test_coded_data_come_before_pages_and_pages_before_pdf() -> None:
    boamp = source("boamp")
    by_media = {form.media: precedence(boamp, form.name) for form in boamp.forms}
    assert by_media["xml"] == by_media["json"] > by_media["html"] > by_media["pdf"] > 0


def test_a_text_comes_before_the_summary_that_announced_it() -> None:
    jorf = source("jorf")
    assert precedence(jorf, "texte") > precedence(jorf, "sommaire")


@pytest.mark.parametrize("name", sources())
def test_every_form_has_a_rank(name: str) -> None:
    for form in source(name).forms:
        assert precedence(source(name), form.name) > 0 or form.summary
