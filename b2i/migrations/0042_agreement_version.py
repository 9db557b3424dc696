"""A candidacy keeps which wording was read; of the earlier ones, nobody noted which: they stay without a version."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("b2i", "0041_proposed_versions")]

    operations = [
        migrations.AddField(
            model_name='candidacy',
            name='agreement_version',
            field=models.CharField(blank=True, db_default='', default='2026-3', max_length=12, verbose_name='version du texte lu'),
        ),
    ]
