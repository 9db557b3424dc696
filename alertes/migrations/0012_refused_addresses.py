import django.db.models.functions.text
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('alertes', '0011_searches_at_once'),
    ]

    operations = [
        migrations.CreateModel(
            name='RefusedAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.EmailField(max_length=254, verbose_name='adresse')),
                ('answer', models.CharField(blank=True, max_length=300, verbose_name='réponse reçue')),
                ('since', models.DateTimeField(default=django.utils.timezone.now, verbose_name='refuse depuis le')),
            ],
            options={
                'verbose_name': 'adresse qui refuse',
                'verbose_name_plural': 'adresses qui refusent',
                'ordering': ['-since'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('address'), name='refused_address_once', violation_error_message='Cette adresse est déjà notée.')],
            },
        ),
    ]
