"""What forms print before their values, folded, in French and in English."""

from __future__ import annotations

NAME = ("nom officiel", "official name")
NUMBER = ("numero national d'identification", "national registration number")
POSTAL_CODE = ("code postal", "postal code")
TOWN = ("ville", "town", "city")
COUNTRY = ("pays", "country")
PROFILE = ("adresse du profil d'acheteur", "address of the buyer profile")
REFERENCE = ("numero de reference", "reference number")
LOT = ("lot n°", "lot no", "lot nos")
NUTS = ("code nuts", "codes nuts", "nuts code", "nuts codes")
MAIN_SITE = ("lieu principal d'execution", "main site or place of performance")
AMOUNT = ("valeur hors tva", "value excluding vat", "valeur", "value")
ESTIMATE = (
    "valeur estimee hors tva",
    "valeur estimee, hors tva",
    "estimated value excluding vat",
    "estimated value, excluding vat",
)
TOTAL = (
    "valeur totale du marche/du lot",
    "valeur totale du marche",
    "valeur totale du marche/du lot/de la concession",
    "valeur totale de la passation",
    "total value of the contract/lot",
    "total value of the procurement",
    "total value of the contract/lot/concession",
    "valeur de la/des prime(s) attribuee(s) hors tva",
    "value of the prize(s) awarded excluding vat",
    *AMOUNT,
)
LOWEST = ("offre la plus basse", "lowest offer")
HIGHEST = ("offre la plus elevee", "highest offer")
DIVIDED = (
    "ce marche est divise en lots",
    "this contract is divided into lots",
    "cette concession est divisee en lots",
    "this concession is divided into lots",
)
MONTHS = ("duree en mois", "duration in months")
DAYS = ("duree en jours", "duration in days")
START = ("debut", "start")
END = ("fin", "end")
DATE = ("date",)
HOUR = ("heure locale", "local time")
EARLIER = ("numero de l'avis au jo serie s", "notice number in the oj s")
CRITERION = (
    "critere de qualite - nom",
    "cout - nom",
    "critere - nom",
    "quality criterion - name",
    "cost criterion - name",
)
WEIGHT = ("ponderation", "weighting")
PRICE_WEIGHT = ("prix - ponderation", "price - weighting")
PRICE = ("prix", "price")
TITLE = ("intitule", "title")
OFFERS = (
    "nombre d'offres recues",
    "number of tenders received",
    "nombre de participants a prendre en consideration",
    "nombre de participants a envisager",
    "number of participants to be contemplated",
)
JOINT = (
    "le marche/la concession a ete attribue(e) a un groupement d'operateurs economiques",
    "the contract/concession has been awarded to a group of economic operators",
    "le marche a ete attribue a un groupement d'operateurs economiques",
    "la concession a ete attribuee a un groupement d'operateurs economiques",
    "the contract has been awarded to a group of economic operators",
    "the concession has been awarded to a group of economic operators",
)
AWARDED = (
    "un marche/lot est attribue",
    "une concession/un lot est attribue",
    "a contract/lot is awarded",
    "a concession/lot is awarded",
)
BEFORE_CHANGE = ("avant les modifications", "before the modifications")
AFTER_CHANGE = ("apres les modifications", "after the modifications")
CHANGED_SECTION = ("numero de section", "section number")
READ = ("lire", "read")
ANSWERS = {"oui": "oui", "yes": "oui", "non": "non", "no": "non"}
"""How forms answer a question."""

FRANCE = ("france", "guadeloupe", "martinique", "guyane", "la reunion", "reunion", "mayotte")
KINDS = {
    "travaux": "travaux",
    "works": "travaux",
    "fournitures": "fournitures",
    "supplies": "fournitures",
    "services": "services",
}
