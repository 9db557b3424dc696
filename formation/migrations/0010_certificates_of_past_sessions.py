"""Participants of past sessions get a certificate, as if attendance had been closed today."""

from django.db import migrations

from reseau.documents.proofs.numbers import new_number


def issue(apps, schema_editor) -> None:
    Attendance, Certificate, HalfDay = (
        apps.get_model("formation", name) for name in ("Attendance", "Certificate", "HalfDay")
    )
    unfinished = HalfDay.objects.filter(closed_at__isnull=True).values("session")
    proven = Attendance.objects.filter(is_present=True).exclude(half_day__session__in=unfinished)
    enrolments = proven.order_by("enrolment").values_list("enrolment", flat=True).distinct()
    Certificate.objects.bulk_create(Certificate(enrolment_id=pk, number=new_number()) for pk in enrolments)


class Migration(migrations.Migration):
    dependencies = [("formation", "0009_certificates")]

    # Going back drops the table.
    operations = [migrations.RunPython(issue, migrations.RunPython.noop, elidable=True)]
