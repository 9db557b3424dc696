"""The address of a calendar is derived from its row; of those given before, only a fingerprint stays."""

import hashlib
import secrets

from django.db import migrations, models


def fingerprint(apps, schema_editor):
    """Keep of each link what recognises it, and no more."""
    CalendarFeed = apps.get_model("formation", "CalendarFeed")
    for row in CalendarFeed.objects.exclude(former_link=None).iterator():
        row.former_link = hashlib.sha256(row.former_link.encode()).hexdigest()
        row.save(update_fields=["former_link"])


def draw_again(apps, schema_editor):
    """A fingerprint gives no link back: each row has a new one."""
    CalendarFeed = apps.get_model("formation", "CalendarFeed")
    for row in CalendarFeed.objects.all():
        row.former_link = secrets.token_urlsafe(32)
        row.save(update_fields=["former_link"])


class Migration(migrations.Migration):

    dependencies = [
        ("formation", "0024_french_order"),
    ]

    operations = [
        migrations.RenameField("calendarfeed", "token", "former_link"),
        migrations.AlterField(
            model_name="calendarfeed",
            name="former_link",
            field=models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True, verbose_name="empreinte d’un lien d’avant"),
        ),
        migrations.RunPython(fingerprint, draw_again),
    ]
