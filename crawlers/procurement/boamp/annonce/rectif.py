"""RECTIF, ANNULATION and PUBLICATION_ANTERIEURE: what a notice changes, cancels or follows."""

from __future__ import annotations

import re

from core.model.reading import Value
from core.strict import StrictReader
from crawlers.forms.deadlines import is_deadline_heading
from crawlers.forms.notice import Notice
from crawlers.procurement.boamp.gestion import journal_link, links

EARLIER = (
    "RECTIF/ANNONCE_ANTERIEUR",
    "ANNULATION/ANNUL_INFO_ANNONCE_ANTERIEUR",
    "ANNULATION/ANNONCE_ANTERIEUR",
)
_A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{1,2}(?:er)?\s+\w+\s+\d{4}")


def read_changes(donnees: StrictReader, notice: Notice) -> None:
    """Links to earlier notices; of a rectificatif the new deadline, never the old one."""
    found = {link.text: link for link in links(donnees, *EARLIER)}
    for journal in donnees.at("PUBLICATION_ANTERIEURE/REFERENCE_PUBLICATION/PUBLICATION_JOUE"):
        link = journal_link(journal)
        if link:
            found.setdefault(link.text, link)
    known = notice.avis.get("avis_lies", ())
    for value in known if isinstance(known, tuple) else ():
        if isinstance(value, Value):
            found.setdefault(value.text, value)
    if found:
        notice.avis["avis_lies"] = tuple(found.values())
    if donnees.node.first("RECTIF"):
        notice.avis.pop("date_limite_reponse", None)
        deadline = _new_deadline(donnees)
        if deadline:
            notice.avis["date_limite_reponse"] = deadline


def _new_deadline(donnees: StrictReader) -> Value | None:
    for change in donnees.at("RECTIF/MODIFICATION"):
        headings = [change.value("RUB_INIT"), change.value("APRES_MENTION")]
        replacements = [
            change.value("LIRE"),
            change.value("DATE/LIRE"),
            change.value("TEXTE/LIRE"),
            change.value("AJOUTER"),
        ]
        if any(heading and is_deadline_heading(heading.text) for heading in headings):
            for value in replacements:
                if value and _A_DAY.search(value.text):
                    return value
    return None
