"""How each presence is known, since when, from whom, with which signature; and the signature that closes a half-day."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

import formation.sessions.models.signature


def say_who_noted_what_is_closed(apps, schema_editor):
    """Existing presences were ticked by the member who closed the half-day, at the time of the closing."""
    half_days = apps.get_model("formation", "HalfDay").objects.filter(pk=OuterRef("half_day"))
    lines = apps.get_model("formation", "Attendance").objects.filter(half_day__closed_at__isnull=False)
    lines.update(
        noted_at=Subquery(half_days.values("closed_at")[:1]), noted_by=Subquery(half_days.values("closed_by")[:1])
    )


class Migration(migrations.Migration):
    dependencies = [
        ("formation", "0011_evaluations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="attendance",
            name="how",
            field=models.CharField(
                choices=[
                    ("ticked", "pointage"),
                    ("qr", "code QR"),
                    ("paper", "feuille papier"),
                    ("tablet", "signature"),
                ],
                default="ticked",
                max_length=10,
                verbose_name="moyen",
            ),
        ),
        migrations.AddField(
            model_name="attendance",
            name="key",
            field=models.UUIDField(blank=True, editable=False, null=True, unique=True, verbose_name="clé de l’envoi"),
        ),
        migrations.AddField(
            model_name="attendance",
            name="noted_at",
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name="noté le"),
        ),
        migrations.AddField(
            model_name="attendance",
            name="noted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="noté par",
            ),
        ),
        *(
            migrations.AddField(
                model_name=model,
                name="signature",
                field=models.TextField(
                    blank=True,
                    default="",
                    editable=False,
                    validators=[formation.sessions.models.signature.check_path],
                    verbose_name="signature tracée",
                ),
                preserve_default=False,
            )
            for model in ("attendance", "halfday")
        ),
        *(
            migrations.AddField(
                model_name=model,
                name="typed_name",
                field=models.CharField(
                    blank=True, default="", editable=False, max_length=80, verbose_name="nom écrit pour signer"
                ),
                preserve_default=False,
            )
            for model in ("attendance", "halfday")
        ),
        migrations.RunPython(say_who_noted_what_is_closed, migrations.RunPython.noop, elidable=True),
    ]
