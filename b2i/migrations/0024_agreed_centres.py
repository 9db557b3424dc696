"""Words alone: a centre is « agréé », a person is « habilitée » (arrêté of 13 April 2012, articles 3 to 5)."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('b2i', '0023_card_events'),
        ('reseau', '0011_lengths_of_epm_texts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='accreditation',
            options={'ordering': ['-starts_on', '-pk'], 'verbose_name': 'agrément ou habilitation', 'verbose_name_plural': 'agréments et habilitations'},
        ),
        migrations.AlterField(
            model_name='accreditation',
            name='created',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='noté le'),
        ),
        migrations.AlterField(
            model_name='accreditation',
            name='noted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noté par'),
        ),
        migrations.AlterField(
            model_name='accreditation',
            name='withdrawal',
            field=models.CharField(blank=True, help_text='Pourquoi cela s’arrête avant le terme, par quelle décision.', max_length=200, verbose_name='retrait'),
        ),
        migrations.AlterField(
            model_name='accreditation',
            name='withdrawn_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='retiré par'),
        ),
        migrations.AlterField(
            model_name='validation',
            name='centre_accreditation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='centre_validations', to='b2i.accreditation', verbose_name='agrément du centre'),
        ),
        migrations.AlterField(
            model_name='validation',
            name='centre_accredited_from',
            field=models.DateField(verbose_name='centre agréé à partir du'),
        ),
        migrations.AlterField(
            model_name='validation',
            name='centre_accredited_until',
            field=models.DateField(blank=True, null=True, verbose_name='centre agréé jusqu’au'),
        ),
        migrations.AlterConstraint(
            model_name='accreditation',
            name='accreditation_of_a_centre_or_a_person',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('epm__isnull', False), ('member__isnull', True)), models.Q(('epm__isnull', True), ('member__isnull', False)), _connector='OR'), name='accreditation_of_a_centre_or_a_person', violation_error_message='Un agrément est celui d’un centre, une habilitation celle d’une personne.'),
        ),
        migrations.AlterConstraint(
            model_name='validation',
            name='validation_at_a_centre_accredited_that_day',
            constraint=models.CheckConstraint(condition=models.Q(('centre_accredited_from__lte', models.F('decided_on')), models.Q(('centre_accredited_until__isnull', True), ('centre_accredited_until__gte', models.F('decided_on')), _connector='OR')), name='validation_at_a_centre_accredited_that_day', violation_error_message='L’agrément du centre ne couvre pas ce jour.'),
        ),
    ]
