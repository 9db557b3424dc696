"""What else makes a decision good on its day; proposals taken back; second signatures.

No page has written a validation before this migration: the days given to existing rows are those of no row.
"""

import datetime

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

NO_ROW = datetime.date(2012, 4, 27)


def member(verbose_name: str) -> models.ForeignKey:
    return models.ForeignKey(
        null=True,
        on_delete=django.db.models.deletion.SET_NULL,
        related_name='+',
        to=settings.AUTH_USER_MODEL,
        verbose_name=verbose_name,
    )


def covers(days: str, day: str) -> models.Q:
    begun = models.Q((f'{days}_from__lte', models.F(day)))
    return begun & (models.Q((f'{days}_until__isnull', True)) | models.Q((f'{days}_until__gte', models.F(day))))


class Migration(migrations.Migration):

    dependencies = [
        ('b2i', '0002_accreditation_proposal_validation'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='accreditation',
            name='withdrawal',
            field=models.CharField(blank=True, default='', help_text='Pourquoi elle s’arrête avant son terme, par quelle décision.', max_length=200, verbose_name='retrait'),
            preserve_default=False,
        ),
        migrations.AddField(model_name='accreditation', name='withdrawn_by', field=member('retirée par')),
        migrations.AddField(
            model_name='validation',
            name='proposed_on',
            field=models.DateField(default=NO_ROW, verbose_name='proposée le'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='validation',
            name='centre_accredited_from',
            field=models.DateField(default=NO_ROW, verbose_name='centre habilité à partir du'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='validation',
            name='centre_accredited_until',
            field=models.DateField(blank=True, null=True, verbose_name='centre habilité jusqu’au'),
        ),
        migrations.AlterField(
            model_name='validation',
            name='accreditation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='validations', to='b2i.accreditation', verbose_name='habilitation de la personne'),
        ),
        migrations.AlterField(
            model_name='validation',
            name='centre_accreditation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='centre_validations', to='b2i.accreditation', verbose_name='habilitation du centre'),
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='retirée le')),
                ('proposal', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='withdrawal', to='b2i.proposal', verbose_name='proposition')),
                ('withdrawn_by', member('retirée par')),
            ],
            options={
                'verbose_name': 'retrait de proposition',
                'verbose_name_plural': 'retraits de proposition',
            },
        ),
        migrations.CreateModel(
            name='SecondSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('signed_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='signée le')),
                ('decided_on', models.DateField(verbose_name='décidée le')),
                ('accredited_from', models.DateField(verbose_name='habilitée à partir du')),
                ('accredited_until', models.DateField(blank=True, null=True, verbose_name='habilitée jusqu’au')),
                ('created', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='notée le')),
                ('accreditation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='second_signatures', to='b2i.accreditation', verbose_name='habilitation')),
                ('decided_by', member('décidée par')),
                ('proposed_by', member('proposée par')),
                ('signed_by', member('signée par')),
                ('validation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='second_signature', to='b2i.validation', verbose_name='validation')),
            ],
            options={
                'verbose_name': 'seconde signature',
                'verbose_name_plural': 'secondes signatures',
            },
        ),
        migrations.AddConstraint(
            model_name='validation',
            constraint=models.CheckConstraint(condition=covers('centre_accredited', 'decided_on'), name='validation_at_a_centre_accredited_that_day', violation_error_message='L’habilitation du centre ne couvre pas ce jour.'),
        ),
        migrations.AddConstraint(
            model_name='validation',
            constraint=models.CheckConstraint(condition=models.Q(('decided_on__gte', models.F('proposed_on'))), name='validation_not_before_its_proposal', violation_error_message='La décision ne peut pas précéder la proposition.'),
        ),
        migrations.AddConstraint(
            model_name='secondsignature',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('signed_by', models.F('decided_by')), _negated=True), models.Q(('signed_by', models.F('proposed_by')), _negated=True)), name='second_signature_by_a_third_person', violation_error_message='La seconde signature est celle d’une troisième personne.'),
        ),
        migrations.AddConstraint(
            model_name='secondsignature',
            constraint=models.CheckConstraint(condition=covers('accredited', 'signed_on'), name='second_signature_on_a_day_of_accreditation', violation_error_message='L’habilitation ne couvre pas ce jour.'),
        ),
        migrations.AddConstraint(
            model_name='secondsignature',
            constraint=models.CheckConstraint(condition=models.Q(('signed_on__gte', models.F('decided_on'))), name='second_signature_after_the_first', violation_error_message='La seconde signature ne peut pas précéder la première.'),
        ),
    ]
