"""Short notices of TED, as the tests compose them."""

from __future__ import annotations

from core.model.reading import Reading, Value
from core.model.source import Unmapped
from crawlers.procurement.ted import SOURCE
from extractors.parse import parse
from tests.crawlers.told import Found, told
from workers.toolbox import ProseToolbox

BUYER = (
    "<CONTRACTING_BODY><ADDRESS_CONTRACTING_BODY><OFFICIALNAME>{name}</OFFICIALNAME>{number}<TOWN>Vannes</TOWN>"
    '<COUNTRY VALUE="{country}"/></ADDRESS_CONTRACTING_BODY></CONTRACTING_BODY>'
)


def buyer(name: str = "Ville de Test", number: str = "", country: str = "FR") -> str:
    return BUYER.format(
        name=name, number=f"<NATIONALID>{number}</NATIONALID>" if number else "", country=country
    )


def form(body: str, name: str = "F02", lang: str = "FR", category: str = "ORIGINAL") -> str:
    return f'<{name}_2014 CATEGORY="{category}" FORM="{name}" LG="{lang}">{body}</{name}_2014>'


def export(
    *forms: str, kind: str = "3", codes: str = "", data: str = "", number: str = "000308-2026"
) -> bytes:
    return f"""<TED_EXPORT DOC_ID="{number}"><CODED_DATA_SECTION>
<REF_OJS><DATE_PUB>20260312</DATE_PUB></REF_OJS><NOTICE_DATA>{data}</NOTICE_DATA>
<CODIF_DATA><TD_DOCUMENT_TYPE CODE="{kind}"/>{codes}</CODIF_DATA></CODED_DATA_SECTION>
<FORM_SECTION>{"".join(forms)}</FORM_SECTION></TED_EXPORT>""".encode()


def read(data: bytes) -> list[Found]:
    document = parse(data, name="notice.xml", media="xml")
    chosen = next(each for each in SOURCE.forms if each.media == "xml" and each.recognises(document))
    return told(chosen.read(document, ProseToolbox()))


def rows(data: bytes, dataset: str = "avis-marches") -> list[dict[str, str]]:
    """The single values of the rows of a dataset; of lists, the texts joined by ``|``."""
    return [
        {"id": each.id} | {name: _text(value) for name, value in each.values.items()}
        for each in read(data)
        if isinstance(each, Reading) and each.dataset == dataset
    ]


def _text(value: object) -> str:
    if isinstance(value, Value):
        return value.text
    parts = value if isinstance(value, tuple) else ()
    return "|".join(
        each.text if isinstance(each, Value) else ":".join(part.text for part in each.values())
        for each in parts
    )


def unmapped(data: bytes) -> list[str]:
    return [each.path for each in read(data) if isinstance(each, Unmapped)]
