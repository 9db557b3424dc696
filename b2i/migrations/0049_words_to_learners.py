"""Part what is noted for colleagues from what a learner reads.

Until now a returned proposal had one text, which the learner read too: it stays theirs.
"""

from django.db import migrations, models
from django.db.models import F


def copy_reasons(apps, schema_editor) -> None:
    validations = apps.get_model("b2i", "Validation").objects.using(schema_editor.connection.alias)
    validations.filter(outcome="returned", words_to_learner="").update(words_to_learner=F("reason"))


class Migration(migrations.Migration):
    dependencies = [("b2i", "0048_frozen_jury_papers")]

    operations = [
        migrations.AddField(
            model_name="evidence",
            name="colleague_note",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=300, verbose_name="mot aux collègues"
            ),
        ),
        migrations.AddField(
            model_name="validation",
            name="words_to_learner",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=300, verbose_name="mot à la personne"
            ),
        ),
        migrations.RunPython(copy_reasons, migrations.RunPython.noop, elidable=True),
    ]
