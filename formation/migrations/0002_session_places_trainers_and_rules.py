"""A session may be held elsewhere or at a distance, has trainers, a minimum, dates of enrolment and rules for its line."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('formation', '0001_initial'),
        ('reseau', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SessionTrainer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_lead', models.BooleanField(default=False, verbose_name='formateur principal')),
            ],
            options={
                'verbose_name': 'formateur d’une session',
                'verbose_name_plural': 'formateurs des sessions',
                'ordering': ['-is_lead', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='TerritoryQuota',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('places', models.PositiveSmallIntegerField(verbose_name='places gardées')),
            ],
            options={
                'verbose_name': 'places gardées à un territoire',
                'verbose_name_plural': 'places gardées aux territoires',
                'ordering': ['territory__name'],
            },
        ),
        migrations.AddField(
            model_name='session',
            name='closes_on',
            field=models.DateField(blank=True, null=True, verbose_name='inscriptions jusqu’au'),
        ),
        migrations.AddField(
            model_name='session',
            name='commune',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reseau.commune', verbose_name='commune du lieu'),
        ),
        migrations.AddField(
            model_name='session',
            name='elsewhere',
            field=models.CharField(blank=True, max_length=200, verbose_name='nom et adresse du lieu'),
        ),
        migrations.AddField(
            model_name='session',
            name='link',
            field=models.URLField(blank=True, max_length=300, verbose_name='lien de la réunion'),
        ),
        migrations.AddField(
            model_name='session',
            name='minimum',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='minimum de personnes'),
        ),
        migrations.AddField(
            model_name='session',
            name='never_trained_first',
            field=models.BooleanField(default=True, verbose_name='priorité aux personnes jamais formées'),
        ),
        migrations.AddField(
            model_name='session',
            name='one_per_epm_first',
            field=models.BooleanField(default=True, verbose_name='d’abord une personne par EPM'),
        ),
        migrations.AddField(
            model_name='session',
            name='opens_on',
            field=models.DateField(blank=True, null=True, verbose_name='inscriptions à partir du'),
        ),
        migrations.AddField(
            model_name='session',
            name='place_kind',
            field=models.CharField(choices=[('epm', 'Dans un EPM'), ('elsewhere', 'Dans un autre lieu'), ('remote', 'À distance')], default='epm', max_length=10, verbose_name='où'),
        ),
        migrations.AddField(
            model_name='session',
            name='quotas_until',
            field=models.DateField(blank=True, null=True, verbose_name='places gardées aux territoires jusqu’au'),
        ),
        migrations.AlterField(
            model_name='session',
            name='epm',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='training_sessions', to='reseau.epm', verbose_name='EPM'),
        ),
        migrations.AlterField(
            model_name='session',
            name='status',
            field=models.CharField(choices=[('draft', 'Brouillon'), ('open', 'Inscriptions ouvertes'), ('cancelled', 'Annulée')], default='open', max_length=10, verbose_name='état'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('minimum__gte', 1), ('minimum__lte', models.F('capacity'))), name='session_minimum_within_capacity', violation_error_message='Le minimum va de 1 au nombre de places.'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('opens_on__isnull', True), ('closes_on__isnull', True), ('closes_on__gte', models.F('opens_on')), _connector='OR'), name='session_enrolment_ends_after_start', violation_error_message='Les inscriptions ne peuvent pas finir avant d’avoir commencé.'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('commune__isnull', True), ('elsewhere', ''), ('epm__isnull', False), ('place_kind', 'epm')), models.Q(('commune__isnull', False), ('epm__isnull', True), ('place_kind', 'elsewhere'), models.Q(('elsewhere', ''), _negated=True)), models.Q(('commune__isnull', True), ('elsewhere', ''), ('epm__isnull', True), ('place_kind', 'remote')), _connector='OR'), name='session_place_fits_kind', violation_error_message='Une session se tient dans un EPM, dans un autre lieu avec sa commune, ou à distance.'),
        ),
        migrations.AddField(
            model_name='sessiontrainer',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions_given', to=settings.AUTH_USER_MODEL, verbose_name='membre'),
        ),
        migrations.AddField(
            model_name='sessiontrainer',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trainers', to='formation.session', verbose_name='session'),
        ),
        migrations.AddField(
            model_name='territoryquota',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quotas', to='formation.session', verbose_name='session'),
        ),
        migrations.AddField(
            model_name='territoryquota',
            name='territory',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='training_quotas', to='reseau.territory', verbose_name='territoire'),
        ),
        migrations.AddConstraint(
            model_name='sessiontrainer',
            constraint=models.UniqueConstraint(fields=('session', 'member'), name='trainer_once_in_session', violation_error_message='Cette personne assure déjà la formation.'),
        ),
        migrations.AddConstraint(
            model_name='sessiontrainer',
            constraint=models.UniqueConstraint(condition=models.Q(('is_lead', True)), fields=('session',), name='session_has_one_lead_trainer', violation_error_message='Une seule personne mène la session.'),
        ),
        migrations.AddConstraint(
            model_name='territoryquota',
            constraint=models.UniqueConstraint(fields=('session', 'territory'), name='quota_once_for_a_territory', violation_error_message='Ce territoire a déjà ses places dans cette session.'),
        ),
        migrations.AddConstraint(
            model_name='territoryquota',
            constraint=models.CheckConstraint(condition=models.Q(('places__gte', 1)), name='quota_keeps_a_place', violation_error_message='On garde au moins une place, ou aucune.'),
        ),
    ]
