"""The database refuses a presence ticked after its day without a proof."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("formation", "0029_late_presences_before_the_rule")]

    operations = [
        migrations.AddConstraint(
            "attendance",
            models.CheckConstraint(
                condition=models.Q(("timing", "late"), _negated=True)
                | models.Q(("late_reason", ""), _negated=True)
                | models.Q(("late_sheet__isnull", False)),
                name="attendance_late_with_proof",
                violation_error_message="Une présence notée après coup demande la feuille signée ou une raison.",
            ),
        ),
        migrations.AddConstraint(
            "attendance",
            models.CheckConstraint(
                condition=models.Q(("timing", "same_day")) | models.Q(("how__in", ("ticked", "paper"))),
                name="attendance_late_when_written_for_others",
                violation_error_message="Une signature et un code portent leur propre date.",
            ),
        ),
    ]
