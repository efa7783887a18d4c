"""RECTIF, ANNULATION and PUBLICATION_ANTERIEURE: what a notice changes, cancels or follows."""

from __future__ import annotations

from core.model.reading import Value
from core.strict import StrictReader
from crawlers.forms.cancellations import give_up_lots
from crawlers.forms.changes import DEADLINE, changed_column, put_change
from crawlers.forms.deadlines import A_DAY
from crawlers.forms.notice import Notice
from crawlers.procurement.boamp.gestion import journal_link, links

EARLIER = (
    "RECTIF/ANNONCE_ANTERIEUR",
    "ANNULATION/ANNUL_INFO_ANNONCE_ANTERIEUR",
    "ANNULATION/ANNONCE_ANTERIEUR",
)


def read_changes(donnees: StrictReader, notice: Notice) -> None:
    """Links to earlier notices; of a rectificatif the new values, never the old ones."""
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
        _read_new(donnees, notice)
    give_up_lots(notice, donnees.value("ANNULATION/MOTIF", "ANNULATION/INFO_COMPLEMENTAIRE"))


def _read_new(donnees: StrictReader, notice: Notice) -> None:
    """What is to be read in the place of what was printed, of the notice or of the lots that it names."""
    for change in donnees.at("RECTIF/MODIFICATION"):
        said = [change.value("RUB_INIT"), change.value("APRES_MENTION")]
        replacements = [
            change.value("LIRE"),
            change.value("DATE/LIRE"),
            change.value("TEXTE/LIRE"),
            change.value("AJOUTER"),
        ]
        headings, lots = [each.text for each in said if each], change.value("LOT")
        dated = changed_column(headings) == DEADLINE
        fresh = [each for each in replacements if each and (not dated or A_DAY.search(each.text))]
        put_change(notice, headings, lots, next(iter(fresh), None))
