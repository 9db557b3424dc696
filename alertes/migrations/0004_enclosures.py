"""What goes with a mail, and its name in the log."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('alertes', '0003_mails'),
    ]

    operations = [
        migrations.CreateModel(
            name='Enclosure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mail', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='enclosures', to='alertes.mail', verbose_name='courriel')),
                ('name', models.CharField(max_length=100, verbose_name='nom')),
                ('content_type', models.CharField(max_length=100, verbose_name='type')),
                ('content', models.BinaryField(verbose_name='contenu')),
                ('method', models.CharField(blank=True, max_length=10, verbose_name='méthode')),
            ],
            options={
                'verbose_name': 'pièce d’un courriel',
                'verbose_name_plural': 'pièces des courriels',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('mail', 'name'), name='enclosure_once_for_each_mail', violation_error_message='Ce courriel a déjà une pièce de ce nom.')],
            },
        ),
        migrations.AddField(
            model_name='mail',
            name='enclosed',
            field=models.CharField(blank=True, max_length=300, verbose_name='joint'),
        ),
    ]
