"""Files of the global tree of the JORF, with several a text: what fixtures of jorf are composed of."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from tools.jorf_xml import DAY, ISSUE, ISSUE_TITLE, NUMBER, Text, summary_xml


def version_xml(text: Text) -> str:
    """The version of a text: identity, title, and no article; a rectificatif has its prose here."""
    rectified = text.body if text.nature == "RECTIFICATIF" else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<TEXTE_VERSION>
<META>
{_common(text, "texte/version", text.nature)}
<META_SPEC>
{_chronicle(text)}
<META_TEXTE_VERSION>
<TITRE>{escape(text.title.partition(" portant ")[0])}</TITRE>
<TITREFULL>{escape(text.title)}</TITREFULL>
<ETAT/>
<DATE_DEBUT>2999-01-01</DATE_DEBUT>
<DATE_FIN>2999-01-01</DATE_FIN>
<AUTORITE/>
<MINISTERE>{escape(text.ministry)}</MINISTERE>
<MCS_TXT/>
<LIENS/>
</META_TEXTE_VERSION>
</META_SPEC>
</META>
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
<CONTENU>{rectified}</CONTENU>
</RECT>
<SM>
<CONTENU/>
</SM>
<TP>
<CONTENU/>
</TP>
<SIGNATAIRES>
<CONTENU/>
</SIGNATAIRES>
<ENTREPRISE texte_entreprise="non">
<DATES_EFFET/>
<DOMAINES/>
</ENTREPRISE>
</TEXTE_VERSION>
"""


def structure_xml(text: Text) -> str:
    """The links from a text to its articles."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<TEXTELR>
<META>
{_common(text, "texte/struct", text.nature)}
<META_SPEC>
{_chronicle(text)}
</META_SPEC>
</META>
<VERSIONS>
<VERSION etat="">
<LIEN_TXT debut="2999-01-01" fin="2999-01-01" id="{text.id}" num=""/>
</VERSION>
</VERSIONS>
<STRUCT>
<LIEN_ART debut="2999-01-01" etat="" fin="2999-01-01" id="{_article(text)}" num="" origine="JORF"/>
</STRUCT>
</TEXTELR>
"""


def section_xml(text: Text) -> str:
    """A section of a text, with a link to its article."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<SECTION_TA>
<ID>JORFSCTA0000599003{text.number:02d}</ID>
<TITRE_TA>Offices</TITRE_TA>
<COMMENTAIRE/>
<STRUCTURE_TA>
<LIEN_ART debut="2999-01-01" etat="" fin="2999-01-01" id="{_article(text)}" num="" origine="JORF"/>
</STRUCTURE_TA>
<CONTEXTE>
<TEXTE cid="{text.id}" nor="{text.nor}" num="" nature="{text.nature}" date_publi="{DAY}" \
date_signature="{text.signed}" num_parution_jo="{ISSUE_TITLE}" autorite="" \
ministere={quoteattr(text.ministry)}>
<TITRE_TXT c_titre_court="" id_txt="{text.id}" debut="2999-01-01" fin="2999-01-01">\
{escape(text.title)}</TITRE_TXT>
</TEXTE>
</CONTEXTE>
</SECTION_TA>
"""


def container_xml(individual: tuple[Text, ...], general: tuple[Text, ...] = ()) -> str:
    """The summary of the issue, whose identity is nested here."""
    flat = summary_xml(individual, general)
    structure = flat[flat.index("<STRUCTURE_TXT>") :]
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<JO>
<META>
<META_COMMUN>
<ID>{ISSUE}</ID>
<ANCIEN_ID/>
<ORIGINE>JORF</ORIGINE>
<URL>conteneur/JORF/CONT/00/00/59/90/01/{ISSUE}.xml</URL>
<NATURE>JO</NATURE>
<ID_ELI>https://www.legifrance.gouv.fr/eli/jo/2026/3/12/{NUMBER}</ID_ELI>
</META_COMMUN>
<META_SPEC>
<META_CONTENEUR>
<TITRE>{ISSUE_TITLE}</TITRE>
<NUM>{NUMBER}</NUM>
<DATE_PUBLI>{DAY}</DATE_PUBLI>
</META_CONTENEUR>
</META_SPEC>
</META>
{structure}"""


def _common(text: Text, folder: str, nature: str) -> str:
    return f"""<META_COMMUN>
<ID>{text.id}</ID>
<ANCIEN_ID/>
<ORIGINE>JORF</ORIGINE>
<URL>{folder}/JORF/TEXT/00/00/59/90/01/{text.id}.xml</URL>
<NATURE>{nature}</NATURE>
</META_COMMUN>"""


def _chronicle(text: Text) -> str:
    return f"""<META_TEXTE_CHRONICLE>
<CID>{text.id}</CID>
<NUM/>
<NUM_PARUTION/>
<NUM_SEQUENCE>{40 + text.number}</NUM_SEQUENCE>
<NOR>{text.nor}</NOR>
<DATE_PUBLI>{DAY}</DATE_PUBLI>
<DATE_TEXTE>{text.signed}</DATE_TEXTE>
<DERNIERE_MODIFICATION/>
<VERSIONS_A_VENIR/>
<ORIGINE_PUBLI>{ISSUE_TITLE}</ORIGINE_PUBLI>
<PAGE_DEB_PUBLI/>
<PAGE_FIN_PUBLI/>
</META_TEXTE_CHRONICLE>"""


def _article(text: Text) -> str:
    return f"JORFARTI0000599002{text.number:02d}"
