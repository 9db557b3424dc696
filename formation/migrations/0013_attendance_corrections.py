"""The journal of what is changed in closed attendance sheets."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("formation", "0012_attendance_means_and_signatures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AttendanceCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("was_present", models.BooleanField(verbose_name="présent avant")),
                ("is_present", models.BooleanField(verbose_name="présent après")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="corrigé le")),
                ("why", models.CharField(max_length=200, verbose_name="raison")),
                (
                    "attendance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="formation.attendance",
                        verbose_name="émargement",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="corrigé par",
                    ),
                ),
            ],
            options={
                "verbose_name": "correction d’émargement",
                "verbose_name_plural": "corrections d’émargement",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("was_present", models.F("is_present")), _negated=True),
                        name="attendance_correction_changes_something",
                        violation_error_message="Une correction change la présence.",
                    )
                ],
            },
        ),
    ]
