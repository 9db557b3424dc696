"""Hours in the format of OpenStreetMap; those written by hand wait for a person to confirm them."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import reseau.opening_hours.evaluation


class Migration(migrations.Migration):
    dependencies = [("reseau", "0017_referents")]

    operations = [
        migrations.RenameField("epm", "opening_hours", "former_hours"),
        migrations.AlterField(
            model_name="epm",
            name="former_hours",
            field=models.TextField(
                blank=True,
                validators=[django.core.validators.MaxLengthValidator(1000)],
                verbose_name="horaires d’avant, en toutes lettres",
            ),
        ),
        migrations.AddField(
            model_name="epm",
            name="opening_hours",
            field=models.CharField(
                blank=True,
                default="",
                max_length=1000,
                validators=[reseau.opening_hours.evaluation.validate_expression],
                verbose_name="horaires, au format d’OpenStreetMap",
            ),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="HoursReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "problem",
                    models.CharField(
                        choices=[
                            ("ferme", "C’était fermé alors que le site annonce ouvert"),
                            ("ouvert", "C’était ouvert alors que le site annonce fermé"),
                            ("autre", "Autre chose ne va pas dans ces horaires"),
                        ],
                        max_length=8,
                        verbose_name="ce qui ne va pas",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="précision")),
                ("created", models.DateTimeField(auto_now_add=True, verbose_name="signalé le")),
                ("announced_on", models.DateTimeField(blank=True, null=True, verbose_name="annoncé à l’équipe le")),
                ("settled_on", models.DateField(blank=True, null=True, verbose_name="horaires vérifiés le")),
            ],
            options={
                "verbose_name": "signalement d’horaires",
                "verbose_name_plural": "signalements d’horaires",
                "ordering": ["-created", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="OpeningInterval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opens", models.DateTimeField(verbose_name="ouvre à")),
                ("closes", models.DateTimeField(verbose_name="ferme à")),
            ],
            options={
                "verbose_name": "ouverture à venir",
                "verbose_name_plural": "ouvertures à venir",
                "ordering": ["opens", "pk"],
            },
        ),
        migrations.AddField(
            model_name="epm",
            name="checked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="vérifié par",
            ),
        ),
        migrations.AddField(
            model_name="epm",
            name="checked_on",
            field=models.DateField(blank=True, null=True, verbose_name="vérifié le"),
        ),
        migrations.AddField(
            model_name="epm",
            name="doubted_on",
            field=models.DateField(blank=True, null=True, verbose_name="horaires signalés faux le"),
        ),
        migrations.AddField(
            model_name="epm",
            name="hours_note",
            field=models.CharField(blank=True, max_length=200, verbose_name="précision sur les horaires"),
        ),
        migrations.AddField(
            model_name="hoursreport",
            name="epm",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="hours_reports",
                to="reseau.epm",
                verbose_name="lieu",
            ),
        ),
        migrations.AddField(
            model_name="openinginterval",
            name="epm",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="intervals",
                to="reseau.epm",
                verbose_name="lieu",
            ),
        ),
        migrations.AddIndex(
            model_name="openinginterval",
            index=models.Index(fields=["closes", "opens"], name="opening_interval_by_time"),
        ),
        migrations.AddConstraint(
            model_name="openinginterval",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes__gt", models.F("opens"))),
                name="opening_interval_ends_after_it_begins",
                violation_error_message="Une ouverture finit après avoir commencé.",
            ),
        ),
    ]
