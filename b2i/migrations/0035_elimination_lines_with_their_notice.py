"""Lists of before say when the EPM was notified; a line that waits and was listed too early leaves its list."""

from django.conf import settings
from django.db import migrations
from django.utils import timezone

DORMANT_DAYS, NOTICE_DAYS = 730, 90
REFERENCE = (
    "Dernier contact + deux ans, puis trois mois après l’avis donné à l’espace public multimédia (730 et 90\u00a0jours)"
)


def complete(apps, schema_editor) -> None:
    Elimination = apps.get_model("b2i", "Elimination")
    EliminationLine = apps.get_model("b2i", "EliminationLine")
    told_days = dict(apps.get_model("b2i", "DormancyNotice").objects.values_list("learner", "told_on"))
    Elimination.objects.filter(reference="").update(
        reference=REFERENCE, producing_service=settings.ORGANISATION[:300]
    )
    for elimination in Elimination.objects.filter(carried_out_at__isnull=False):
        elimination.destroyed_on = max(timezone.localdate(elimination.carried_out_at), elimination.visa_on)
        elimination.save(update_fields=["destroyed_on"])
    for line in EliminationLine.objects.filter(outcome="waiting").select_related("elimination"):
        settle(line, told_days.get(line.learner_id))
        line.save()


def settle(line, told_on) -> None:
    """Give a line that waits its dates; it is erased if its person asked for it, removed if it was listed too early."""
    if line.learner_id is None:
        line.outcome = "erased"
        return
    line.told_on, line.listed_on = told_on, line.elimination.prepared_on
    if not _is_in_time(line):
        line.outcome = "removed"


def _is_in_time(line) -> bool:
    return (
        line.told_on is not None
        and (line.told_on - line.last_contact).days >= DORMANT_DAYS
        and (line.listed_on - line.told_on).days >= NOTICE_DAYS
    )


def put_back(apps, schema_editor) -> None:
    """An older release does not know lines that left their list: their records are kept."""
    apps.get_model("b2i", "EliminationLine").objects.filter(outcome="removed").update(outcome="kept")


class Migration(migrations.Migration):

    dependencies = [("b2i", "0034_elimination_list_in_full")]

    operations = [migrations.RunPython(complete, put_back, elidable=True)]
