"""Presences that were ticked after their day are kept, and say so: with the signed sheet if there is one."""

from django.db import migrations
from django.db.models import Q
from django.utils import timezone

BATCH = 1000


def mark(apps, schema_editor) -> None:
    Attendance = apps.get_model("formation", "Attendance")
    SignedSheet = apps.get_model("formation", "SignedSheet")
    presences = Attendance.objects.filter(is_present=True, how__in=["ticked", "paper"]).select_related("half_day")
    late = [
        line for line in presences.iterator(BATCH) if timezone.localtime(line.noted_at).date() > line.half_day.date
    ]
    sheets = {}
    for line in late:
        key = line.half_day_id
        if key not in sheets:
            of_half_day = SignedSheet.objects.filter(
                Q(half_day=key) | Q(half_day=None), session=line.half_day.session_id
            )
            sheets[key] = of_half_day.order_by("-added", "-pk").first()
        line.late_sheet = sheets[key]
        line.timing = "late" if sheets[key] else "before"
    Attendance.objects.bulk_update(late, ["timing", "late_sheet"], batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [("formation", "0028_late_presences")]

    # Going back drops the columns.
    operations = [migrations.RunPython(mark, migrations.RunPython.noop, elidable=True)]
