"""Pages in the place of others."""

from __future__ import annotations

import pytest

from workers.standins import LONGEST, stands_in


def _page(title: str, text: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{text}</body></html>".encode()


@pytest.mark.parametrize(
    "title",
    [
        "Site en maintenance",
        "Maintenance",
        "Service temporairement indisponible",
        "Le site est momentanément indisponible.",
        "503 Service Unavailable",
        "Erreur 500",
        "502 Bad Gateway",
        "Just a moment...",
        "Attention Required! | Cloudflare",
        "Access Denied",
        "V&eacute;rification de s&eacute;curit&eacute;",
    ],
)
def test_a_page_in_the_place_of_another_is_known_by_its_whole_title(title: str) -> None:
    assert stands_in(_page(title))


@pytest.mark.parametrize(
    "title",
    [
        "Maintenance des ascenseurs de la mairie",
        "Marché de maintenance en cours d'exécution : lot 2",
        "Avis 26-500 : fourniture de matériel",
        "500 logements à Lille",
        "500 repas",
        "Service d'accès sécurisé",
        "Contrôle technique",
        "",
    ],
)
def test_a_notice_is_none(title: str) -> None:
    assert not stands_in(_page(title, "<div class='g-recaptcha'></div>"))


def test_a_challenge_is_known_by_its_script() -> None:
    assert stands_in(_page("", "<script src='/cdn-cgi/challenge-platform/h/b.js'></script>"))


def test_other_bytes_and_long_pages_are_left_alone() -> None:
    assert not stands_in(b"<xml/>")
    assert not stands_in(b"")
    assert not stands_in(_page("Maintenance", "x" * LONGEST))
