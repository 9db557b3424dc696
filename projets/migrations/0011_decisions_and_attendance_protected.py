"""Let no decision, minutes or attendance of the committee go with its meeting."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('projets', '0010_pooling'),
    ]

    operations = [
        migrations.AlterField(
            model_name='itemminutes',
            name='item',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='projets.steeringitem', verbose_name='point'),
        ),
        migrations.AlterField(
            model_name='steeringattendance',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='projets.steeringmeeting', verbose_name='séance'),
        ),
        migrations.AlterField(
            model_name='steeringdecision',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='projets.steeringitem', verbose_name='point'),
        ),
    ]
