"""Register of processing: enrolments, attendance, certificates, evaluations, needs, trainers, car sharing."""

from collections.abc import Iterator

from formation.proof.evaluation.services import REQUESTS_KEPT
from formation.proof.retention.models import RetentionTerm
from reseau.documents.dossiers.models import KEPT_FOR as DOSSIERS_KEPT
from reseau.people.personal_data.declaration import Basis, Processing, RetentionLine, period

TABLE = "tableau, plus bas"


def retention_lines() -> Iterator[RetentionLine]:
    """Yield the retention table of training records. One query."""
    for term in RetentionTerm.objects.schedule().values():
        yield RetentionLine(
            records=term.get_category_display(),
            duration=term.duration,
            start=term.get_start_display(),
            source=term.source,
            fate=term.get_fate_display(),
            has_visa=term.has_visa,
            visa=term.visa_in_words,
        )


RETENTION = (retention_lines,)
PROCESSING = (
    Processing(
        name="Fichiers des formations",
        purpose="Donner ce qui s’imprime et s’emporte d’une formation.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau qui envoient un fichier\u00a0; personnes qu’il nomme.",
        data="Le fichier, son nom, qui l’a envoyé.",
        recipients="Le public, une fois la formation publiée\u00a0; la coordination, qui lit aussi qui l’a envoyé.",
        retention="Autant que la formation, ou jusqu’à ce que la coordination le retire.",
        fields={"formation.KitFile": "file name sha256 added_by threat"},
    ),
    Processing(
        name="Inscriptions aux formations",
        purpose="Organiser les sessions, attribuer les places, demander l’accord de l’employeur.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau inscrits\u00a0; employeurs dont l’accord est demandé.",
        data=(
            "Session, place ou rang d’attente, dates et motifs de chaque changement\u00a0; adresse de l’employeur, sa "
            "réponse et son mot\u00a0; jours déjà pris."
        ),
        recipients=(
            "La personne et la coordination\u00a0; les membres du réseau, pour la liste. L’employeur lit le nom, la "
            "formation, ses dates et son lieu."
        ),
        retention="Autant que le compte\u00a0; ensuite sans nom, avec les présences.",
        fields={
            "formation.Session": "elsewhere link note reminder_days cancel_reason created_by",
            "formation.Enrolment": "session member status requested_at offered_until put_first_at",
            "formation.EnrolmentEvent": "enrolment at by status reason",
            "formation.EmployerAgreement": "enrolment email former_link asked_at answered_at is_agreed comment",
            "formation.Occupancy": "half_day date part member epm",
            "formation.SessionWaiver": "bends reason by",
        },
    ),
    Processing(
        name="Émargement",
        purpose="Prouver qui a suivi chaque demi-journée.",
        basis=Basis.PUBLIC_INTEREST,
        people="Personnes qui participent, personnes qui forment.",
        data="Présence par demi-journée, signature, heure, qui l’a notée, corrections et motifs, feuilles signées.",
        recipients=(
            "La personne qui a formé ce jour-là et la coordination\u00a0; le financeur, dans le dossier de session."
        ),
        retention=f"{TABLE.capitalize()}, ligne des émargements. Dossier réuni\u00a0: {period(DOSSIERS_KEPT)}.",
        fields={
            "formation.HalfDay": "signature typed_name closed_by late_reason",
            "formation.Attendance": (
                "signature typed_name half_day enrolment is_present how noted_at noted_by key "
                "timing late_reason late_sheet is_reason_printed"
            ),
            "formation.AttendanceCorrection": "attendance was_present is_present at by why",
            "formation.SignedSheet": "file added_by",
            "formation.SessionDossier": "asked_by report problem file",
        },
    ),
    Processing(
        name="Ordres de mission et frais kilométriques",
        purpose="Faire ordonner un déplacement bénévole et en rembourser les kilomètres.",
        basis=Basis.PUBLIC_INTEREST,
        people="Bénévoles qui vont à une formation\u00a0; personnes qui signent les papiers.",
        data=(
            "Moyen de transport, puissance fiscale, motif, assurance déclarée, durée et kilomètres du trajet\u00a0; "
            "nom, qualité et délégation de qui signe. Aucune coordonnée bancaire."
        ),
        recipients="La personne, la coordination\u00a0; l’autorité et le service payeur, par le papier.",
        retention=f"{TABLE.capitalize()}, ligne des ordres de mission.",
        fields={
            "formation.Mission": (
                "enrolment transport power car_reason is_insured minutes measured_kilometres is_by_road "
                "declared_kilometres signatory asked_at"
            ),
            "formation.Signatory": "organisation siret name quality delegation payer legal_basis insurance",
        },
    ),
    Processing(
        name="Attestations de formation",
        purpose="Permettre à une personne de prouver ce qu’elle a suivi.",
        basis=Basis.PUBLIC_INTEREST,
        people="Personnes présentes à une formation.",
        data="Numéro, formation, dates, heures, lieu, nom ou initiales selon son choix\u00a0; annulation et son motif.",
        recipients="La personne, et qui reçoit d’elle le numéro\u00a0; la coordination.",
        retention=f"{TABLE.capitalize()}, ligne des attestations. Compte effacé\u00a0: sans nom après ce terme.",
        fields={
            "formation.Certificate": (
                "enrolment number issued shows signatory revoked_at revoked_by revocation revoke_reason"
            ),
        },
    ),
    Processing(
        name="Noms des archives des formations",
        purpose="Savoir de qui sont les présences et les attestations d’un compte effacé.",
        basis=Basis.LEGAL_OBLIGATION,
        because="code du patrimoine, articles L. 212-2 et L. 214-3",
        people="Personnes qui ont suivi ou assuré une formation, et dont le compte est effacé.",
        data="Nom, jour de l’effacement, terme\u00a0; visa et jour de la destruction.",
        recipients="La coordination et les Archives départementales.",
        retention=(
            f"Jusqu’au plus long terme des documents qui le portent ({TABLE}). Le lendemain, plus personne ne le "
            "lit\u00a0; il est détruit avec le visa des Archives départementales."
        ),
        fields={
            "formation.ArchivedIdentity": (
                "member name archived_on archived_by kept_until visa_reference visa_by visa_on destroyed_on"
            ),
            "formation.TrainingElimination": (
                "prepared_by producing_service reference visa_reference visa_by visa_noted_by carried_out_by"
            ),
            "formation.TrainingEliminationLine": (
                "elimination kind identity session label first_day last_day pieces kept_until listed_on outcome"
            ),
            "formation.RetentionTerm": "source visa_reference visa_by",
        },
    ),
    Processing(
        name="Avis sur les formations",
        purpose="Améliorer les formations.",
        basis=Basis.PUBLIC_INTEREST,
        people="Personnes qui ont suivi une formation.",
        data="Session et moment\u00a0; notes et mots, sans nom ni heure\u00a0; à part, le fait d’avoir répondu.",
        recipients="Les personnes qui forment et la coordination, à partir de cinq réponses.",
        retention=(
            f"Mots\u00a0: {TABLE}, puis plus montrés. Demande et fait d’avoir répondu\u00a0: {period(REQUESTS_KEPT)}."
        ),
        fields={
            "formation.Evaluation": "session moment",
            "formation.EvaluationRequest": "enrolment moment asked reminded is_answered",
        },
    ),
    Processing(
        name="Besoins de formation et calendriers",
        purpose="Choisir les formations, les dates et les personnes qui forment\u00a0; suivre un calendrier.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau\u00a0; personnes qui forment.",
        data=(
            "Souhaits, jours qui conviennent, absences et leur motif, formations assurées, remplacements demandés et "
            "réponses, liens de calendrier."
        ),
        recipients="La coordination\u00a0; les membres du réseau pour les souhaits et pour qui forme.",
        retention="Autant que le compte, ou jusqu’à ce que la personne les retire.",
        fields={
            "formation.Wish": "words created_by",
            "formation.SettledQuestions": "settled_by",
            "formation.Voice": "wish member territory weekdays parts created",
            "formation.TrainerProfile_trainings": "trainerprofile trainingpage",
            "formation.TrainerProfile": "member weekdays",
            "formation.Unavailability": "profile first last reason",
            "formation.SessionTrainer": "session member is_lead",
            "formation.ReplacementCall": "session replaced message called_by created taken_by taken_at ended_at",
            "formation.AskedTrainer": "call member declined_at",
            "formation.CalendarFeed": "former_link member territory epm created_by created revoked_at",
        },
    ),
    Processing(
        name="Covoiturage vers une formation",
        purpose="Partager une voiture.",
        basis=Basis.CONSENT,
        people="Personnes inscrites qui le demandent.",
        data="Commune de l’EPM, places, demandes et réponses, moyen de se joindre choisi.",
        recipients=(
            "Avant l’accord des deux\u00a0: la commune et un détour estimé, sans nom. Après\u00a0: la personne "
            "avec qui la "
            "voiture est partagée."
        ),
        retention="Jusqu’au lendemain de la session, ou dès que la personne l’arrête.",
        fields={
            "formation.Ride": "session member commune kind seats shows_email shows_phone created",
            "formation.RideRequest": "offer search by_driver answer created",
        },
    ),
)
