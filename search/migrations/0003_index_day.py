from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0002_synonyms_and_tallies"),
    ]

    operations = [
        migrations.AddField(
            model_name="indexstate",
            name="day",
            field=models.DateField(blank=True, null=True, verbose_name="dernier jour pris en compte"),
        ),
    ]
