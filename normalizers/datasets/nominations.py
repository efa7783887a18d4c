"""nominations-professions-juridiques: one row an act × person or company × office."""

from __future__ import annotations

from core.model.dataset import Column, Dataset, Kind
from normalizers.completions.offices import complete_office
from normalizers.datasets.columns import CLOSING, ID, boolean, code, day, term, text

PROFESSIONS = (
    "notaire",
    "commissaire_de_justice",
    "huissier_de_justice",
    "commissaire_priseur_judiciaire",
    "greffier_tribunal_de_commerce",
    "avocat_aux_conseils",
    "administrateur_judiciaire",
    "mandataire_judiciaire",
    "inconnue",
)

TYPES_ACTE = (
    "nomination_titulaire",
    "nomination_associe",
    "nomination_salarie",
    "nomination_societe",
    "creation_office",
    "suppression_office",
    "transfert_office",
    "retrait_associe",
    "demission",
    "cessation_salarie",
    "dissolution_societe",
    "changement_denomination",
    "suppleance",
    "honorariat",
    "rectificatif",
    "autre",
)

DATASET = Dataset(
    name="nominations-professions-juridiques",
    title="Nominations des professions juridiques",
    title_en="Nominations in the legal professions",
    description="Une ligne par acte, par personne ou société et par office, d'après le Journal officiel. Depuis le "
    "1er janvier 2021, une partie des événements relève de la déclaration et ne paraît plus au Journal officiel "
    "(décret n° 2020-931) : ce jeu est donc incomplet par construction de la loi.",
    description_en="One row per act, per person or firm and per office, after the Journal officiel. Since 1 January 2021 some "
    "of the events are declared and appear in the Journal officiel no more (decree 2020-931): this dataset is "
    "therefore incomplete by construction of the law.",
    version="1.1.0",
    licence="Licence Ouverte 2.0",
    date_column="date_publication",
    label_column="titre",
    review_below=0.95,
    keywords=("notaires", "commissaires de justice", "greffiers", "nominations", "Journal officiel"),
    themes=("JUST",),
    columns=(
        ID,
        code(name="id_jorftext", title="Identifiant JORFTEXT", title_en="JORFTEXT identifier"),
        code(name="nor", title="NOR", title_en="NOR", meaning="Numéro NOR du texte."),
        code(name="eli", title="ELI", title_en="ELI", meaning="Identifiant européen de législation."),
        text(name="numero_jo", title="Numéro du JO", title_en="Issue number"),
        day(name="date_arrete", title="Date de l'arrêté", title_en="Date of the act"),
        day(name="date_publication", title="Date de publication", title_en="Publication date"),
        day(
            name="date_effet",
            title="Date d'effet",
            title_en="Effect date",
            meaning="Seulement si elle est imprimée.",
        ),
        text(name="rubrique", title="Rubrique", title_en="Section", meaning="Place du texte au sommaire."),
        text(name="titre", title="Titre", title_en="Title", search=True),
        term(
            name="profession",
            title="Profession",
            title_en="Profession",
            meaning="La profession imprimée.",
            terms=PROFESSIONS,
        ),
        term(name="type_acte", title="Type d'acte", title_en="Act type", terms=TYPES_ACTE),
        text(name="civilite", title="Civilité", title_en="Civility"),
        text(name="nom", title="Nom", title_en="Surname", meaning="Nom de naissance.", search=True),
        text(name="prenoms", title="Prénoms", title_en="Given names", search=True),
        text(name="nom_usage", title="Nom d'usage", title_en="Usage name", search=True),
        text(name="societe_nom", title="Société", title_en="Company", search=True),
        text(name="societe_forme", title="Forme de la société", title_en="Company form"),
        text(name="societe_ancien_nom", title="Ancienne dénomination", title_en="Former company name"),
        text(name="remplace_civilite", title="Prédécesseur (civilité)", title_en="Predecessor (civility)"),
        text(name="remplace_nom", title="Prédécesseur (nom)", title_en="Predecessor (surname)"),
        text(name="remplace_prenoms", title="Prédécesseur (prénoms)", title_en="Predecessor (given names)"),
        term(
            name="motif_remplacement",
            title="Motif du remplacement",
            title_en="Reason of the replacement",
            terms=("demission", "deces", "retraite", "autre"),
        ),
        text(name="remplace_societe", title="Société remplacée", title_en="Company replaced"),
        text(
            name="employeur",
            title="Employeur",
            title_en="Employer",
            meaning="Office ou personne qui emploie un officier salarié.",
        ),
        boolean(
            name="office_cree",
            title="Office créé",
            title_en="Office created",
            meaning="Vrai quand l'acte crée l'office qu'il pourvoit.",
        ),
        text(
            name="acte_lie",
            title="Acte lié",
            title_en="Linked act",
            meaning="Acte antérieur que cet acte corrige ou retire, tel qu'il est imprimé.",
            indexed=True,
        ),
        term(
            name="effet_acte_lie",
            title="Effet sur l'acte lié",
            title_en="Effect on the linked act",
            meaning="Un rectificatif remplace la ligne de l'acte qu'il corrige, un retrait la retire.",
            terms=("rectifie", "retire"),
        ),
        code(
            name="id_jorftext_lie",
            title="Texte lié",
            title_en="Linked text",
            meaning="Identifiant JORFTEXT du texte corrigé ou retiré, là où l'éditeur le donne.",
            indexed=True,
        ),
        text(name="residence_origine", title="Résidence d'origine", title_en="Former residence"),
        text(name="residence_libelle", title="Résidence", title_en="Residence", search=True),
        code(
            name="code_commune",
            title="Code commune",
            title_en="Commune code",
            meaning="Code INSEE d'aujourd'hui.",
            facet=True,
        ),
        code(
            name="code_arrondissement",
            title="Code arrondissement",
            title_en="Arrondissement code",
            meaning="Arrondissement municipal à Paris, Lyon et Marseille.",
        ),
        code(
            name="code_commune_publication",
            title="Code commune à la publication",
            title_en="Commune code at publication",
        ),
        code(name="code_departement", title="Département", title_en="Département", facet=True),
        code(name="code_region", title="Région", title_en="Région", facet=True),
        code(name="code_epci", title="EPCI", title_en="EPCI"),
        Column("latlon", Kind.LATLON, "Latitude, longitude", "Latitude, longitude", material=False),
        text(name="cour_appel", title="Cour d'appel", title_en="Court of appeal"),
        text(name="tribunal_judiciaire", title="Tribunal judiciaire", title_en="Judicial court"),
        *CLOSING,
    ),
    inputs=(text(name="departement", title="", title_en=""), text(name="cour", title="", title_en="")),
)

COMPLETIONS = (complete_office,)
