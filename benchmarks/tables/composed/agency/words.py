"""What the agency reports speak of, in English and French; every name and figure is invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tongue:
    """The words of one language."""

    code: str
    labels: tuple[str, ...]
    long_labels: tuple[str, ...]
    groups: tuple[str, ...]
    heads: tuple[str, ...]
    spanners: tuple[str, ...]
    stubs: tuple[str, ...]
    sentences: tuple[str, ...]
    remarks: tuple[str, ...]
    units: tuple[str, ...]
    total: str
    table: str
    figure: str
    source: str
    contents: str


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|"))


ENGLISH = Tongue(
    code="en",
    labels=_split(
        "Harbor dues|Grain elevators|Rural clinics|Bus lines|Aquifers|Timber sales|Ferry service|"
        "Hatcheries|Public libraries|Weather stations|Bridges inspected|Soil surveys|Night schools|Rail "
        "yards|Orchards|Mail routes|Reservoirs|Toll roads|Veterans homes|Day care|Foundries|Creameries|"
        "Other|Unknown|Airfields|Under 5 years|5 to 14 years|15 to 24 years|75 years and older|Less than "
        "$10,000|$10,000 to $14,999|Not reported|All other causes|Owner|Tenant|Nonprofit|For profit|Mixed "
        "use|Sole source|Full competition"
    ),
    long_labels=_split(
        "Payments in lieu of taxes to counties and other local governments|Grants for the repair and "
        "weatherization of dwellings occupied by low-income families|Persons who worked part of the year "
        "because no full-time work was available|Interest accrued on obligations not yet presented for "
        "redemption|Vessels documented for the coastwise trade, including barges and towboats|"
        "Establishments with fewer than twenty paid employees in the week of March 12|Purchases of "
        "equipment, supplies and contractual services for field laboratories"
    ),
    groups=_split(
        "By region|By size of place|Age of household head|Type of ownership|Coastal districts|Current "
        "assets|Source of income|Method of award|Years of schooling|Unobligated balances"
    ),
    heads=_split(
        "Total|Number|Percent|Enacted|Request|Estimate|Actual|Change|Rate|Lower bound|Upper bound|Net|"
        "Gross|Men|Women|Weighted count|Standard error|Cases opened|Cases closed|Average cost per case|"
        "Share of total|Tons shipped|Value per ton|Acres|Staff years|Median rent|Amount obligated|Ending "
        "balance"
    ),
    spanners=_split(
        "Budget authority|Outlays|Owner-occupied|Renter-occupied|Metropolitan|Nonmetropolitan|First half|"
        "Second half|Federal share|Local share|Persons in the labor force|Contracts awarded"
    ),
    stubs=_split(
        "Item|District|Characteristic|Activity|Port|Program office|Class of vessel|Region and State|"
    ),
    sentences=_split(
        "The survey was sent to every district office in the spring and returned by most of them before "
        "the end of the fiscal year.|Officials said that the new procedures had reduced delays, but "
        "records kept at the regional level were too incomplete for us to confirm it.|Receipts rose for "
        "the third year in a row, led by harbor dues and by the sale of surplus equipment.|We interviewed "
        "program managers, reviewed 140 case files and compared them with the figures that the agency "
        "reports to the Congress.|Estimates are subject to sampling error; differences that are not "
        "significant at the 90 percent level are not discussed.|In 1998, 37 of the 52 districts had "
        "adopted the plan, and another 9 were expected to do so by 2001."
    ),
    remarks=_split(
        "Agency concurred; guidance to be issued by the end of the year|No corrective action has been "
        "planned|Closed after the field office supplied the missing records|Partly done: training held in "
        "12 of 20 regions|Office of the Inspector General|Regional counsel reviews each claim before "
        "payment|Inventory reconciled each quarter|New software tracks awards|Awaiting funds|Done"
    ),
    units=_split("(Dollars in millions)|[In thousands]|(In percent)|Thousands of short tons||"),
    total="Total",
    table="Table",
    figure="Figure",
    source="Source",
    contents="Contents",
)

FRENCH = Tongue(
    code="fr",
    labels=_split(
        "Droits de port|Silos à grains|Dispensaires|Lignes d’autocars|Nappes captives|Coupes de bois|Bacs "
        "et passages|Écloseries|Bibliothèques|Stations météo|Ponts visités|Cours du soir|Gares de triage|"
        "Vergers|Tournées|Retenues d’eau|Péages|Foyers|Crèches|Fonderies|Laiteries|Autres|Non précisé|"
        "Aérodromes|Moins de 5 ans|De 5 à 14 ans|75 ans et plus|Propriétaires|Locataires|Associations|"
        "Régies|Sans objet|Gré à gré|Appels d’offres"
    ),
    long_labels=_split(
        "Dotations versées aux communes en compensation des exonérations de taxe foncière|Subventions à la "
        "rénovation des logements occupés par des ménages modestes|Personnes ayant travaillé une partie de "
        "l’année faute d’emploi à temps complet|Intérêts courus sur les obligations non encore présentées "
        "au remboursement|Achats de matériel, de fournitures et de prestations pour les laboratoires de "
        "terrain"
    ),
    groups=_split(
        "Par région|Selon la taille de la commune|Âge de la personne de référence|Statut d’occupation|"
        "Actif circulant|Origine des ressources|Mode de passation|Reports de crédits"
    ),
    heads=_split(
        "Total|Nombre|Part|Voté|Demandé|Estimé|Exécuté|Évolution|Taux|Borne basse|Borne haute|Net|Brut|"
        "Hommes|Femmes|Effectif pondéré|Erreur type|Dossiers ouverts|Dossiers clos|Coût moyen par dossier|"
        "Tonnage|Surface|Loyer médian"
    ),
    spanners=_split(
        "Autorisations d’engagement|Crédits de paiement|Propriétaires occupants|Locataires|Métropole|"
        "Outre-mer|Premier semestre|Second semestre|Part de l’État|Part locale"
    ),
    stubs=_split("Nature|Département|Caractéristique|Action|Port|Service|Région|"),
    sentences=_split(
        "L’enquête a été adressée à toutes les directions départementales au printemps et la plupart l’ont "
        "retournée avant la fin de l’exercice.|Les responsables estiment que la nouvelle procédure a "
        "réduit les délais, ce que les dossiers tenus en région ne permettent pas de vérifier.|Les "
        "recettes progressent pour la troisième année consécutive, portées par les droits de port et les "
        "cessions de matériel.|Les estimations sont soumises à un aléa de sondage ; les écarts non "
        "significatifs ne sont pas commentés.|En 1998, 37 des 52 services avaient adopté le plan et 9 "
        "autres devaient le faire avant 2001."
    ),
    remarks=_split(
        "Recommandation acceptée ; une instruction sera diffusée avant la fin de l’année|Aucune suite "
        "prévue|Close après transmission des pièces manquantes|Réalisée en partie : 12 régions sur 20|"
        "Inspection générale|Le service juridique vise chaque demande avant paiement|Inventaire rapproché "
        "chaque trimestre|Nouveau logiciel de suivi|En attente de crédits|Fait"
    ),
    units=_split("(en millions d’euros)|[en milliers]|(en %)|Milliers de tonnes||"),
    total="Ensemble",
    table="Tableau",
    figure="Graphique",
    source="Source",
    contents="Sommaire",
)
