import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("b2i", "0033_two_facts"),
        ('reseau', '0011_lengths_of_epm_texts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='elimination',
            name='carried_out_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='supprimés par'),
        ),
        migrations.AddField(
            model_name='elimination',
            name='destroyed_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='jour de la destruction'),
        ),
        migrations.AddField(
            model_name='elimination',
            name='producing_service',
            field=models.CharField(blank=True, db_default='', max_length=300, verbose_name='service producteur'),
        ),
        migrations.AddField(
            model_name='elimination',
            name='reference',
            field=models.CharField(blank=True, db_default='', max_length=300, verbose_name='référence (DUA)'),
        ),
        migrations.AddField(
            model_name='eliminationline',
            name='listed_on',
            field=models.DateField(blank=True, null=True, verbose_name='inscrit le'),
        ),
        migrations.AddField(
            model_name='eliminationline',
            name='told_on',
            field=models.DateField(blank=True, null=True, verbose_name='EPM prévenu le'),
        ),
        migrations.AlterField(
            model_name='eliminationline',
            name='outcome',
            field=models.CharField(choices=[('waiting', 'En attente'), ('erased', 'Supprimé'), ('kept', 'Gardé\xa0: la personne est revenue'), ('removed', 'Retiré\xa0: inscrit trop tôt')], default='waiting', max_length=8, verbose_name='suite'),
        ),
    ]
