"""The link of an invitation is derived from its row; of those sent before, only a fingerprint stays."""

import hashlib
import secrets

from django.db import migrations, models


def fingerprint(apps, schema_editor):
    """Keep of each link what recognises it, and no more."""
    Invitation = apps.get_model("reseau", "Invitation")
    for row in Invitation.objects.exclude(former_link=None).iterator():
        row.former_link = hashlib.sha256(row.former_link.encode()).hexdigest()
        row.save(update_fields=["former_link"])


def draw_again(apps, schema_editor):
    """A fingerprint gives no link back: each row has a new one."""
    Invitation = apps.get_model("reseau", "Invitation")
    for row in Invitation.objects.all():
        row.former_link = secrets.token_urlsafe(32)
        row.save(update_fields=["former_link"])


class Migration(migrations.Migration):

    dependencies = [
        ("reseau", "0008_forget_former_sessions"),
    ]

    operations = [
        migrations.RenameField("invitation", "token", "former_link"),
        migrations.AlterField(
            model_name="invitation",
            name="former_link",
            field=models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True, verbose_name="empreinte d’un lien d’avant"),
        ),
        migrations.RunPython(fingerprint, draw_again),
    ]
