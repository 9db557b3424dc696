"""A position may ask for the agreement of an employer before each training."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reseau', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='position',
            name='employer_email',
            field=models.EmailField(blank=True, help_text='S’il faut son accord avant chaque formation\xa0: il le donne par un lien, sans compte.', max_length=254, verbose_name='adresse de l’employeur'),
        ),
    ]
