"""Records of places with all that the national schema asks for."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import reseau.places.validators


def give_references(apps, schema_editor) -> None:
    """Name each place in the national file by the address of its page."""
    EPM = apps.get_model("reseau", "EPM")
    EPM.objects.filter(reference="").update(reference=models.F("slug"))


class Migration(migrations.Migration):
    dependencies = [("reseau", "0018_opening_hours")]

    operations = [
        migrations.AddField(
            model_name="epm",
            name="reference",
            field=models.CharField(
                default="", editable=False, max_length=120, verbose_name="identifiant dans le fichier national"
            ),
            preserve_default=False,
        ),
        migrations.RunPython(give_references, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="epm",
            name="reference",
            field=models.CharField(
                editable=False, max_length=120, unique=True, verbose_name="identifiant dans le fichier national"
            ),
        ),
        migrations.CreateModel(
            name="PlaceFeature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("services", "Services"),
                            ("publics_specifiquement_adresses", "Publics"),
                            ("prise_en_charge_specifique", "Accueil adapté"),
                            ("frais_a_charge", "Prix"),
                            ("modalites_accompagnement", "Façons d’accompagner"),
                            ("modalites_acces", "Comment venir"),
                            ("dispositif_programmes_nationaux", "Programmes nationaux"),
                            ("formations_labels", "Formations et labels"),
                            ("itinerance", "Itinérance"),
                            ("typologie", "Types de structure"),
                            ("equipement", "Équipement"),
                        ],
                        max_length=40,
                        verbose_name="rubrique",
                    ),
                ),
                ("value", models.CharField(max_length=80, verbose_name="valeur")),
            ],
            options={
                "verbose_name": "caractéristique d’un lieu",
                "verbose_name_plural": "caractéristiques des lieux",
                "ordering": ["kind", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PlaceRoom",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="nom de la salle")),
                (
                    "capacity",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(500),
                        ],
                        verbose_name="places assises",
                    ),
                ),
                ("is_accessible", models.BooleanField(default=False, verbose_name="accessible en fauteuil roulant")),
            ],
            options={
                "verbose_name": "salle d’un lieu",
                "verbose_name_plural": "salles des lieux",
                "ordering": ["-capacity", "pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="epm",
            name="epm_slug_is_not_a_page_of_the_site",
        ),
        migrations.AddField(
            model_name="epm",
            name="accessibility_url",
            field=models.URLField(blank=True, verbose_name="fiche Acceslibre"),
        ),
        migrations.AddField(
            model_name="epm",
            name="address_complement",
            field=models.CharField(blank=True, max_length=200, verbose_name="complément d’adresse"),
        ),
        migrations.AddField(
            model_name="epm",
            name="booking_url",
            field=models.URLField(blank=True, verbose_name="page de prise de rendez-vous"),
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
                max_length=12,
                verbose_name="porté par",
            ),
        ),
        migrations.AddField(
            model_name="epm",
            name="host_name",
            field=models.CharField(blank=True, max_length=120, verbose_name="nom de la structure qui porte le lieu"),
        ),
        migrations.AddField(
            model_name="epm",
            name="other_labels",
            field=models.CharField(blank=True, max_length=250, verbose_name="autres formations et labels"),
        ),
        migrations.AddField(
            model_name="epm",
            name="pivot",
            field=models.CharField(
                blank=True,
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
                blank=True, editable=False, max_length=120, verbose_name="qui a recueilli ces informations"
            ),
        ),
        migrations.AddField(
            model_name="epm",
            name="summary",
            field=models.CharField(blank=True, max_length=280, verbose_name="présentation en une phrase"),
        ),
        migrations.AddField(
            model_name="epm",
            name="updated_on",
            field=models.DateField(
                default=django.utils.timezone.localdate, editable=False, verbose_name="mis à jour le"
            ),
        ),
        migrations.AddField(
            model_name="epm",
            name="visiting_services",
            field=models.TextField(
                blank=True,
                validators=[django.core.validators.MaxLengthValidator(1000)],
                verbose_name="services qui viennent au lieu",
            ),
        ),
        migrations.AddField(
            model_name="epm",
            name="website",
            field=models.URLField(blank=True, verbose_name="site internet"),
        ),
        migrations.AddConstraint(
            model_name="epm",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug__in", ["carte", "donnees", "importer", "integrer"]), _negated=True),
                name="epm_slug_is_not_a_page_of_the_site",
                violation_error_message="Cette adresse de page est déjà celle d’une page de l’annuaire.",
            ),
        ),
        migrations.AddField(
            model_name="placefeature",
            name="epm",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="features",
                to="reseau.epm",
                verbose_name="lieu",
            ),
        ),
        migrations.AddField(
            model_name="placeroom",
            name="epm",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="rooms", to="reseau.epm", verbose_name="lieu"
            ),
        ),
        migrations.AddIndex(
            model_name="placefeature",
            index=models.Index(fields=["kind", "value"], name="place_feature_by_value"),
        ),
        migrations.AddConstraint(
            model_name="placefeature",
            constraint=models.UniqueConstraint(
                fields=("epm", "kind", "value"),
                name="place_feature_once",
                violation_error_message="Ce lieu a déjà cette caractéristique.",
            ),
        ),
        migrations.AddConstraint(
            model_name="placeroom",
            constraint=models.UniqueConstraint(
                fields=("epm", "name"), name="room_once", violation_error_message="Ce lieu a déjà une salle de ce nom."
            ),
        ),
        migrations.AddConstraint(
            model_name="placeroom",
            constraint=models.CheckConstraint(
                condition=models.Q(("capacity__gte", 1)),
                name="room_has_seats",
                violation_error_message="Une salle a au moins une place assise.",
            ),
        ),
    ]
