"""Addresses that calendars follow."""

import secrets

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models



class Migration(migrations.Migration):

    dependencies = [
        ('formation', '0006_half_days_in_calendars'),
        ('reseau', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(default=secrets.token_urlsafe, editable=False, max_length=64, unique=True, verbose_name='jeton')),
                ('created', models.DateTimeField(default=django.utils.timezone.now, verbose_name='créé le')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='révoqué le')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='créé par')),
                ('epm', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reseau.epm', verbose_name='EPM')),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='calendar_feeds', to=settings.AUTH_USER_MODEL, verbose_name='membre')),
                ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reseau.territory', verbose_name='territoire')),
            ],
            options={
                'verbose_name': 'flux de calendrier',
                'verbose_name_plural': 'flux de calendrier',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('epm', None), ('member__isnull', False), ('territory', None)), models.Q(('epm', None), ('member', None), ('territory__isnull', False)), models.Q(('epm__isnull', False), ('member', None), ('territory', None)), _connector='OR'), name='calendar_feed_concerns_one', violation_error_message='Un flux concerne un membre, un territoire ou un EPM.'), models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('member',), name='calendar_feed_live_once_for_each_member', violation_error_message='Ce calendrier a déjà une adresse.'), models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('territory',), name='calendar_feed_live_once_for_each_territory', violation_error_message='Ce calendrier a déjà une adresse.'), models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('epm',), name='calendar_feed_live_once_for_each_epm', violation_error_message='Ce calendrier a déjà une adresse.')],
            },
        ),
    ]
