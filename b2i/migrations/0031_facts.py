"""Facts: the situation, the gesture, with or without help; two of them in a proposal, their days in a validation."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("b2i", "0030_evidence_in_words"),
        ("reseau", "0011_lengths_of_epm_texts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="evidence",
            name="help_given",
            field=models.CharField(
                blank=True,
                choices=[("alone", "Sans aide"), ("helped", "Avec de l’aide")],
                db_default="",
                default="",
                max_length=8,
                verbose_name="aide",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="is_fact",
            field=models.BooleanField(db_default=False, default=False, verbose_name="fait"),
        ),
        migrations.AddField(
            model_name="evidence",
            name="situation",
            field=models.CharField(blank=True, db_default="", default="", max_length=160, verbose_name="situation"),
        ),
        migrations.AddField(
            model_name="proposal",
            name="earlier_evidence",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="later_proposals",
                to="b2i.evidence",
                verbose_name="preuve précédente",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="earlier_fact_on",
            field=models.DateField(blank=True, null=True, verbose_name="fait précédent vu le"),
        ),
        migrations.AddField(
            model_name="proposal",
            name="fact_on",
            field=models.DateField(blank=True, null=True, verbose_name="fait vu le"),
        ),
        migrations.AddField(
            model_name="proposal",
            name="under_former_rule",
            field=models.BooleanField(db_default=True, default=False, verbose_name="proposée selon l’ancienne règle"),
        ),
        migrations.AddField(
            model_name="validation",
            name="earlier_fact_on",
            field=models.DateField(blank=True, null=True, verbose_name="fait précédent vu le"),
        ),
        migrations.AddField(
            model_name="validation",
            name="fact_on",
            field=models.DateField(blank=True, null=True, verbose_name="fait vu le"),
        ),
        migrations.AddField(
            model_name="validation",
            name="under_former_rule",
            field=models.BooleanField(db_default=True, default=False, verbose_name="validée selon l’ancienne règle"),
        ),
        migrations.AlterField(
            model_name="evidence",
            name="kind",
            field=models.CharField(
                choices=[
                    ("observed", "Vu en atelier"),
                    ("told", "Raconté par la personne"),
                    ("questionnaire", "Questionnaire"),
                    ("situation", "Mise en situation"),
                    ("work", "Travail fini"),
                    ("worked_on", "Travaillée en atelier"),
                ],
                default="observed",
                max_length=14,
                verbose_name="comment",
            ),
        ),
        migrations.AlterField(
            model_name="groupsession",
            name="sentence",
            field=models.CharField(blank=True, max_length=300, verbose_name="ce qui a été travaillé, en une ligne"),
        ),
    ]
