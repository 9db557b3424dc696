"""A recording has what it says in words, a photo what it shows; those that exist have nothing yet."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("b2i", "0029_parent_of_consent")]

    operations = [
        migrations.AddField(
            model_name="evidencefile",
            name="in_words",
            field=models.TextField(
                blank=True, db_default="", default="", max_length=3000, verbose_name="en toutes lettres"
            ),
        ),
    ]
