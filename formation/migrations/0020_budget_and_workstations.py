import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('formation', '0019_soft_rules_waived'),
    ]

    operations = [
        migrations.AddField(
            model_name='annualplan',
            name='budget',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='budget en euros'),
        ),
        migrations.AddField(
            model_name='annualplan',
            name='enough_voices',
            field=models.PositiveSmallIntegerField(default=6, help_text='Dans un même territoire, pour un même besoin.', validators=[django.core.validators.MinValueValidator(1)], verbose_name='voix qui suffisent pour proposer une session'),
        ),
        migrations.AddField(
            model_name='trainingpage',
            name='workstations',
            field=models.PositiveSmallIntegerField(default=0, help_text='Zéro\xa0: chacun vient avec sa machine, ou sans.', verbose_name='postes informatiques nécessaires'),
        ),
    ]
