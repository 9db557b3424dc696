import django.db.models.deletion
import django.utils.timezone
import reseau.texts.french_order
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('formation', '0026_agreement_links_as_fingerprints'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='enrolment',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to=settings.AUTH_USER_MODEL, verbose_name='membre'),
        ),
        migrations.AlterField(
            model_name='sessiontrainer',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions_given', to=settings.AUTH_USER_MODEL, verbose_name='membre'),
        ),
        migrations.CreateModel(
            name='ArchivedIdentity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=130, verbose_name='nom')),
                ('archived_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='archivé le')),
                ('kept_until', models.DateField(verbose_name='gardé jusqu’au')),
                ('visa_reference', models.CharField(blank=True, max_length=100, verbose_name='référence du visa')),
                ('visa_by', models.CharField(blank=True, max_length=120, verbose_name='visa donné par')),
                ('visa_on', models.DateField(blank=True, null=True, verbose_name='date du visa')),
                ('destroyed_on', models.DateField(blank=True, null=True, verbose_name='nom détruit le')),
                ('archived_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='archivé par')),
                ('member', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='archived_identity', to=settings.AUTH_USER_MODEL, verbose_name='compte')),
            ],
            options={
                'verbose_name': 'identité archivée',
                'verbose_name_plural': 'identités archivées',
                'ordering': ['kept_until', reseau.texts.french_order.Folded('name'), 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('destroyed_on__isnull', True), models.Q(('name', ''), _negated=True)), models.Q(('destroyed_on__isnull', False), ('name', ''), ('visa_on__isnull', False), models.Q(('visa_reference', ''), _negated=True), models.Q(('visa_by', ''), _negated=True), ('destroyed_on__gt', models.F('kept_until')), ('destroyed_on__gte', models.F('visa_on'))), _connector='OR'), name='archived_identity_destroyed_at_its_term', violation_error_message='Un nom archivé se détruit après son terme, avec un visa.')],
            },
        ),
    ]
