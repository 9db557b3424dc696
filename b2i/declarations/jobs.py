"""Periodic jobs of skills: dossiers of juries, records without news, accreditations that expire."""

from b2i.admission.learner_import.services import forget_waiting_imports
from b2i.outcomes.jury.models.session import JuryDossier
from b2i.outcomes.jury.services import destroy_old_identities
from b2i.outcomes.jury.tasks import reap_stuck_files
from b2i.people.accesses.journal import forget_old_accesses
from b2i.people.card_locks.services import forget_old_tries
from b2i.privacy.erasure import settle_merges
from b2i.privacy.retention.services import notify_dormant_records
from b2i.records.validation.services.accreditations import remind_of_expiring_accreditations
from jobs.periodic import DAILY, HOURLY, PeriodicJob
from reseau.documents.dossiers.dossier_build import delete_old_dossiers


def forget_old_jury_dossiers() -> int:
    return delete_old_dossiers(JuryDossier)


JOBS = (
    PeriodicJob("Dossiers de jury interrompus, repris", reap_stuck_files),
    PeriodicJob("Dossiers de jury anciens, effacés", forget_old_jury_dossiers, every=HOURLY),
    PeriodicJob("États civils des dossiers de jury finis, détruits", destroy_old_identities, every=DAILY),
    PeriodicJob("Livrets sans nouvelles, leurs EPM prévenus", notify_dormant_records, every=DAILY),
    PeriodicJob("Tableaux de personnes oubliés faute d’accord", forget_waiting_imports, every=HOURLY),
    PeriodicJob(
        "Agréments et habilitations bientôt finis, dits à la coordination",
        remind_of_expiring_accreditations,
        every=DAILY,
    ),
    PeriodicJob("Journal des livrets ouverts, oublié après un an", forget_old_accesses, every=DAILY),
    PeriodicJob("Livrets réunis depuis un mois, second compte effacé", settle_merges, every=DAILY),
    PeriodicJob("Codes faux tapés il y a un an, oubliés", forget_old_tries, every=DAILY),
)
