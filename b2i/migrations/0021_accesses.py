"""Journal of accesses to records; a line of an elimination list may lose its card number."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

ALREADY = "Cet accès est déjà noté ce jour-là."


class Migration(migrations.Migration):
    dependencies = [
        ("b2i", "0020_french_order"),
        ("reseau", "0005_french_order"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="eliminationline",
            name="card_number",
            field=models.CharField(blank=True, max_length=12, verbose_name="numéro de carte"),
        ),
        migrations.CreateModel(
            name="Access",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("read", "a lu une page de votre livret"),
                            ("changed", "a écrit dans votre livret"),
                            ("copied", "a pris une copie"),
                            ("listed", "a vu votre nom dans une liste"),
                            ("told", "a reçu un message avec votre nom"),
                        ],
                        max_length=8,
                        verbose_name="quoi",
                    ),
                ),
                ("day", models.DateField(db_index=True, default=django.utils.timezone.localdate, verbose_name="jour")),
                (
                    "epm",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reseau.epm",
                        verbose_name="EPM",
                    ),
                ),
                (
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accesses",
                        to="b2i.learner",
                        verbose_name="apprenant",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="par",
                    ),
                ),
            ],
            options={
                "verbose_name": "ouverture d’un livret",
                "verbose_name_plural": "qui a ouvert le livret",
                "ordering": ["-day", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("epm__isnull", False)),
                        fields=("learner", "member", "epm", "kind", "day"),
                        name="access_once_a_day_for_an_epm",
                        violation_error_message=ALREADY,
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("epm__isnull", True)),
                        fields=("learner", "member", "kind", "day"),
                        name="access_once_a_day_without_epm",
                        violation_error_message=ALREADY,
                    ),
                ],
            },
        ),
    ]
