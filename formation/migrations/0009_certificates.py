"""Certificates, with their number, and what became of them."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("formation", "0008_kits_and_accessibility_contact"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=12, unique=True, verbose_name='numéro')),
                ('issued', models.DateTimeField(default=django.utils.timezone.now, verbose_name='délivrée le')),
                ('shows', models.CharField(choices=[('full', 'Mon prénom et mon nom'), ('initials', 'Mes initiales seulement')], default='initials', max_length=10, verbose_name='ce que montre la vérification')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='annulée le')),
                ('revocation', models.CharField(blank=True, choices=[('no_presence', 'Plus aucune présence n’est notée à cette session.'), ('decision', 'Décision de la coordination.')], max_length=12, verbose_name='cause de l’annulation')),
                ('revoke_reason', models.CharField(blank=True, max_length=300, verbose_name='raison de l’annulation')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='certificates', to='formation.enrolment', verbose_name='inscription')),
                ('revoked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='annulée par')),
            ],
            options={
                'verbose_name': 'attestation',
                'verbose_name_plural': 'attestations',
                'ordering': ['-issued', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('enrolment',), name='certificate_one_in_force', violation_error_message='Cette personne a déjà une attestation valable pour cette session.'), models.CheckConstraint(condition=models.Q(models.Q(('revocation', ''), ('revoked_at__isnull', True)), models.Q(('revoked_at__isnull', False), models.Q(('revocation', ''), _negated=True)), _connector='OR'), name='certificate_revoked_for_a_cause', violation_error_message='Une attestation annulée l’est pour une cause.')],
            },
        ),
    ]
