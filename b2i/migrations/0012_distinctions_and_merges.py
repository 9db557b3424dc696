"""Learners who are known to be two people, and records of one person that were merged."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("b2i", "0011_learner_without_card_nor_consent"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="learner",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="merged",
                to="b2i.learner",
                verbose_name="réunie avec",
            ),
        ),
        migrations.CreateModel(
            name="Distinction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="noté le"
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="b2i.learner",
                        verbose_name="une personne",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="noté par",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="b2i.learner",
                        verbose_name="une autre",
                    ),
                ),
            ],
            options={
                "verbose_name": "personnes distinctes",
                "verbose_name_plural": "personnes distinctes",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("first", "second"),
                        name="distinction_noted_once",
                        violation_error_message="C’est déjà noté\xa0: ce sont deux personnes.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))),
                        name="distinction_of_two_in_order",
                        violation_error_message="Il faut deux personnes.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("journal", models.JSONField(default=dict, verbose_name="ce qui a bougé")),
                ("merged_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="réunis le")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="annulé le")),
                (
                    "absorbed",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="merges_out",
                        to="b2i.learner",
                        verbose_name="livret réuni",
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="merges",
                        to="b2i.learner",
                        verbose_name="livret gardé",
                    ),
                ),
                (
                    "merged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="réunis par",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="annulé par",
                    ),
                ),
            ],
            options={
                "verbose_name": "fusion de livrets",
                "verbose_name_plural": "fusions de livrets",
                "ordering": ["-merged_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at__isnull", True)),
                        fields=("absorbed",),
                        name="merge_of_a_learner_once",
                        violation_error_message="Ce livret est déjà réuni avec un autre.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kept", models.F("absorbed")), _negated=True),
                        name="merge_of_two_learners",
                        violation_error_message="Il faut deux livrets.",
                    ),
                ],
            },
        ),
    ]
