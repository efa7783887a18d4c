"""designations-judiciaires: one row a designation in a BODACC notice (companies only)."""

from __future__ import annotations

from core.model.dataset import Dataset
from normalizers.completions.places import complete_seat
from normalizers.datasets.columns import CLOSING, ID, PLACE, PLACE_INPUTS, code, day, term, text

DATASET = Dataset(
    name="designations-judiciaires",
    title="Désignations judiciaires",
    title_en="Court designations",
    description="Une ligne par professionnel désigné par un tribunal, dans une annonce de procédure collective "
    "ou du registre du commerce au BODACC. Les dirigeants choisis par la société et les procédures de personnes "
    "physiques ne sont pas publiés. Une annulation qui ne désigne personne a une ligne sans professionnel.",
    description_en="One row per professional whom a court designates, in a notice of insolvency or of the trade register in "
    "the BODACC. Officers chosen by the company and proceedings against natural persons are not published. A "
    "cancellation that designates nobody has a row without a professional.",
    version="1.0.0",
    licence="Licence Ouverte 2.0",
    date_column="date_parution",
    label_column="entreprise_nom",
    review_below=0.95,
    keywords=("BODACC", "mandataires judiciaires", "administrateurs judiciaires", "procédures collectives"),
    themes=("JUST",),
    columns=(
        ID,
        text(name="numero_annonce", title="Numéro d'annonce", title_en="Notice number"),
        text(name="numero_parution", title="Numéro de parution", title_en="Issue number"),
        day(name="date_parution", title="Date de parution", title_en="Publication date"),
        term(
            name="type_annonce",
            title="Type d'annonce",
            title_en="Notice type",
            terms=("creation", "rectificatif", "annulation"),
        ),
        text(
            name="annonce_precedente",
            title="Annonce précédente",
            title_en="Previous notice",
            meaning="Annonce que celle-ci remplace ou annule : ses lignes, dont l'identifiant commence ainsi, "
            "sont retirées.",
            indexed=True,
        ),
        text(name="tribunal", title="Tribunal", title_en="Court", facet=True),
        day(name="date_jugement", title="Date du jugement", title_en="Judgment date"),
        text(name="nature_jugement", title="Nature du jugement", title_en="Judgment", facet=True),
        term(
            name="role",
            title="Rôle",
            title_en="Role",
            terms=(
                "liquidateur",
                "mandataire_judiciaire",
                "administrateur",
                "commissaire_execution_plan",
                "juge_commissaire",
                "autre",
            ),
        ),
        term(
            name="mouvement",
            title="Mouvement",
            title_en="Movement",
            terms=("designation", "fin_de_mission"),
        ),
        text(
            name="professionnel_nom",
            title="Professionnel (nom)",
            title_en="Professional (surname)",
            search=True,
        ),
        text(
            name="professionnel_prenom", title="Professionnel (prénom)", title_en="Professional (given name)"
        ),
        text(
            name="professionnel_structure",
            title="Structure",
            title_en="Firm",
            meaning="Société d'exercice du professionnel.",
            search=True,
        ),
        text(
            name="professionnel_adresse", title="Adresse du professionnel", title_en="Professional's address"
        ),
        text(name="entreprise_nom", title="Entreprise", title_en="Company", search=True),
        code(
            name="entreprise_siren",
            scheme="siren",
            title="SIREN de l'entreprise",
            title_en="Company's SIREN",
            indexed=True,
        ),
        text(name="entreprise_forme", title="Forme juridique", title_en="Legal form"),
        *PLACE,
        *CLOSING,
    ),
    inputs=PLACE_INPUTS,
)

COMPLETIONS = (complete_seat,)
