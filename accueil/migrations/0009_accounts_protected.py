"""Let no line of a statement, and no reversal, go with something else."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accueil', '0008_telework_trials'),
    ]

    operations = [
        migrations.AlterField(
            model_name='ledgerentry',
            name='reverses',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='reversal', to='accueil.ledgerentry', verbose_name='annule'),
        ),
        migrations.AlterField(
            model_name='statementline',
            name='statement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='accueil.ticketstatement', verbose_name='relevé'),
        ),
    ]
