"""What a volunteer is paid for a kilometre, if the coordination says so."""

import django.core.validators
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('formation', '0022_rides'),
    ]

    operations = [
        migrations.AddField(
            model_name='annualplan',
            name='mileage_rate',
            field=models.DecimalField(blank=True, decimal_places=3, help_text='Pour leurs feuilles de frais. Vide\xa0: la colonne des montants se remplit à la main.', max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'))], verbose_name='indemnité kilométrique des bénévoles, en euros'),
        ),
    ]
