"""Forms of schema R2.0.8 and before, the last of which are for defence: each repeats its name in its parts.

``CONTRACT_DEFENCE/FD_CONTRACT_DEFENCE/OBJECT_CONTRACT_INFORMATION_DEFENCE/…``: what is common to all of them
is found by name, wherever it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.model.reading import Part, Value
from core.strict import StrictReader
from crawlers.forms.criteria import part
from crawlers.forms.lot_numbers import lot_number
from crawlers.forms.notice import Fields, Notice, buyer_number, put
from crawlers.forms.proof import together
from crawlers.procurement.ted.export.older_amounts import COSTS, put_amounts, put_costs
from crawlers.procurement.ted.export.procedure import put_procedure
from crawlers.procurement.ted.export.terms import AWARDS, KINDS, PROCEDURES
from crawlers.procurement.ted.export.words import abroad, day, named, prose, title, until

OBJECT = "OBJECT_*"
LOTS = ("*ANNEX_B*", "LOT_PRIOR_INFORMATION")
DIVIDED = {"*DIV_INTO_LOT_NO": "non", "*DIV_INTO_LOT_YES": "oui"}
ESTIMATES = ("NATURE_QUANTITY_SCOPE", "QUANTITY_SCOPE_*", "TOTAL_ESTIMATED")
TITLES = (
    "TITLE_CONTRACT",
    "TITLE_DESIGN_CONTACT_NOTICE",
    "TITLE_QUALIFICATION_SYSTEM",
    "TITLE_NOTICE_BUYER_PROFILE",
)
DESCRIPTIONS = (
    "SHORT_CONTRACT_DESCRIPTION",
    "SHORT_DESCRIPTION*",
    "DESCRIPTION_OF_CONTRACT",
    "DESCRIPTION",
    "TOTAL_QUANTITY_OR_SCOPE",
)
DEADLINES = ("RECEIPT_LIMIT_DATE", "TIME_LIMIT_CHP", "TIME_LIMIT")
WHOLE_FORMS = {"FD_*DESIGN_CONTEST": "concours", "FD_CONCESSION": "concession"}
"""Forms that are a contest or a concession, whatever their manner → procedure."""
PRICE = "Prix"
DURATIONS = (
    (("MONTHS", "DURATION_FRAMEWORK_MONTH"), "mois"),
    (("DAYS",), "jours"),
    (("DURATION_FRAMEWORK_YEAR",), "ans"),
)

IGNORED = {
    "how to reach the buyer, its kind and its activity": (
        "CA_CE_CONCESSIONAIRE_PROFILE",
        "INTERNET_ADDRESSES_*",
        "FURTHER_INFORMATION",
        "SPECIFICATIONS_AND_ADDITIONAL_DOCUMENTS",
        "TENDERS_REQUESTS_APPLICATIONS_MUST_BE_SENT_TO",
        "TYPE_AND_ACTIVITIES*",
    ),
    "kinds of contracts, options and quantities in prose": (
        "TYPE_CONTRACT*",
        "NOTICE_INVOLVES*",
        "*FRAMEWORK*",
        "CPV_SUPPLEMENTARY_CODE",
        "SUBCONTRACTING",
        "MORE_INFORMATION_TO_SUB_CONTRACTED",
        "*ACCEPTED_VARIANTS*",
        "*OPTIONS*",
        "*RECURRENT*",
        "*DIV_INTO_LOT*",
        "*_QUANTITY_SCOPE*",
        "QUANTITY_SCOPE*",
        "TOTAL_FINAL_VALUE",
        "CONTRACT_VALUE_INFORMATION",
        "CONTRACT_NUMBER",
        "OFFERS_RECEIVED_NUMBER_MEANING",
        "ECONOMIC_OPERATOR_NAME_ADDRESS",
        "SCHEDULED_DATE_PERIOD",
        "PROCUREMENT_LAW",
    ),
    "conditions, the manner of the procedure, bodies of appeal and remarks": (
        "LEFTI_*",
        "TYPE_OF_PROCEDURE*",
        "AWARD_CRITERIA*",
        "ADMINISTRATIVE_INFORMATION*",
        "COMPLEMENTARY_INFORMATION*",
        "OTH_INFO_*",
        "ADDITIONAL_INFORMATION*",
        "PROCEDURES_FOR_APPEAL",
    ),
    "attributes": ("@*",),
}


def is_older(form: StrictReader) -> bool:
    """Whether the form holds a part FD_ named as itself."""
    return any(each.node.name.startswith("FD_") for each in form.at("*"))


def read_older(form: StrictReader, notice: Notice) -> None:
    """Everything the datasets ask of such a form."""
    _read_buyer(form, notice)
    for whole in form.below(OBJECT):
        _read_object(whole, notice)
    _read_procedure(form, notice)
    put(
        notice.avis,
        date_limite_reponse=_first_day(form, *DEADLINES),
        date_envoi=_first_day(form, "NOTICE_DISPATCH_DATE"),
        criteres=_criteria(form),
    )
    for patterns in IGNORED.values():
        form.ignore_named(*patterns)


def _read_procedure(form: StrictReader, notice: Notice) -> None:
    for name, procedure in WHOLE_FORMS.items():
        for whole in form.below(name):
            put_procedure(named(whole, procedure), notice)
    for manner in form.below(*PROCEDURES):
        put_procedure(named(manner, PROCEDURES[manner.node.name]), notice)


def _read_buyer(form: StrictReader, notice: Notice) -> None:
    for buyer in form.below("CA_CE_CONCESSIONAIRE_PROFILE"):
        put(
            notice.avis,
            acheteur_nom=buyer.value("ORGANISATION/OFFICIALNAME", "ORGANISATION"),
            acheteur_code_postal=buyer.value("POSTAL_CODE"),
            acheteur_ville=buyer.value("TOWN"),
            acheteur_pays=buyer.value("COUNTRY/@VALUE"),
            **buyer_number(buyer.value("ORGANISATION/NATIONALID")),
        )
    for addresses in form.below("INTERNET_ADDRESSES_*"):
        put(notice.avis, url_profil_acheteur=addresses.value("URL_BUYER"))


def _read_object(whole: StrictReader, notice: Notice) -> None:
    lots = list(whole.below(*LOTS))
    codes = [code for each in _outside(whole, lots, "CPV") for code in _codes(each)]
    for name, answer in DIVIDED.items():
        for said in whole.below(name):
            notice.divided = notice.divided or named(said, answer)
    put(
        notice.avis,
        objet=_first(_named(whole, lots, TITLES), " "),
        description=_first(_named(whole, lots, DESCRIPTIONS), "\n"),
        type_marche=_kinds(whole),
        cpv=codes[0] if codes else None,
        cpv_secondaires=tuple(codes[1:]),
        duree_mois=_duration(_outside(whole, lots, "PERIOD_WORK_DATE_STARTING", "*FRAMEWORK*")),
    )
    _read_place(whole, notice.avis)
    _read_amounts(whole, lots, notice)
    notice.lots.extend(_lot(each) for each in lots)


def _read_amounts(whole: StrictReader, lots: Sequence[StrictReader], notice: Notice) -> None:
    kind = notice.avis.get("type_avis")
    for total in whole.below("TOTAL_FINAL_VALUE"):
        found: Fields = {}
        put_amounts(total, found)
        if isinstance(kind, Value) and kind.text in AWARDS:
            put(notice.avis, montant_attribue=found.get("montant_estime"), devise=found.get("devise"))
    for name in ESTIMATES:
        for estimate in _outside(whole, lots, name):
            for costs in _outside(estimate, lots, COSTS):
                put_costs(costs, notice.avis)


def _lot(annex: StrictReader) -> Fields:
    codes = [code for each in annex.below("CPV") for code in _codes(each)]
    fields: Fields = {}
    put(
        fields,
        numero_lot=lot_number(annex.value("LOT_NUMBER")),
        intitule=title(annex, "LOT_TITLE"),
        description=prose(annex, "LOT_DESCRIPTION"),
        cpv=codes[0] if codes else None,
        cpv_secondaires=tuple(codes[1:]),
        duree_mois=_duration(list(annex.below("PERIOD_WORK_DATE_STARTING"))),
    )
    for estimate in annex.below(*ESTIMATES):
        put_amounts(estimate, fields)
    fields.pop("devise", None)
    return fields


def _read_place(whole: StrictReader, fields: Fields) -> None:
    for place in whole.below("LOCATION_NUTS", "SITE_OR_LOCATION"):
        codes = place.values("NUTS/@CODE")
        put(
            fields,
            lieu_code_nuts=codes,
            lieu_libelle=prose(place, "LOCATION", "LABEL"),
            lieu_pays=abroad(codes),
        )


def _codes(cpv: StrictReader) -> tuple[Value, ...]:
    return (*cpv.values("CPV_MAIN/CPV_CODE/@CODE"), *cpv.values("CPV_ADDITIONAL/CPV_CODE/@CODE"))


def _kinds(whole: StrictReader) -> tuple[Value, ...]:
    codes = [code for each in whole.below("TYPE_CONTRACT") for code in each.values("@VALUE")]
    return tuple(replace(code, text=KINDS[code.text]) for code in codes[:1] if code.text in KINDS)


def _duration(periods: Sequence[StrictReader]) -> Value | None:
    """Months or days, or a first and a last day; all of them count as read."""
    return next((found for found in [_period(each) for each in periods] if found), None)


def _period(each: StrictReader) -> Value | None:
    for names, unit in DURATIONS:
        number = each.value(*names)
        if number:
            return replace(number, text=f"{number.text} {unit}")
    start = next((found for one in each.below("START_DATE") if (found := day(one))), None)
    end = next((found for one in each.below("END_DATE") if (found := day(one))), None)
    return until(start, end)


def _criteria(form: StrictReader) -> tuple[Part, ...]:
    for each in form.below("AWARD_CRITERIA*"):
        found = [
            part(one.value("CRITERIA"), one.value("WEIGHTING")) for one in each.below("CRITERIA_DEFINITION")
        ]
        if found:
            return tuple(found)
        for lowest in each.below("LOWEST_PRICE"):
            return (part(named(lowest, PRICE), None),)
    return ()


def _outside(whole: StrictReader, lots: Sequence[StrictReader], *names: str) -> list[StrictReader]:
    """The nodes of some names that do not stand inside a lot."""
    inside = tuple(f"{lot.node.path}/" for lot in lots)
    return [each for each in whole.below(*names) if not each.node.path.startswith(inside)]


def _named(whole: StrictReader, lots: Sequence[StrictReader], names: Sequence[str]) -> list[StrictReader]:
    """The nodes outside the lots by the order of some names."""
    return [each for name in names for each in _outside(whole, lots, name)]


def _first(parts: Sequence[StrictReader], separator: str) -> Value | None:
    """The paragraphs of the first part that has any, as one text."""
    for each in parts:
        found = each.texts("*") or ((own,) if (own := each.own()) else ())
        if found:
            words = separator.join(value.text for value in found)
            return together(found, words, words)
    return None


def _first_day(form: StrictReader, *names: str) -> Value | None:
    return next((found for each in form.below(*names) if (found := day(each))), None)
