"""The journal of second factors that their holders lost, and that somebody removed."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('extranet', '0006_home_network_in_blocks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SecondFactorRemoval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('operator', models.CharField(blank=True, max_length=60, verbose_name='compte du serveur')),
                ('note', models.CharField(max_length=200, verbose_name='comment la personne a été reconnue')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='retirée le')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='retirée par')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='second_factor_removals', to=settings.AUTH_USER_MODEL, verbose_name='personne')),
            ],
            options={
                'verbose_name': 'double authentification retirée',
                'verbose_name_plural': 'doubles authentifications retirées',
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='second_factor_removal_says_how', violation_error_message='Dites comment vous avez reconnu la personne.'), models.CheckConstraint(condition=models.Q(('by', None), models.Q(('by', models.F('member')), _negated=True), _connector='OR'), name='second_factor_removed_by_another', violation_error_message='Personne ne retire sa propre double authentification par ce chemin.')],
            },
        ),
    ]
