"""Texts, articles and summaries in the XML of the DILA: what the fixtures of jorf are composed of."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

ISSUE = "JORFCONT000059900100"
DAY = "2026-03-12"
NUMBER = "0060"
ISSUE_TITLE = "JORF n°0060 du 12 mars 2026"
JUSTICE = "Ministère de la justice"


@dataclass(frozen=True)
class Text:
    """A text as the DILA describes it; ``body`` is the XML of its only article."""

    number: int
    nature: str
    title: str
    body: str
    nor: str = ""
    signed: str = "2026-03-03"
    ministry: str = JUSTICE

    @property
    def id(self) -> str:
        """``JORFTEXT000059900101``."""
        return f"JORFTEXT0000599001{self.number:02d}"


NAMES = Text(99, "AVIS", "Demandes de changement de nom (Accès protégé textes 83 à 101)", "")


def text_xml(text: Text) -> str:
    """A file of JORFSIMPLE. Individual measures have no ELI; the DILA writes 2999 for an unknown day."""
    article = f"JORFARTI0000599002{text.number:02d}"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<TEXTE>
<ID>{text.id}</ID>
<ANCIEN_ID/>
<ORIGINE>JORF</ORIGINE>
<NATURE>{text.nature}</NATURE>

<NUM/>
<NUM_PARUTION>{NUMBER}</NUM_PARUTION>
<NUM_SEQUENCE>{40 + text.number}</NUM_SEQUENCE>
<NOR>{text.nor}</NOR>
<DATE_PUBLI>{DAY}</DATE_PUBLI>
<DATE_TEXTE>{text.signed}</DATE_TEXTE>
<ORIGINE_PUBLI id="{ISSUE}">{ISSUE_TITLE}</ORIGINE_PUBLI>
<PAGE_DEB_PUBLI/>
<PAGE_FIN_PUBLI/>
<TITRE>{escape(text.title.partition(" portant ")[0])}</TITRE>
<TITREFULL>{escape(text.title)}</TITREFULL>
<AUTORITE/>
<MINISTERE>{escape(text.ministry)}</MINISTERE>
<MCS_TEXT/>
<LIENS/>

<NOTICE>
<CONTENU/>
</NOTICE>
<VISAS>
<CONTENU/>
</VISAS>
<ABRO>
<CONTENU/>
</ABRO>
<RECT>
<CONTENU/>
</RECT>
<SM>
<CONTENU/>
</SM>
<TP>
<CONTENU/>
</TP>
<STRUCT>
<ARTICLE>
<ID>{article}</ID>
<ANCIEN_ID/>

<NUM/>
<MCS_ART/>
<DATE_DEBUT>2999-01-01</DATE_DEBUT>
<DATE_FIN>2999-01-01</DATE_FIN>

<SM>
<CONTENU/>
</SM>
<BLOC_TEXTUEL>
<CONTENU>
{text.body}
</CONTENU>
</BLOC_TEXTUEL>
<LIENS/>
</ARTICLE>
<SIGNATAIRES>
<CONTENU/>
</SIGNATAIRES>
</STRUCT>
<ENTREPRISE texte_entreprise="non">
<DATES_EFFET/>
<DOMAINES/>
</ENTREPRISE>
</TEXTE>
"""


def summary_xml(individual: tuple[Text, ...], general: tuple[Text, ...] = ()) -> str:
    """The summary of the issue."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<JO>

<ID>{ISSUE}</ID>
<ID_ELI>https://www.legifrance.gouv.fr/eli/jo/2026/3/12/{NUMBER}</ID_ELI>
<ANCIEN_ID/>
<ORIGINE>JORF</ORIGINE>
<NATURE>JO</NATURE>

<TITRE>{ISSUE_TITLE}</TITRE>
<NUM>{NUMBER}</NUM>
<DATE_PUBLI>{DAY}</DATE_PUBLI>


<STRUCTURE_TXT>
<TM niv="1">
<TITRE_TM>Journal officiel "Lois et Décrets"</TITRE_TM>
<TM niv="2">
<TITRE_TM>Décrets, arrêtés, circulaires</TITRE_TM>
<TM niv="3">
<TITRE_TM>Textes généraux</TITRE_TM>
<TM niv="4">
<TITRE_TM>{JUSTICE}</TITRE_TM>
{_links(general)}</TM>
</TM>
<TM niv="3">
<TITRE_TM>Mesures nominatives</TITRE_TM>
<TM niv="4">
<TITRE_TM>{JUSTICE}</TITRE_TM>
{_links(individual)}</TM>
</TM>
</TM>
<TM niv="2">
<TITRE_TM>Annonces</TITRE_TM>
{_links((NAMES,))}</TM>
</TM>
</STRUCTURE_TXT>
</JO>
"""


def _links(texts: tuple[Text, ...]) -> str:
    return "".join(
        f"<LIEN_TXT idtxt={quoteattr(text.id)} titretxt={quoteattr(text.title)}/>\n" for text in texts
    )


def article_xml(text: Text) -> str:
    """An article of the global tree, which has its text in CONTEXTE."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<ARTICLE>
<META>
<META_COMMUN>
<ID>JORFARTI0000599002{text.number:02d}</ID>
<ANCIEN_ID/>
<ORIGINE>JORF</ORIGINE>
<URL>article/JORF/ARTI/00/00/59/90/02/JORFARTI0000599002{text.number:02d}.xml</URL>
<NATURE>Article</NATURE>
</META_COMMUN>
<META_SPEC>
<META_ARTICLE>
<NUM/>
<MCS_ART/>
<DATE_DEBUT>2999-01-01</DATE_DEBUT>
<DATE_FIN>2999-01-01</DATE_FIN>
<TYPE/>
</META_ARTICLE>
</META_SPEC>
</META>
<CONTEXTE>
<TEXTE cid="{text.id}" nor="{text.nor}" num="" nature="{text.nature}" date_publi="{DAY}" \
date_signature="{text.signed}" num_parution_jo="{ISSUE_TITLE}" autorite="" \
ministere={quoteattr(text.ministry)}>
<TITRE_TXT c_titre_court="" id_txt="{text.id}" debut="2999-01-01" fin="2999-01-01">\
{escape(text.title)}</TITRE_TXT>
</TEXTE>
</CONTEXTE>
<VERSIONS/>
<SM>
<CONTENU/>
</SM>
<BLOC_TEXTUEL>
<CONTENU>
{text.body}
</CONTENU>
</BLOC_TEXTUEL>
</ARTICLE>
"""
