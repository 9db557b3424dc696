"""Name of a skill in a few words, by the network."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("b2i", "0017_domain_short_name")]

    operations = [
        migrations.AddField(
            model_name="skill",
            name="short_name",
            field=models.CharField(
                blank=True, max_length=60, verbose_name="en quelques mots (rédigé par le réseau)"
            ),
        ),
    ]
