"""Let no decision, label or condition report go with its file or its loan."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('qualite', '0006_hours_of_visits'),
    ]

    operations = [
        migrations.AlterField(
            model_name='conditionreport',
            name='loan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='qualite.loan', verbose_name='prêt'),
        ),
        migrations.AlterField(
            model_name='filedecision',
            name='assessment',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='qualite.assessment', verbose_name='dossier'),
        ),
        migrations.AlterField(
            model_name='filedecision',
            name='involvement',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='qualite.involvement', verbose_name='qui décide'),
        ),
        migrations.AlterField(
            model_name='labelwithdrawal',
            name='assessment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='qualite.assessment', verbose_name='dossier'),
        ),
        migrations.AlterField(
            model_name='labelwithdrawal',
            name='decision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='qualite.filedecision', verbose_name='décision'),
        ),
        migrations.AlterField(
            model_name='labelwithdrawal',
            name='involvement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='qualite.involvement', verbose_name='qui retire'),
        ),
        migrations.AlterField(
            model_name='labelwithdrawal',
            name='label',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='qualite.qualitylabel', verbose_name='label'),
        ),
        migrations.AlterField(
            model_name='qualitylabel',
            name='decision',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='label', to='qualite.filedecision', verbose_name='décision'),
        ),
    ]
