"""Hours in the format of OpenStreetMap, and the fields of the national schema; hours written by hand wait for a person."""

import django.core.validators
import django.db.models.deletion
import reseau.places.opening_hours.evaluation
import reseau.places.validators
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reseau", "0017_referents")]

    operations = [
        # The column keeps its name, so that the site runs while it is upgraded.
        migrations.AlterField(
            model_name="epm",
            name="opening_hours",
            field=models.TextField(
                blank=True,
                db_column="opening_hours",
                validators=[django.core.validators.MaxLengthValidator(1000)],
                verbose_name="horaires d’avant, en toutes lettres",
            ),
        ),
        migrations.RenameField("epm", "opening_hours", "former_hours"),
        migrations.RemoveConstraint(
            model_name="epm",
            name="epm_slug_is_not_a_page_of_the_site",
        ),
        migrations.AddField(
            model_name="epm",
            name="accessibility_url",
            field=models.URLField(blank=True, db_default="", verbose_name="fiche Acceslibre"),
        ),
        migrations.AddField(
            model_name="epm",
            name="address_complement",
            field=models.CharField(blank=True, db_default="", max_length=200, verbose_name="complément d’adresse"),
        ),
        migrations.AddField(
            model_name="epm",
            name="booking_url",
            field=models.URLField(blank=True, db_default="", verbose_name="page de prise de rendez-vous"),
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
            name="host_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("commune", "Commune"),
                    ("epci", "Intercommunalité"),
                    ("association", "Association"),
                    ("departement", "Département"),
                    ("autre", "Autre organisme"),
                ],
                db_default="",
                max_length=12,
                verbose_name="porté par",
            ),
        ),
        migrations.AddField(
            model_name="epm",
            name="host_name",
            field=models.CharField(
                blank=True, db_default="", max_length=120, verbose_name="nom de la structure qui porte le lieu"
            ),
        ),
        migrations.AddField(
            model_name="epm",
            name="hours_note",
            field=models.CharField(
                blank=True, db_default="", max_length=200, verbose_name="précision sur les horaires"
            ),
        ),
        migrations.AddField(
            model_name="epm",
            name="opening_hours",
            field=models.CharField(
                blank=True,
                db_column="hours_expression",
                db_default="",
                max_length=1000,
                validators=[reseau.places.opening_hours.evaluation.validate_expression],
                verbose_name="horaires, au format d’OpenStreetMap",
            ),
        ),
        migrations.AddField(
            model_name="epm",
            name="other_labels",
            field=models.CharField(
                blank=True, db_default="", max_length=250, verbose_name="autres formations et labels"
            ),
        ),
        migrations.AddField(
            model_name="epm",
            name="pivot",
            field=models.CharField(
                blank=True,
                db_default="",
                max_length=14,
                validators=[
                    django.core.validators.RegexValidator(
                        "^(\\d{14}|W\\d{9})\\Z", "Quatorze chiffres (SIRET), ou W et neuf chiffres (RNA)."
                    ),
                    reseau.places.validators.validate_pivot,
                ],
                verbose_name="SIRET ou numéro RNA",
            ),
        ),
        migrations.AddField(
            model_name="epm",
            name="source",
            field=models.CharField(
                blank=True,
                db_default="",
                editable=False,
                max_length=120,
                verbose_name="qui a recueilli ces informations",
            ),
        ),
        migrations.AddField(
            model_name="epm",
            name="summary",
            field=models.CharField(
                blank=True, db_default="", max_length=280, verbose_name="présentation en une phrase"
            ),
        ),
        migrations.AddField(
            model_name="epm",
            name="updated_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="mis à jour le"),
        ),
        migrations.AddField(
            model_name="epm",
            name="visiting_services",
            field=models.TextField(
                blank=True,
                db_default="",
                validators=[django.core.validators.MaxLengthValidator(1000)],
                verbose_name="services qui viennent au lieu",
            ),
        ),
        migrations.AddField(
            model_name="epm",
            name="website",
            field=models.URLField(blank=True, db_default="", verbose_name="site internet"),
        ),
        migrations.AddConstraint(
            model_name="epm",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug__in", ["carte", "donnees", "importer", "integrer"]), _negated=True),
                name="epm_slug_is_not_a_page_of_the_site",
                violation_error_message="Cette adresse de page est déjà celle d’une page de l’annuaire.",
            ),
        ),
    ]
