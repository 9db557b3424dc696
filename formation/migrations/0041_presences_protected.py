"""Let no presence, certificate or signed sheet go with a half-day, an enrolment or a session."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('formation', '0040_evaluations_as_responses'),
    ]

    operations = [
        migrations.AlterField(
            model_name='attendance',
            name='enrolment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='formation.enrolment', verbose_name='inscription'),
        ),
        migrations.AlterField(
            model_name='attendance',
            name='half_day',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='formation.halfday', verbose_name='demi-journée'),
        ),
        migrations.AlterField(
            model_name='attendancecorrection',
            name='attendance',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='formation.attendance', verbose_name='émargement'),
        ),
        migrations.AlterField(
            model_name='certificate',
            name='enrolment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='formation.enrolment', verbose_name='inscription'),
        ),
        migrations.AlterField(
            model_name='signedsheet',
            name='half_day',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='signed_sheets', to='formation.halfday', verbose_name='demi-journée'),
        ),
        migrations.AlterField(
            model_name='signedsheet',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signed_sheets', to='formation.session', verbose_name='session'),
        ),
    ]
