"""The link of a collection is derived from its row; of those shared before, only a fingerprint stays."""

import hashlib
import secrets

from django.db import migrations, models


def fingerprint(apps, schema_editor):
    """Keep of each link what recognises it, and no more. Since when it is shared was not written."""
    Collection = apps.get_model("ressources", "Collection")
    for row in Collection.objects.exclude(former_link=None).iterator():
        row.former_link = hashlib.sha256(row.former_link.encode()).hexdigest()
        row.shared_since = row.changed
        row.save(update_fields=["former_link", "shared_since"])


def draw_again(apps, schema_editor):
    """A fingerprint gives no link back: each shared collection has a new one."""
    Collection = apps.get_model("ressources", "Collection")
    Collection.objects.update(former_link=None)
    for row in Collection.objects.exclude(shared_since=None):
        row.former_link = secrets.token_urlsafe(32)
        row.save(update_fields=["former_link"])


class Migration(migrations.Migration):

    dependencies = [
        ("ressources", "0031_french_order"),
    ]

    operations = [
        migrations.AddField(
            model_name="collection",
            name="shared_since",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="partagée depuis le"),
        ),
        migrations.RenameField("collection", "token", "former_link"),
        migrations.AlterField(
            model_name="collection",
            name="former_link",
            field=models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True, verbose_name="empreinte d’un lien d’avant"),
        ),
        migrations.RunPython(fingerprint, draw_again),
    ]
