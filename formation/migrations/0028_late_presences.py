"""A presence ticked after its day has a proof: the signed sheet, or a reason."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("formation", "0027_archived_identity")]

    operations = [
        migrations.AddField(
            "attendance",
            "timing",
            models.CharField(
                choices=[
                    ("same_day", "le jour même"),
                    ("late", "après coup, avec une feuille signée ou une raison"),
                    ("before", "après coup, avant la règle"),
                ],
                db_default="same_day",
                default="same_day",
                max_length=8,
                verbose_name="noté quand",
            ),
        ),
        migrations.AddField(
            "attendance",
            "late_reason",
            models.CharField(
                blank=True, db_default="", max_length=200, verbose_name="raison du pointage après coup"
            ),
        ),
        migrations.AddField(
            "attendance",
            "late_sheet",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="late_presences",
                to="formation.signedsheet",
                verbose_name="feuille signée qui prouve le pointage après coup",
            ),
        ),
        migrations.AddField(
            "halfday",
            "late_reason",
            models.CharField(
                blank=True,
                db_default="",
                editable=False,
                max_length=200,
                verbose_name="raison du pointage après coup",
            ),
        ),
    ]
