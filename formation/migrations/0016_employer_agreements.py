"""An employer whose agreement is asked answers behind a link, without an account."""

import secrets

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('formation', '0015_convocation_and_reminders'),
    ]

    operations = [
        migrations.CreateModel(
            name='EmployerAgreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='demandé à')),
                ('token', models.CharField(default=secrets.token_urlsafe, editable=False, max_length=43, unique=True, verbose_name='jeton')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='demandé le')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='répondu le')),
                ('is_agreed', models.BooleanField(blank=True, null=True, verbose_name='accordé')),
                ('comment', models.CharField(blank=True, max_length=200, verbose_name='mot de l’employeur')),
                ('enrolment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='agreement', to='formation.enrolment', verbose_name='inscription')),
            ],
            options={
                'verbose_name': 'accord de l’employeur',
                'verbose_name_plural': 'accords des employeurs',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('is_agreed__isnull', True)), models.Q(('answered_at__isnull', False), ('is_agreed__isnull', False)), _connector='OR'), name='agreement_answered_once_given_or_refused', violation_error_message='Un accord est donné ou refusé à une date.')],
            },
        ),
    ]
