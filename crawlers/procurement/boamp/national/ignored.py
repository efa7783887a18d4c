"""What nobody asks of the national forms, by the reason why."""

from __future__ import annotations

IGNORED = {
    "contact persons and numbers": (
        "organisme/correspondantPRM",
        "organisme/coord",
        "organisme/adr",
        "organisme/codeNUTS",
        "organisme/typeIdentificationNational",
        "organisme/typeOrganisme",
        "*/communication/nomContact",
        "*/communication/adresseMailContact",
        "*/communication/telContact",
        "*/adressesComplt",
    ),
    "groups of buyers: the buyer named first is the coordinator": ("organisme/grpCommandes",),
    "internal references and security of the documents": (
        "*/communication/identifiantInterne",
        "*/communication/docSecurite",
        "*/communication/urlSecurite",
        "*/renseignements/idMarche",
        "*/descriptionMarche/numeroReference",
    ),
    "conditions for candidates": (
        "*/procedure/capacite*",
        "*/procedure/categorieAcheteur",
        "*/conditions",
        "*/justifications",
        "*/conditionsParticipation",
    ),
    "the manner of the procedure": (
        "*/procedure/techAchat",
        "*/procedure/presOffres",
        "*/procedure/nbCandidatReduit",
        "*/procedure/attributionSansNegociation",
        "*/procedure/variantes",
        "*/criteres/critereCDC",
        "*/criteres/criteresCDC",
        "*/delais/validite",
    ),
    "variants, options, tranches, reserved markets": (
        "*/caracteristiques/variantes",
        "*/caracteristiques/options",
        "*/caracteristiques/quantites",
        "*/caracteristiques/principales",
        "*/natureMarche/tranches",
        "*/natureMarche/reservationMarche",
        "*/natureMarche/lotsMarche/*/@type",
        "*/duree/*",
    ),
    "additional prose": ("*/informComplementaire", "*/renseignements"),
    "the reason of an annulation, in prose": ("annulation/motif",),
    "earlier notices, read for their numbers": ("*/avisInitial",),
}
