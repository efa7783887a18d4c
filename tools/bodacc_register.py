"""Composes notices of the register of companies in the XML of the DILA (RCS-A_IMMAT, RCS-B_REDIFF)."""

from __future__ import annotations

from xml.sax.saxutils import escape

REGISTRATION = """<avis>
<typeAnnonce><annonce/></typeAnnonce><nojo>000007301234567</nojo><numeroAnnonce>101</numeroAnnonce>
<numeroDepartement>73</numeroDepartement>
<tribunal>Greffe du tribunal de commerce de Chambéry</tribunal>
<personnes><personne>
<personneMorale><numeroImmatriculation><numeroIdentification>794 310 250</numeroIdentification>
<codeRCS>RCS</codeRCS>
<nomGreffeImmat>Chambéry</nomGreffeImmat></numeroImmatriculation>
<denomination>MAÇONNERIE DES DEUX VALLÉES</denomination>
<sigle>M2V</sigle><formeJuridique>Société par actions simplifiée</formeJuridique>
<administration>Président : Tissot, Marc. Administrateur judiciaire : SELARL Aubrac - Tessier\
 représentée par Maître\
 Claire Aubrac en fonction le 3 mars 2026. Commissaire aux comptes titulaire : CABINET DU\
 LAC</administration>
</personneMorale><capital><montantCapital>8000.00</montantCapital><devise>EUR</devise></capital>
<adresse><france><numeroVoie>3 bis</numeroVoie><typeVoie>chemin</typeVoie>
<nomVoie>du Pré-Vert</nomVoie>
<codePostal>73000</codePostal><ville>Chambéry</ville></france></adresse></personne></personnes>
<etablissement><origineFonds>Création d'un fonds de commerce</origineFonds>
<activite>maçonnerie</activite>
<adresse><codePostal>73000</codePostal><ville>Chambéry</ville></adresse></etablissement>
<acte><immatriculation><dateImmatriculation>2026-03-09</dateImmatriculation>
<descriptif>Transfert du siège</descriptif></immatriculation></acte>
</avis>
"""
SALE = """<avis>
<typeAnnonce><annonce/></typeAnnonce><nojo>000007301234568</nojo><numeroAnnonce>102</numeroAnnonce>
<numeroDepartement>73</numeroDepartement>
<tribunal>Greffe du tribunal de commerce de Chambéry</tribunal>
<personnes><personne><personnePhysique><nom>DUVAL</nom><prenom>Alix</prenom>
<nationnalite>Française</nationnalite>
</personnePhysique><adresse><france><codePostal>73000</codePostal><ville>Chambéry</ville></france>
</adresse></personne>
</personnes><precedentProprietairePM><denomination>AU BON FOURNIL</denomination>
</precedentProprietairePM>
<etablissement>
<origineFonds>Achat d'un fonds de commerce au prix stipulé de 60 000 euros</origineFonds>
</etablissement>
<acte><vente><categorieVente>Achat d'un fonds</categorieVente>
<opposition>Au siège de la SELARL Payet, mandataire\
 judiciaire : 7 rue Rontaunay</opposition></vente></acte>
</avis>
"""
CHANGE = """<avis>
<typeAnnonce><annonce/></typeAnnonce><nojo>BXB26071000042Z</nojo><numeroAnnonce>412</numeroAnnonce>
<numeroDepartement>59</numeroDepartement>
<tribunal>Greffe du tribunal de commerce de Lille Métropole</tribunal>
<personnes><personne><personneMorale><denomination>IMPRIMERIE LORMIER &amp; FILS</denomination>
<formeJuridique>Société anonyme</formeJuridique>
<administration>Administrateur partant : Lormier, Paul, Administrateur\
 : Lormier Anne, Administrateur judiciaire partant : SCP Soinne &amp; Lefort, nomination du\
 Commissaire à l'exécution\
 du plan : Soinne, Agnès, Liquidateur : Lormier Luc</administration></personneMorale>
<numeroImmatriculation><numeroIdentificationRCS>421 870 031</numeroIdentificationRCS>
<codeRCS>RCS</codeRCS>
<nomGreffeImmat>Lille Métropole</nomGreffeImmat></numeroImmatriculation>
<siegeSocial><france><numeroVoie>8</numeroVoie><typeVoie>place</typeVoie>
<nomVoie>de la Gare</nomVoie>
<codePostal>59000</codePostal><ville>Lille</ville></france></siegeSocial></personne></personnes>
<modificationsGenerales><dateEffet>2 mars 2026</dateEffet>
<descriptif>Modification survenue sur l'administration.</descriptif></modificationsGenerales>
</avis>
"""
REMOVAL = """<avis>
<typeAnnonce><annonce/></typeAnnonce><nojo>BXB26071000043Z</nojo><numeroAnnonce>413</numeroAnnonce>
<numeroDepartement>91</numeroDepartement><tribunal>Greffe du tribunal de commerce d'Évry</tribunal>
<personnes><personne><personneMorale><denomination>AU BON FOURNIL</denomination></personneMorale>
<numeroImmatriculation><numeroIdentificationRCS>852 047 117</numeroIdentificationRCS>
</numeroImmatriculation>
</personne></personnes>
<radiationAuRCS><radiationPM/>
<commentaire>Radiation. Mandataire ad hoc : Me Valrose Denis</commentaire></radiationAuRCS>
</avis>
"""
RECTIFIED = (
    CHANGE.replace("<annonce/>", "<rectificatif/>")
    .replace(">412<", ">27<")
    .replace(
        "<modificationsGenerales>",
        "<parutionAvisPrecedent><nomPublication>BODACC B</nomPublication><numeroParution>20260050</numeroParution>"  # noqa: E501 - one element
        "<dateParution>12 mars 2026</dateParution><numeroAnnonce>412</numeroAnnonce></parutionAvisPrecedent>"
        "<modificationsGenerales>",
    )
)


def register_xml(root: str, number: str, day: str, *notices: str) -> str:
    """An issue of the register; dates are ISO there."""
    inner = "".join(notices)
    return (
        f'<?xml version="1.0" encoding="ISO-8859-1"?>\n<{root}>\n<parution>{escape(number)}</parution>\n'
        f"<dateParution>{day}</dateParution>\n<listeAvis>\n{inner}</listeAvis>\n</{root}>\n"
    )
