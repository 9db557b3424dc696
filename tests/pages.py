"""Every kind of page of the demo, with the account that reads it: an e-mail address, a card, or nobody.

Keys in braces stand for objects of the demo:

- `{year}`: the year of today;
- `{learner}`: the learner of card 46-0001; `{statement}`: a statement of that learner;
- `{session}`, `{half_day}`: a coming session and its first half-day;
- `{done}`, `{closed}`, `{attended}`, `{dossier}`: a session signed on paper, its first half-day, an enrolment in it and
  its dossier;
- `{replacement}`: a call for a replacement that waits for an answer; `{reviewed}`: a team that has not answered the
  yearly review;
- `{held}`, `{latest}`: sessions that the animator may evaluate after three months, and right now; `{trained}`: the
  animator's own account, `{position}`: their position;
- `{training}`, `{wish}`: a training with a waiting demand, and its need;
- `{sheet}`, `{kept}`, `{run}`: sheets by the animator, with feedback by the animator, with many deliveries;
- `{adaptation}`: a colleague's adaptation of a sheet; `{collection}`, `{batch}`: a collection and an import of the
  animator;
- `{returned}`, `{review}`: a sheet sent back to the animator, and one assigned to the territorial animator;
- `{elimination}`, `{carried_out}`: an elimination list that waits for its visa, and one that was carried out;
- `{training_list}`, `{training_done}`: the same of training records; `{signatory}`: who signs the papers of the demo;
- `{table}`: a table of learners that waits for the animator's confirmation;
- `{places}`, `{places_done}`: a file of places that waits for the coordinator, and one that was applied;
- `{to_validate}`, `{waiting}`, `{validated}`, `{practised}`: a skill that the animator may decide on, its learner, a
  validated skill, a skill that the animator may propose;
- `{corrected}`, `{reported}`: a message of a forum that was corrected, one that is reported, at Figeac;
- `{arranged}`: a topic of the network that was moved there;
- `{grid}`, `{skill}`, `{recording}`: today’s workshop, a skill with a photo, a recording;
- `{jury}`, `{jury_dossier}`, `{candidacy}`: the coming jury, its files, a candidacy with a decision;
- `{candidate}`: a learner of the animator whose file for the jury is being made;
- `{open_workshop}`: the next workshop open to all of the animator's EPM; `{open_meeting}`, `{meeting}`,
  `{own_meeting}`: a public meeting, one of the network, one that the territorial animator announced;
- `{letter}`, `{own_letter}`: the last letter of the animator's territory, the one that the territorial one prepares;
- `{can_do}`, `{crosswalk}`: a sentence of the first domain, the crosswalk in use to Pix;
- `{version}`: a version of the framework that awaits its adoption;
- `{charter_draft}`, `{charter_past}`: the open file of the animator's EPM for the charter, and a decided one;
  `{criterion}`, `{action}`: a criterion and an action of the first;
- `{place_visit}`: a visit that the territorial animator noted;
- `{activity_year}`, `{activity_month}`: the month before this one, which the animator's EPM has to confirm;
- `{charter_visit}`, `{charter_sent}`, `{charter_seen}`: the file of a place that the animator visits, one that waits
  for a visitor, one that waits for a decision.
"""

ANIMATOR, TERRITORIAL = "animateur1@example.org", "territoire.gourdon@example.org"
COORDINATOR, CARD, NOBODY = "coordination@example.org", "46-0001", ""

PAGES = {
    NOBODY: [
        "/", "/connexion/", "/compte/mot-de-passe/oublie/", "/carte/", "/annuaire/", "/annuaire/cahors/",
        "/annuaire/cahors/horaires-faux/", "/annuaire/donnees/", "/annuaire/carte/",
        "/annuaire/integrer/", "/annuaire/integrer/?q=gramat", "/annuaire/integrer/46128/",
        "/annuaire/?atelier=bientot",
        "/ressources/", "/formation/", "/b2i/", "/b2i/referentiels/b2i-adultes-2012/",
        "/b2i/referentiels/digcomp-2-2/", "/b2i/referentiels/b2i-adultes-2012/D2.3/",
        "/b2i/correspondances/{crosswalk}/",
        "/ressources/veille/",
        "/ressources/prochains-ateliers/", "/recherche/?q=photo", "/agenda/", "/agenda/calendrier/", "/flux/",
        "/ressources/prochains-ateliers/{open_workshop}/", "/agenda/reunions/{open_meeting}/",
        "/recherche/", "/recherche/?q=tabllette", "/recherche/?q=dromadaire&kind=sheet", "/recherche/?q=esperluette",
        "/contact/", "/contact/?sujet=donnees",
        "/contact/envoye/?sujet=lieu&commune=46102&reponse=telephone", "/actualites/",
        "/actualites/des-tablettes-a-emprunter/",
        "/le-reseau/", "/le-reseau/histoire/", "/le-reseau/qui-appeler/", "/le-reseau/quatre-chantiers/",
        "/donnees-ouvertes/chiffres/",
        "/le-reseau/charte-de-qualite/", "/le-reseau/chiffres/", "/le-reseau/partenaires/", "/le-reseau/presse/",
        "/accessibilite/", "/mentions-legales/", "/donnees-personnelles/", "/donnees-personnelles/traitements/accord/",
        "/qualite/labels/", "/qualite/charte/", "/qualite/charte/epm/", "/qualite/charte/relais-de-services-publics/1/",
        "/sante/", "/nulle-part/", "/attestations/",
        "/attestations/?numero=7K3M", "/aide/", "/aide/ouvrir-mon-livret/",
    ],
    ANIMATOR: [
        "/b2i/livrets/{learner}/releves/", "/b2i/livrets/{learner}/jury/", "/b2i/livrets/{candidate}/jury/",
        "/b2i/livrets/{candidate}/jury/etat-civil/", "/b2i/livrets/{candidate}/jury/avis/",
        "/b2i/releves/{statement}/annuler/",
        "/", "/ressources/", "/ressources/choisir-des-mots-de-passe-solides-et-les-retrouver/",
        "/ressources/apprivoiser-la-souris-et-le-clavier/", "/ressources/fiches/{sheet}/fichiers/",
        "/ressources/fiches/{sheet}/images/", "/ressources/fiches/{sheet}/modifier/",
        "/ressources/fiches/{sheet}/versions/",
        "/ressources/fiches/{sheet}/suivi/", "/ressources/fiches/{sheet}/obsolete/",
        "/ressources/fiches/{returned}/apercu/", "/ressources/fiches/{returned}/modifier/",
        "/ressources/fiches/{returned}/supprimer/",
        "/ressources/fiches/{sheet}/auteurs/?q=martin", "/ressources/?fraicheur=a-relire",
        "/ressources/mes-favoris/", "/ressources/mes-retours/", "/ressources/?favoris=oui",
        "/ressources/collections/nouvelle/", "/ressources/collections/{collection}/",
        "/ressources/collections/{collection}/modifier/",
        "/ressources/collections/partagee/demonstration-premiers-pas/", "/ressources/fiches/{sheet}/retours/",
        "/ressources/fiches/{kept}/collections/", "/ressources/fiches/{kept}/ecrire/",
        "/ressources/mes-ateliers/", "/ressources/demandes/", "/ressources/?tri=animes",
        "/ressources/fiches/{run}/anime/",
        "/ressources/fiches/{run}/animations/?toutes=oui",
        "/ressources/fiches/{sheet}/adapter/", "/ressources/acheter-en-ligne-sans-stress-sur-tablette/",
        "/ressources/acheter-en-ligne-sans-crainte-ni-mauvaise-surprise/adaptations/",
        "/ressources/fiches/{adaptation}/origine/",
        "/ressources/importer/", "/ressources/importer/{batch}/",
        "/ressources/proposer/", "/ressources/mes-fiches/", "/formation/", "/formation/parentalite-et-ecrans/",
        "/formation/plan/{year}/", "/formation/sessions/{session}/", "/formation/mes-formations/",
        "/formation/besoins/", "/formation/mes-deplacements/", "/formation/mes-disponibilites/",
        "/formation/calendriers/", "/agenda/", "/agenda/?territoire=cahors", "/agenda/calendrier/", "/flux/",
        "/agenda/reunions/{meeting}/", "/ressources/prochains-ateliers/{open_workshop}/",
        "/ressources/prochains-ateliers/{open_workshop}/modifier/",
        "/formation/sessions/{latest}/evaluation/", "/formation/sessions/{held}/evaluation/a-froid/",
        "/formation/sessions/{held}/",
        "/formation/sessions/{session}/covoiturage/", "/formation/sessions/{session}/ordre-de-mission/",
        "/b2i/livrets/",
        "/b2i/livrets/{learner}/droits/", "/b2i/livrets/{learner}/identite/", "/b2i/livrets/{learner}/effacer/",
        "/b2i/livrets/{learner}/referentiels/digcomp-2-2/", "/ressources/fiches/{run}/annoncer/",
        "/ressources/prochains-ateliers/?q=cahors", "/b2i/referentiels/b2i-adultes-2012/D1.2/",
        "/b2i/livrets/importer/", "/b2i/livrets/importer/{table}/", "/b2i/livrets/sans-nouvelles/",
        "/b2i/livrets/mis-de-cote/", "/b2i/livrets/nouvelle-version/",
        "/b2i/livrets/{learner}/", "/b2i/livrets/{learner}/?domaine=D1", "/b2i/grille/{grid}/1/",
        "/b2i/livrets/{learner}/proposer/?competence={practised}",
        "/b2i/livrets/nouveau/", "/b2i/livrets/{learner}/carte/", "/forums/",
        "/b2i/a-valider/", "/b2i/a-valider/{to_validate}/", "/b2i/a-valider/{validated}/",
        "/b2i/a-valider/livrets/{waiting}/", "/b2i/livrets/{learner}/competences/{practised}/proposer/",
        "/b2i/livrets/{learner}/competences/{skill}/", "/b2i/preuves/{recording}/texte/",
        "/b2i/grille/", "/b2i/grille/nouvelle/", "/b2i/grille/{grid}/",
        "/b2i/grille/{grid}/modifier/", "/ressources/fiches/{run}/grille/",
        "/b2i/livrets/vient-aussi-ici/", "/b2i/livrets/{learner}/suivi/", "/b2i/livrets/doublons/",
        "/b2i/livrets/doublons/{learner}/{other}/",
        "/forums/reseau/", "/forums/?vue=tous", "/forums/semaine-des-familles/", "/forums/?mot=imprimante",
        "/forums/reseau/?q=imprimante",
        "/forums/reseau/le-quart-d-heure-d-outils-de-mars-quel-sujet/",
        "/forums/reseau/la-rencontre-annuelle-quel-jour-de-la-semaine-vous-va/",
        "/forums/reseau/sms-amende-impayee-trois-personnes-en-une-semaine/",
        "/ressources/depuis-un-sujet/reseau/sms-amende-impayee-trois-personnes-en-une-semaine/",
        "/forums/reseau/la-cle-usb-d-une-visiteuse-n-est-plus-reconnue/",
        "/forums/reseau/la-cle-usb-d-une-visiteuse-n-est-plus-reconnue/message/{corrected}/historique/",
        "/forums/reseau/nouveau/", "/membres/", "/membres/?sait=tableur", "/membres/{trained}/modifier/",
        "/alertes/", "/alertes/recherches/", "/alertes/courriels/",
        "/alertes/courriels/recus/",
        "/alertes/lettres/", "/alertes/lettres/{letter}/",
        "/alertes/suivis/", "/compte/", "/compte/connexions/", "/compte/depart/",
        "/annuaire/cahors/modifier/", "/annuaire/cahors/modifier/horaires/", "/annuaire/cahors/modifier/offre/",
        "/annuaire/cahors/modifier/structure/", "/annuaire/cahors/fermetures/", "/annuaire/cahors/ordinateurs/",
        "/annuaire/cahors/photos/",
        "/annuaire/carte/", "/annuaire/carte/?couche=habitants", "/annuaire/carte/?couche=eloignement",
        "/annuaire/carte/?couche=formation", "/annuaire/carte/?couche=charte", "/annuaire/carte/?couche=b2i",
        "/qualite/", "/qualite/lieux/cahors/",
        "/qualite/activite/", "/qualite/activite/lieux/cahors/compteur/",
        "/qualite/activite/lieux/cahors/{activity_year}/{activity_month}/",
        "/qualite/activite/lieux/cahors/{activity_year}/{activity_month}/corriger/visits/",
        "/qualite/activite/lieux/cahors/{activity_year}/",
        "/qualite/dossiers/{charter_draft}/", "/qualite/dossiers/{charter_past}/",
        "/qualite/dossiers/{charter_draft}/axes/1/", "/qualite/dossiers/{charter_draft}/envoyer/",
        "/qualite/dossiers/{charter_draft}/effacer/",
        "/qualite/dossiers/{charter_draft}/criteres/{criterion}/pieces/",
        "/qualite/dossiers/{charter_draft}/criteres/{criterion}/plan/", "/qualite/actions/{action}/",
        "/qualite/dossiers/{charter_visit}/", "/qualite/dossiers/{charter_visit}/observations/",
        "/qualite/materiel/", "/qualite/materiel/?libre=oui", "/qualite/materiel/{equipment}/",
        "/qualite/materiel/{equipment}/modifier/", "/qualite/lieux/cahors/materiel/", "/qualite/prets/",
        "/qualite/prets/{coming_loan}/", "/qualite/prets/{coming_loan}/changer/",
        "/qualite/prets/{coming_loan}/annuler/", "/qualite/prets/{coming_loan}/depart/",
        "/qualite/prets/{late_loan}/", "/qualite/prets/{late_loan}/retour/",
        "/aide/", "/aide/noter-un-groupe/", "/aide/nouveautes/", "/recherche/?q=carte&kind=help",
        "/bienvenue/1/", "/bienvenue/2/", "/bienvenue/3/",
        "/recherche/?q=arnaques", "/recherche/?q=photo&kind=sheet&kind=topic&theme=D1&tout=tag",
    ],
    TERRITORIAL: [
        "/b2i/chiffres/",
        "/ressources/veille/a-trier/", "/ressources/veille/ecartees/", "/ressources/veille/flux/",
        "/", "/ressources/a-relire/", "/ressources/fiches/{review}/relire/", "/ressources/obsoletes/",
        "/ressources/sans-auteur/", "/pilotage/", "/pilotage/epm-sans-fiche/",
        "/territoires/gourdon/", "/annuaire/gourdon/visites/", "/visites/{place_visit}/modifier/",
        "/pilotage/horaires-inconnus/",
        "/agenda/reunions/nouvelle/", "/agenda/reunions/{own_meeting}/modifier/",
        "/alertes/lettres/", "/alertes/lettres/{own_letter}/preparer/",
        "/forums/attente/", "/forums/nouveau-forum/", "/forums/nouveau-forum/project/", "/forums/reglages/reseau/",
        "/forums/moderation/", "/forums/moderation/journal/",
        "/forums/moderation/sujet/{arranged}/", "/forums/moderation/sujet/{arranged}/deplacer/",
        "/forums/moderation/sujet/{arranged}/titre/", "/forums/moderation/sujet/{arranged}/reunir/",
        "/forums/moderation/sujet/{arranged}/partager/",
        "/forums/reseau/sms-amende-impayee-trois-personnes-en-une-semaine/regle/",
        "/membres/invitations/", "/membres/invitations/nouvelle/", "/membres/double-authentification/",
        "/qualite/",
    ],
    COORDINATOR: [
        "/qualite/charte/", "/qualite/", "/qualite/?attend=oui", "/qualite/dossiers/{charter_sent}/visite/",
        "/qualite/dossiers/{charter_seen}/decision/", "/qualite/dossiers/{charter_seen}/",
        "/forums/logiciels-libres/cahors-accueille-une-journee-pour-changer-de-systeme-en-mars/envoi/",
        "/forums/moderation/", "/forums/moderation/message/{reported}/",
        "/forums/moderation/relecture/{first_link}/", "/forums/moderation/relecture/{first_link}/refuser/",
        "/forums/moderation/message/{reported}/repondre/",
        "/forums/moderation/message/{reported}/masquer/", "/forums/moderation/message/{reported}/effacer/",
        "/forums/message/{reported}/signaler/",
        "/aide/", "/bienvenue/2/",
        "/b2i/jury/", "/b2i/jury/nouvelle/", "/b2i/jury/{jury}/", "/b2i/jury/candidatures/{candidacy}/decision/",
        "/b2i/jury/dossiers/{jury_dossier}/", "/b2i/chiffres/", "/b2i/correspondances/{crosswalk}/corriger/",
        "/b2i/versions/", "/b2i/versions/{version}/",
        "/territoires/cahors/", "/pilotage/horaires-a-confirmer/",
        "/qualite/activite/reseau/{activity_year}/",
        "/", "/pilotage/", "/pilotage/carte/", "/pilotage/chiffres/",
        "/pilotage/?annee={year}&lieu=figeac", "/pilotage/participations/",
        "/pilotage/jamais-formees/", "/pilotage/personnes-suivies/",
        "/forums/attente/", "/ressources/a-relire/", "/formation/plan/{year}/", "/formation/sessions/nouvelle/",
        "/formation/besoins/", "/formation/besoins/{wish}/", "/formation/trouver-une-date/",
        "/formation/trouver-une-date/?formation={training}", "/formation/formateurs/", "/formation/formateurs/nouveau/",
        "/formation/formateurs/1/", "/formation/plan/{year}/kilometres/",
        "/formation/plan/{year}/bilan/", "/formation/plan/{year}/dossier/?toutes", "/formation/dossiers/",
        "/formation/archives/", "/formation/archives/durees/", "/formation/archives/durees/missions/",
        "/formation/archives/bordereaux/", "/formation/archives/bordereaux/{training_list}/",
        "/formation/archives/bordereaux/{training_done}/", "/formation/signataires/{signatory}/retirer/",
        "/formation/dossiers/{dossier}/",
        "/formation/sessions/{session}/messages/", "/formation/sessions/{session}/modifier/",
        "/formation/sessions/{session}/annuler/", "/formation/calendriers/",
        "/formation/sessions/{session}/remplacement/", "/formation/remplacements/{replacement}/",
        "/annuaire/cahors/equipe/", "/membres/revue/", "/membres/revue/equipe/{reviewed}/",
        "/formation/sessions/{session}/", "/recherche/sans-reponse/", "/ressources/mots-cles/",
        "/formation/sessions/{session}/emargement/{half_day}/",
        "/formation/sessions/{session}/emargement/{half_day}/code/", "/formation/signataires/",
        "/formation/sessions/{done}/emargement/{closed}/", "/formation/sessions/{done}/emargement/{closed}/papier/",
        "/formation/sessions/{done}/emargement/{closed}/corriger/{attended}/",
        "/formation/sessions/{held}/", "/formation/sessions/{held}/evaluations/",
        "/formation/parcours/{trained}/", "/membres/{trained}/", "/membres/{trained}/depart/",
        "/membres/postes/{position}/fermer/", "/annuaire/cahors/equipe/", "/annuaire/donnees/",
        "/annuaire/importer/", "/annuaire/importer/{places}/", "/annuaire/importer/{places}/?suite=doute",
        "/annuaire/importer/{places}/appliquer/", "/annuaire/importer/{places_done}/bilan/",
        "/ressources/mots-cles/fusionner/?mot={word}&mot={other_word}",
        "/b2i/eliminations/", "/b2i/eliminations/{elimination}/", "/b2i/eliminations/{carried_out}/",
        "/b2i/habilitations/", "/b2i/habilitations/?terminees", "/b2i/habilitations/centre/",
        "/b2i/habilitations/personne/", "/b2i/habilitations/{accreditation}/fin/",
    ],
    CARD: [
        "/aide/", "/b2i/mon-livret/", "/b2i/mon-livret/parties/D1/", "/b2i/mon-livret/mes-donnees/",
        "/b2i/mon-livret/contester/",
        "/b2i/mon-livret/referentiels/pix-crcn/", "/b2i/mon-livret/lecteurs/",
        "/b2i/mon-livret/releves/", "/b2i/mon-livret/ouvertures/",
    ],
}  # fmt: skip
