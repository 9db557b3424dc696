"""Files of a training: what is printed for it."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import formation.offer.catalogue.models.kit_file


class Migration(migrations.Migration):
    dependencies = [
        ("formation", "0038_week_after_and_sources"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="KitFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("size", models.PositiveIntegerField(verbose_name="taille en octets")),
                ("sha256", models.CharField(max_length=64, verbose_name="empreinte SHA-256 de ce qui a été joint")),
                (
                    "added",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="joint le"),
                ),
                (
                    "scan",
                    models.CharField(
                        choices=[
                            ("not_asked", "Sans antivirus"),
                            ("waiting", "En cours de vérification"),
                            ("clean", "Vérifié"),
                            ("infected", "Infecté, supprimé"),
                        ],
                        default="not_asked",
                        max_length=12,
                        verbose_name="vérification",
                    ),
                ),
                ("threat", models.CharField(blank=True, max_length=120, verbose_name="virus trouvé")),
                (
                    "file",
                    models.FileField(
                        max_length=200, upload_to=formation.offer.catalogue.models.kit_file.kept_under, verbose_name="fichier"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="nom affiché")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("odt", "texte ODT"),
                            ("docx", "texte DOCX"),
                            ("odp", "diaporama ODP"),
                            ("pptx", "diaporama PPTX"),
                            ("txt", "texte brut"),
                        ],
                        max_length=8,
                        verbose_name="type, lu dans le contenu",
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="joint par",
                    ),
                ),
                (
                    "training",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kit_files",
                        to="formation.trainingpage",
                        verbose_name="formation",
                    ),
                ),
            ],
            options={
                "verbose_name": "fichier d’une formation",
                "verbose_name_plural": "fichiers des formations",
                "ordering": ["added", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("training", "sha256"),
                        name="kit_file_once_in_a_training",
                        violation_error_message="Ce fichier est déjà joint à la formation.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scan", "infected"), ("threat", ""), _connector="XOR"),
                        name="infected_kitfile_says_with_what",
                        violation_error_message="Un fichier infecté dit par quel virus, les autres n’ont rien à dire.",
                    ),
                ],
            },
        ),
    ]
