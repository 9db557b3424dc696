"""Answer to a contest, in words that a learner reads: « C’est corrigé »."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("b2i", "0018_skill_short_name")]

    operations = [
        migrations.AlterField(
            model_name="contestanswer",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("corrected", "C’est corrigé"),
                    ("removed", "La ligne est retirée"),
                    ("kept", "C’est maintenu"),
                ],
                max_length=10,
                verbose_name="suite donnée",
            ),
        ),
    ]
