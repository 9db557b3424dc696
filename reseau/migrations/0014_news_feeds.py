"""Add the addresses by which feed readers follow topics and alerts of members."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reseau", "0013_tags"),
    ]

    operations = [
        migrations.CreateModel(
            name="NewsFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created", models.DateTimeField(default=django.utils.timezone.now, verbose_name="créé le")),
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="news_feed",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="membre",
                    ),
                ),
            ],
            options={
                "verbose_name": "flux d’un membre",
                "verbose_name_plural": "flux des membres",
                "ordering": ["pk"],
            },
        ),
    ]
