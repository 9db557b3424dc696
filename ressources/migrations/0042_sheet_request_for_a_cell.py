"""For which skill and level a sheet is requested, when the coverage map asked for it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("b2i", "0045_lookups_that_do_not_grow"), ("ressources", "0041_facts_of_a_sheet")]

    operations = [
        migrations.AddField(
            model_name="sheetrequest",
            name="level",
            field=models.CharField(
                blank=True,
                choices=[
                    ("grand_debutant", "Grand débutant"),
                    ("debutant", "Débutant"),
                    ("intermediaire", "Intermédiaire"),
                    ("confirme", "Confirmé"),
                ],
                db_default="",
                default="",
                max_length=16,
                verbose_name="niveau",
            ),
        ),
        migrations.AddField(
            model_name="sheetrequest",
            name="skill",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="b2i.skill",
                verbose_name="compétence",
            ),
        ),
    ]
