"""Consents with their history, and the further EPM that follow a learner on one."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("b2i", "0008_crosswalks"),
        ("reseau", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "giver",
                    models.CharField(
                        choices=[("person", "La personne"), ("parent", "La personne et un parent (avant 15 ans)")],
                        default="person",
                        max_length=6,
                        verbose_name="donné par",
                    ),
                ),
                (
                    "means",
                    models.CharField(
                        choices=[
                            ("oral", "De vive voix"),
                            ("written", "Par écrit"),
                            ("online", "Sur la page de son livret"),
                        ],
                        default="oral",
                        max_length=7,
                        verbose_name="comment",
                    ),
                ),
                ("version", models.CharField(default="2026-2", max_length=12, verbose_name="version du texte lu")),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="donné le")),
                (
                    "epm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reseau.epm",
                        verbose_name="pour",
                    ),
                ),
                (
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="b2i.learner",
                        verbose_name="apprenant",
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
            ],
            options={
                "verbose_name": "accord",
                "verbose_name_plural": "accords",
                "ordering": ["-given_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("version", ""), _negated=True),
                        name="consent_says_to_what",
                        violation_error_message="Un accord se note avec la version du texte lu à la personne.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Following",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField(default=django.utils.timezone.now, verbose_name="depuis")),
                ("until", models.DateTimeField(blank=True, null=True, verbose_name="jusqu’à")),
                (
                    "consent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followings",
                        to="b2i.consent",
                        verbose_name="accord",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="arrêté par",
                    ),
                ),
                (
                    "epm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followings",
                        to="reseau.epm",
                        verbose_name="EPM",
                    ),
                ),
                (
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followings",
                        to="b2i.learner",
                        verbose_name="apprenant",
                    ),
                ),
            ],
            options={
                "verbose_name": "suivi",
                "verbose_name_plural": "suivis",
                "ordering": ["since", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("learner", "epm"),
                        name="following_once_by_an_epm",
                        violation_error_message="Cet EPM suit déjà cette personne.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="following_ends_after_it_starts",
                        violation_error_message="Un suivi s’arrête après avoir commencé.",
                    ),
                ],
            },
        ),
    ]
