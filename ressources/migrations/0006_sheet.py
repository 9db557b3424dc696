"""What every kind of sheet shares gets a table of its own, filled from that of the workshop sheets (1: the table)."""

import django.db.models.deletion
import modelcluster.contrib.taggit
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("b2i", "0001_initial"),
        ("reseau", "0001_initial"),
        ("ressources", "0005_authorship"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sheet",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                ("aim", models.CharField(max_length=240, verbose_name="en une phrase")),
                (
                    "audience",
                    models.CharField(
                        choices=[("public", "Tout public"), ("member", "Membres du réseau")],
                        default="public",
                        max_length=8,
                        verbose_name="visible par",
                    ),
                ),
                (
                    "epm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="reseau.epm",
                        verbose_name="EPM d’origine",
                    ),
                ),
                (
                    "skills",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True, related_name="sheets", to="b2i.skill", verbose_name="compétences travaillées"
                    ),
                ),
            ],
            options={"verbose_name": "fiche", "verbose_name_plural": "fiches"},
            bases=("wagtailcore.page",),
        ),
        # Empty for as long as it takes to move what they hold, in either direction.
        migrations.AlterField("workshoppage", "aim", models.CharField(max_length=240, null=True)),
        migrations.AlterField(
            "workshoppage",
            "epm",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reseau.epm"
            ),
        ),
    ]
