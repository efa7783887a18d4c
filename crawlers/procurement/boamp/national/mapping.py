"""FNSimple, MAPA and DSP into a notice."""

from __future__ import annotations

from dataclasses import replace

from core.model.reading import Value
from core.strict import StrictReader
from crawlers.forms.cancellations import give_up_lots
from crawlers.forms.notice import Notice
from crawlers.forms.references import boamp_id
from crawlers.procurement.boamp.gestion import put_procedure_term
from crawlers.procurement.boamp.national.attribution import read_awards
from crawlers.procurement.boamp.national.ignored import IGNORED
from crawlers.procurement.boamp.national.lots import read_lots
from crawlers.procurement.boamp.national.marche import read_market
from crawlers.procurement.boamp.national.organisme import read_buyer
from crawlers.procurement.boamp.national.procedure import read_procedure

FAMILIES = ("FNSimple", "MAPA", "DSP")
BODIES = ("initial", "attribution", "rectificatif", "annulation", "modification", "intention")


def read_national(family: StrictReader, notice: Notice) -> None:
    """Everything the datasets ask of a national form."""
    read_buyer(family, notice)
    for name in BODIES:
        for body in family.at(name):
            _read_body(body, notice)
    if family.node.name == "DSP":
        proof = family.node.evidence()
        put_procedure_term(Value("concession", replace(proof, lecture=family.node.name)), notice)
    for patterns in IGNORED.values():
        family.ignore(*patterns)


def _read_body(body: StrictReader, notice: Notice) -> None:
    read_market(body, notice)
    read_procedure(body, notice)
    if body.node.name == "attribution":
        read_awards(body, notice)
    notice.lots = read_lots(body)
    if body.node.name == "annulation":
        give_up_lots(notice, body.value("motif"))
    earlier = [replace(each, text=boamp_id(each.text)) for each in body.values("avisInitial/idWeb")]
    known = notice.avis.get("avis_lies", ())
    kept = [each for each in known if isinstance(each, Value)] if isinstance(known, tuple) else []
    links = {each.text: each for each in (*kept, *earlier)}
    if links:
        notice.avis["avis_lies"] = tuple(links.values())
