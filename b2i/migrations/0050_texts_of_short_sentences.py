"""Read consents and requests for a jury in the texts of short sentences."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("b2i", "0049_words_to_learners")]

    operations = [
        migrations.AlterField(
            model_name="consent",
            name="version",
            field=models.CharField(default="2026-5", max_length=12, verbose_name="version du texte lu"),
        ),
        migrations.AlterField(
            model_name="candidacy",
            name="agreement_version",
            field=models.CharField(
                blank=True, db_default="", default="2026-4", max_length=12, verbose_name="version du texte lu"
            ),
        ),
    ]
