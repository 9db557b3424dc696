"""`manage.py tick`: everything periodic. Run it every ten minutes or so; running it twice does no harm."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from alertes.mails.services import forget_old_mails
from alertes.mails.tasks import reap_stuck_mails
from alertes.saved_searches.tasks import check_soon
from b2i.duplicates.services import settle_merges
from b2i.jury.models import JuryDossier
from b2i.jury.tasks import reap_stuck_files
from b2i.learner_import.services import forget_waiting_imports
from b2i.retention.services import notify_dormant_records
from b2i.validation.services.accreditations import remind_of_expiring_accreditations
from formation.carpool.services import clear_rides
from formation.dossiers.models import SessionDossier
from formation.dossiers.tasks import reap_stuck_dossiers
from formation.enrolment.services.agreements import remind_employers
from formation.enrolment.services.convocations import send_convocations, send_reminders
from formation.enrolment.services.offers import lapse_offers, release_kept_places
from formation.evaluation.services import ask_for_evaluations, forget_old_evaluations, remind_of_evaluations
from reseau.dossiers.dossier_build import forget_old
from ressources.collections.services import forget_deleted_collections
from ressources.deliveries.services.deliveries import repair_tallies
from ressources.files.tasks import reap_stuck_readings, retry_scans
from ressources.imports.tasks import reap_stuck_imports
from ressources.publication.services import publish_scheduled_sheets
from ressources.review.services.assignment import remind_late
from ressources.upkeep.services import remind_due
from ressources.writing.services.kept_texts import delete_old_texts, warn_of_old_texts
from search.index.day_changes import note_passed_days
from search.index.tasks import reap_stuck
from search.journal.tallies import fold_journal, forget_old_tallies


class Command(BaseCommand):
    help = "Travaux périodiques : pages à paraître ou à retirer, index au fil des jours, tâches bloquées, sessions."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"Fiches parues à leur date\u00a0: {publish_scheduled_sheets()}")
        call_command("publish_scheduled", verbosity=0)
        self.stdout.write(f"Changés par le jour dans l’index : {note_passed_days()}")
        self.stdout.write(f"Tâches bloquées reprises : {reap_stuck()}")
        self.stdout.write(f"Recherches comptées : {fold_journal()}, oubliées : {forget_old_tallies()}")
        self.stdout.write(f"Fichiers à vérifier : {retry_scans()}")
        self.stdout.write(f"Fichiers à relire : {reap_stuck_readings()}")
        self.stdout.write(f"Documents à importer : {reap_stuck_imports()}")
        self.stdout.write(f"Rappels de relecture : {remind_due()}, de réponse : {remind_late()}")
        self.stdout.write(f"Collections supprimées depuis un mois, oubliées : {forget_deleted_collections()}")
        self.stdout.write(f"Courriels interrompus : {reap_stuck_mails()}, oubliés : {forget_old_mails()}")
        self.stdout.write(f"Textes gardés : {warn_of_old_texts()} à effacer bientôt, {delete_old_texts()} effacés")
        self.stdout.write(f"Places proposées sans réponse, passées à la suite : {lapse_offers()}")
        release_kept_places()
        self.stdout.write(f"Covoiturages sans objet, effacés : {clear_rides()}")
        self.stdout.write(f"Convocations : {send_convocations()}, rappels de session : {send_reminders()}")
        self.stdout.write(f"Employeurs dont l’accord est attendu depuis cinq jours : {remind_employers()}")
        self.stdout.write(f"Dossiers repris : {reap_stuck_dossiers()}, effacés : {forget_old(SessionDossier)}")
        self.stdout.write(f"Dossiers de jury repris : {reap_stuck_files()}, effacés : {forget_old(JuryDossier)}")
        self.stdout.write(f"Décomptes d’ateliers refaits : {repair_tallies()}")
        self.stdout.write(f"Avis demandés : {ask_for_evaluations()}, rappelés : {remind_of_evaluations()}")
        self.stdout.write("Demandes d’avis effacées : {}, avis sans leurs mots : {}".format(*forget_old_evaluations()))
        self.stdout.write(f"Livrets sans nouvelles, leurs EPM prévenus : {notify_dormant_records()}")
        self.stdout.write(f"Tableaux d’apprenants oubliés faute d’accord : {forget_waiting_imports()}")
        self.stdout.write(
            f"Habilitations bientôt finies, dites à la coordination\u00a0: {remind_of_expiring_accreditations()}"
        )
        self.stdout.write(f"Livrets réunis depuis un mois, second compte effacé : {settle_merges()}")
        check_soon()
        call_command("clearsessions")
        call_command("prune_db_task_results", queue_name="*", min_age_days=7, verbosity=0)
