"""A learner may have no card yet; consents have their own table."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("b2i", "0010_consents_already_given")]

    operations = [
        migrations.RemoveConstraint(model_name="learner", name="learner_consent_says_to_what"),
        migrations.RemoveField(model_name="learner", name="consent_given_at"),
        migrations.RemoveField(model_name="learner", name="consent_noted_by"),
        migrations.RemoveField(model_name="learner", name="consent_version"),
        migrations.AlterField(
            model_name="learner",
            name="card_secret",
            field=models.CharField(
                blank=True, editable=False, max_length=128, verbose_name="code secret (empreinte)"
            ),
        ),
        migrations.AlterField(
            model_name="learner",
            name="epm",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="learners",
                to="reseau.epm",
                verbose_name="EPM qui tient le livret",
            ),
        ),
    ]
