"""Scans of the paper sheets that were signed with a pen."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import formation.proof.attendance.models.signed_sheet


class Migration(migrations.Migration):
    dependencies = [
        ("formation", "0013_attendance_corrections"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SignedSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "file",
                    models.FileField(
                        max_length=200, upload_to=formation.proof.attendance.models.signed_sheet.signed_sheet_path, verbose_name="fichier"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("pdf", "PDF"), ("jpg", "photo"), ("png", "image")],
                        max_length=4,
                        verbose_name="type, lu dans le contenu",
                    ),
                ),
                ("size", models.PositiveIntegerField(verbose_name="taille en octets")),
                (
                    "added",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="déposée le"
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="déposée par",
                    ),
                ),
                (
                    "half_day",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signed_sheets",
                        to="formation.halfday",
                        verbose_name="demi-journée",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signed_sheets",
                        to="formation.session",
                        verbose_name="session",
                    ),
                ),
            ],
            options={
                "verbose_name": "feuille signée",
                "verbose_name_plural": "feuilles signées",
                "ordering": ["added", "pk"],
            },
        ),
    ]
