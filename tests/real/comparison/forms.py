"""The forms that are compared, each with its independent reader."""

from __future__ import annotations

from tests.real.comparison.model import Form
from tests.real.comparison.readers import (
    boamp_files,
    boamp_national,
    boamp_page,
    buyer_profile,
    decp,
    eforms,
    marches_conclus,
    place,
    ted_export,
    ted_page,
)

FORMS = (
    Form("boamp", "ODS records, V230 and V240", boamp_files.annonces),
    Form("boamp", "ODS records, FNSimple and MAPA", boamp_files.simples),
    Form("boamp", "ODS records, six fields", boamp_files.light),
    Form("boamp", "XML of the DILA, V230", boamp_files.dila),
    Form("boamp", "donnees of eForms", eforms.derived),
    Form("boamp", "pages of boamp.fr, national forms", boamp_page.national),
    Form("boamp", "pages of boamp.fr, forms of the JOUE", boamp_page.european),
    Form("boamp", "PDF extracts", boamp_national.pdf),
    Form("ted", "TED_EXPORT", ted_export.files),
    Form("ted", "eForms", eforms.files),
    Form("ted", "pages of ted.europa.eu", ted_page.files),
    Form("decp", "JSON", decp.packages),
    Form("decp", "XML", decp.xml),
    Form("decp", "tables", decp.tables),
    Form("place", "consultation pages", place.pages),
    Form("buyer-profile", "notices saved from Word", buyer_profile.pages),
    Form("marches-conclus", "list of a commune", marches_conclus.lists),
)
