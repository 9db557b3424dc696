"""Register of processing: records of skills, consents, validation, statements, juries, elimination."""

from b2i.admission.duplicates.models import UNDO_DAYS
from b2i.admission.learner_import.services import KEPT_HOURS
from b2i.outcomes.jury.models.civil_identity import KEPT_AFTER_DECISION, KEPT_WITHOUT_DECISION
from b2i.people.accesses.models import KEPT as ACCESSES_KEPT
from b2i.people.card_locks.limits import KEPT_FOR as TRIES_KEPT
from b2i.people.learners.consent_texts import AGE_OF_CONSENT
from b2i.privacy.retention.rule import RULE
from reseau.documents.dossiers.models import KEPT_FOR as DOSSIERS_KEPT
from reseau.people.personal_data.declaration import Basis, Processing, period

AS_THE_RECORD = "Autant que le livret."

PROCESSING = (
    Processing(
        name="Livrets de compétences",
        purpose="Suivre avec une personne ce qu’elle apprend, et le lui rendre.",
        basis=Basis.CONSENT,
        people="Personnes accompagnées qui ont un livret.",
        data=(
            "Nom ou pseudonyme, année de naissance et commune si elle les donne\u00a0; ce qu’elle dit savoir "
            "faire, ce qui "
            "a été vu en atelier, photos, enregistrements et fichiers joints, ce qu’elle conteste. Aucune donnée de "
            "santé ni d’opinion."
        ),
        recipients=(
            "La personne et l’équipe de l’EPM qui tient le livret\u00a0; un autre EPM, si elle le demande. "
            "Coordination et "
            "territoire\u00a0: des nombres seulement."
        ),
        retention=(
            f"Jusqu’à ce que la personne le fasse effacer. Sans nouvelles pendant {RULE.silence}, l’EPM est "
            f"prévenu\u00a0; {RULE.notice} plus tard, l’élimination est proposée. Livrets réunis par "
            f"erreur\u00a0: séparables {period(UNDO_DAYS)}. Tableau à importer\u00a0: {KEPT_HOURS} heures."
        ),
        fields={
            "b2i.Learner": "member epm commune birth_year card_number card_secret created created_by merged_into",
            "b2i.Merge": "kept absorbed journal merged_at merged_by undone_at undone_by",
            "b2i.Distinction": "first second noted_by created",
            "b2i.Record": "learner framework opened_on",
            "b2i.Positioning": "record skill level created",
            "b2i.CanDoAnswer": "record can_do level created",
            "b2i.Renewal": "record former crosswalk created renewed_by",
            "b2i.Evidence": (
                "record skill kind is_fact situation text help_given colleague_note observed_on fact_on observed_by "
                "epm group_session key created"
            ),
            "b2i.Retraction": "evidence retracted_by key created",
            "b2i.Contest": "record evidence words created",
            "b2i.ContestAnswer": "contest outcome words answered_by created",
            "b2i.EvidenceFile": "evidence kind name file small address size seconds in_words added_by added",
            "b2i.Transcript": "file text written_by written",
            "b2i.GroupSession_learners": "groupsession learner",
            "b2i.GroupSession": "title sentence led_by",
            "b2i.LearnerImport": "imported_by mark table",
            "b2i.ImportedLine": "learner batch epm mark",
            "b2i.Following": "learner epm consent since until ended_by",
            "b2i.Limitation": "learner started_at asked_by lifted_at lifted_by",
        },
    ),
    Processing(
        name="Accords pour un livret, et leur retrait",
        purpose="Pouvoir montrer qui a donné son accord, à quel texte, et qu’il a été retiré.",
        basis=Basis.LEGAL_OBLIGATION,
        because="RGPD, articles 7.1 et 8.2",
        people=f"Personnes qui ont un livret\u00a0; avant {AGE_OF_CONSENT} ans, un parent.",
        data=(
            "Date, texte lu, de vive voix ou par écrit, EPM, qui l’a noté\u00a0; pour un parent, son nom et le "
            "papier signé "
            "ou l’endroit où il est rangé."
        ),
        recipients="La personne et les équipes des EPM qui lisent son livret.",
        retention=f"{AS_THE_RECORD} Le papier du retrait est gardé par l’EPM, hors du site.",
        fields={
            "b2i.Consent": (
                "learner epm giver means version given_at noted_by parent_name paper paper_mark is_before_paper"
            ),
        },
    ),
    Processing(
        name="Cartes des personnes accompagnées",
        purpose="Ouvrir son livret avec une carte et un code, et arrêter qui essaierait des codes.",
        basis=Basis.CONSENT,
        people="Personnes qui ont une carte.",
        data="Numéro, empreinte du code, cartes refaites ou fermées, codes faux et réseau d’où ils viennent.",
        recipients="La personne et l’équipe de l’EPM qui tient le livret.",
        retention=f"Autant que le livret. Codes faux\u00a0: {period(TRIES_KEPT)}.",
        fields={
            "b2i.CardEvent": "learner kind epm by created",
            "b2i.CardLock": "card_number",
            "b2i.CardTries": "origin",
        },
    ),
    Processing(
        name="Validation des compétences",
        purpose="Faire confirmer par une personne habilitée ce qu’une personne sait faire.",
        basis=Basis.CONSENT,
        people="Personnes qui ont un livret\u00a0; personnes qui proposent, décident et signent.",
        data="Compétence, deux faits, avis, décision, leurs dates, noms de qui propose et de qui décide.",
        recipients="Comme le livret\u00a0; la personne habilitée lit la seule compétence proposée, et ses preuves.",
        retention=AS_THE_RECORD,
        fields={
            "b2i.Proposal": (
                "record skill evidence earlier_evidence fact_on earlier_fact_on under_former_rule centre proposed_by "
                "note created"
            ),
            "b2i.Withdrawal": "proposal withdrawn_by created",
            "b2i.Validation": (
                "proposal record skill outcome reason words_to_learner decided_on decided_by proposed_by proposed_on "
                "accreditation accredited_from accredited_until centre_accreditation centre_accredited_from "
                "centre_accredited_until fact_on earlier_fact_on under_former_rule created"
            ),
            "b2i.SecondSignature": (
                "validation signed_by signed_on decided_by proposed_by decided_on accreditation accredited_from "
                "accredited_until created"
            ),
        },
    ),
    Processing(
        name="Habilitations",
        purpose="Savoir qui peut évaluer, dans quel centre, par quel acte.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau habilités.",
        data="Nom, centre, acte, dates, retrait et son motif.",
        recipients="Les membres du réseau.",
        retention="Comme acte\u00a0: il reste, avec le nom qu’il porte, quand le compte est effacé.",
        fields={
            "b2i.Accreditation": (
                "framework epm member held_by act starts_on ends_on noted_by created withdrawal withdrawn_by"
            ),
        },
    ),
    Processing(
        name="Versions du référentiel des livrets",
        purpose="Savoir qui a déposé une version du référentiel, qui l’a adoptée ou écartée, et d’après quel fichier.",
        basis=Basis.PUBLIC_INTEREST,
        people="Coordination du réseau.",
        data="Nom, dates, fichier déposé, qui ne dit rien d’une personne.",
        recipients="La coordination.",
        retention="Comme acte\u00a0: il reste, sans le nom quand le compte est effacé.",
        fields={
            "b2i.ProposedVersion": "content file_name proposed_by decided_by",
        },
    ),
    Processing(
        name="Relevés de compétences et badges",
        purpose="Remettre à une personne un papier ou un badge qui se vérifie.",
        basis=Basis.CONSENT,
        people="Personnes qui ont un livret.",
        data="Numéro, compétences validées, nom ou initiales si elle le permet, annulation et son motif.",
        recipients="Qui reçoit d’elle le numéro ou le badge.",
        retention=f"{AS_THE_RECORD} La liste publique des badges annulés ne contient ni nom ni numéro.",
        fields={
            "b2i.Statement_validations": "statement validation",
            "b2i.Statement": (
                "record number issued issued_by shows badge_id badge_place revoked_at revoked_by revoke_reason"
            ),
        },
    ),
    Processing(
        name="Dossiers pour un jury",
        purpose="Présenter une personne au jury académique, quand elle le demande.",
        basis=Basis.CONSENT,
        people="Personnes qui le demandent.",
        data=(
            "Nom, état civil (nom de naissance, prénoms, date et lieu de naissance), compétences validées et "
            "preuves\u00a0; avis et signature du centre agréé\u00a0; demande, session, décision, attestation délivrée."
        ),
        recipients="La coordination, puis le jury. Si la personne renonce, la coordination ne lit plus le dossier.",
        retention=(
            f"Fichiers réunis\u00a0: {period(DOSSIERS_KEPT)}. État civil\u00a0: détruit dès que la personne renonce, "
            f"{period(KEPT_AFTER_DECISION)} après la décision, {period(KEPT_WITHOUT_DECISION)} au plus sans décision. "
            "Papiers partis au jury et leurs pièces\u00a0: contenu détruit avec l’état civil qu’ils portent, ou dès "
            "que la personne renonce ou fait effacer son livret\u00a0; papier d’une décision\u00a0: "
            f"{period(KEPT_AFTER_DECISION)}. "
            "Leur empreinte, leur jour et qui les a lus restent, sans nom de candidat. "
            f"Demande et décision\u00a0: {AS_THE_RECORD.lower()}"
        ),
        fields={
            "b2i.JurySession": "place academy prepared_by",
            "b2i.Candidacy": (
                "record asked_on noted_by withdrawn_on withdrawn_by jury decision decided_on act decision_noted_by "
                "created attestation_number attestation_academy attestation_year is_former_double agreement_version"
            ),
            "b2i.CentreOpinion": "candidacy centre opinion words signatory quality given_on noted_by",
            "b2i.CivilIdentity": "candidacy birth_name first_names born_on birth_place noted_on noted_by",
            "b2i.FrozenPaper": "jury candidacy content frozen_by frozen_on destroyed_on sha256",
            "b2i.FrozenPiece": "paper name content sha256",
            "b2i.PaperReading": "paper reader read_on",
            "b2i.JuryDossier": "asked_by report problem file",
        },
    ),
    Processing(
        name="Journal des lectures de livrets",
        purpose="Dire à chaque personne qui a ouvert son livret, et retrouver un accès abusif.",
        basis=Basis.PUBLIC_INTEREST,
        because="sécurité des données, RGPD, article 32",
        people="Membres du réseau qui lisent un livret\u00a0; personnes dont il est lu.",
        data="Qui, pour quel EPM, quel jour, lecture ou copie.",
        recipients="La personne dont le livret est lu.",
        retention=f"{period(ACCESSES_KEPT)} au plus, effacé avec le livret.",
        fields={
            "b2i.Access": "learner member epm kind day",
        },
    ),
    Processing(
        name="Élimination des livrets sans nouvelles",
        purpose="Ne détruire des archives publiques qu’avec le visa des Archives départementales.",
        basis=Basis.LEGAL_OBLIGATION,
        because="code du patrimoine, articles L. 212-2 et L. 214-3",
        people="Personnes dont le livret est sans nouvelles.",
        data=(
            "Numéro de carte, EPM, dates d’ouverture et de dernier contact\u00a0; auteur et référence du visa. "
            "Aucun nom."
        ),
        recipients="La coordination et les Archives départementales.",
        retention="La liste est la preuve de la destruction\u00a0: elle est gardée. Il reste des nombres, sans nom.",
        fields={
            "b2i.Contact": "learner noted_by created",
            "b2i.DormancyNotice": "learner told_on",
            "b2i.Elimination": (
                "prepared_by producing_service reference visa_reference visa_by visa_noted_by carried_out_by"
            ),
            "b2i.EliminationLine": "learner card_number",
        },
    ),
)
