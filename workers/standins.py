"""Pages that a server sends with status 200 in the place of what was asked for.

Only what no publication could be taken for is told here; any other page that is none of its source's is
refused by its reader, by name.
"""

from __future__ import annotations

import re
from html import unescape

LONGEST = 200_000
"""Bytes; such pages are small."""

_TITLE = re.compile(rb"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_HTML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head)\b", re.IGNORECASE)

_TITLES = re.compile(
    r"(?:(?:le |ce )?(?:site|service|portail|serveur|page)s?(?: web| internet)?(?: est| en cours de)? ?)?"
    r"(?:en maintenance|maintenance en cours|en cours de maintenance"
    r"|(?:(?:temporairement|momentanément) )?(?:indisponible|inaccessible))[ .!…]*"
    r"|maintenance[ .!…]*|(?:site |service )?(?:under|down for|scheduled) maintenance[ .!…]*"
    r"|(?:erreur|error) [45]\d\d\b[-–:| a-zé']*"
    r"|[45]\d\d (?:[-–:|] )?(?:service (?:temporarily )?unavailable|internal server error|forbidden"
    r"|bad gateway|gateway time-?out|too many requests)"
    r"|(?:service|server|site) (?:temporarily )?(?:unavailable|error)"
    r"|bad gateway|gateway time-?out|too many requests"
    r"|just a moment[ .…]*|un instant[ .…]*|attention required! \| cloudflare|access denied|accès refusé"
    r"|pardon our interruption[ .…]*|request rejected|are you (?:a )?(?:human|robot)\?|captcha|robot check"
    r"|(?:vérification|contrôle) (?:de sécurité|anti-?robot)[ .…]*",
    re.IGNORECASE,
)
"""Whole titles: "Maintenance des ascenseurs" is a notice."""

_CHALLENGES = re.compile(
    rb"/cdn-cgi/challenge-platform/|captcha-delivery\.com|_Incapsula_Resource|/_sec/cp_challenge/|awswaf\.com/"
    rb"|px-captcha|Request unsuccessful\. Incapsula",
    re.IGNORECASE,
)
"""Scripts that only a page which puts its visitor to the test holds; one beside a form of contact is none."""


def stands_in(body: bytes) -> str:
    """What a page says that stands in for another; empty for any other body."""
    if len(body) > LONGEST or not _HTML.match(body):
        return ""
    title = _title(body)
    if title and _TITLES.fullmatch(title):
        return title
    return "a challenge to robots" if _CHALLENGES.search(body) else ""


def _title(body: bytes) -> str:
    found = _TITLE.search(body)
    return " ".join(unescape(found[1].decode("utf-8", "replace")).split()) if found else ""
