"""A training gives sheets of the library, and says whom to ask for an adaptation."""

import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("formation", "0007_calendar_feeds"),
        ("ressources", "0025_remarks"),
    ]

    operations = [
        migrations.AddField(
            model_name='trainingpage',
            name='accessibility_contact',
            field=models.CharField(blank=True, help_text='Qui prévenir si l’on a besoin d’un aménagement : un nom, un téléphone, une adresse électronique.', max_length=200, verbose_name='contact pour l’accessibilité'),
        ),
        migrations.CreateModel(
            name='KitSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='kit_sheets', to='formation.trainingpage')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='in_kits', to='ressources.sheet', verbose_name='fiche')),
            ],
            options={
                'verbose_name': 'fiche emportée d’une formation',
                'verbose_name_plural': 'fiches emportées des formations',
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('page', 'sheet'), name='kit_has_a_sheet_once', violation_error_message='Cette fiche est déjà parmi celles que l’on emporte.')],
            },
        ),
    ]
