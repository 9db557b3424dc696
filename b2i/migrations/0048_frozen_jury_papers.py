"""Keep what a jury read, byte for byte, with its hash, its readers and its term."""


import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('b2i', '0047_attestation_numbers_once'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FrozenPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('liste', 'Liste de la session'), ('dossier', 'Dossier'), ('decision', 'Décision du recteur')], max_length=8, verbose_name='genre')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('content', models.BinaryField(null=True, verbose_name='contenu')),
                ('sha256', models.CharField(editable=False, max_length=64, verbose_name='empreinte SHA-256')),
                ('frozen_on', models.DateField(default=django.utils.timezone.localdate, editable=False, verbose_name='parti le')),
                ('destroyed_on', models.DateField(blank=True, editable=False, null=True, verbose_name='détruit le')),
                ('candidacy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='frozen_papers', to='b2i.candidacy', verbose_name='candidature')),
                ('frozen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='parti par')),
                ('jury', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='frozen_papers', to='b2i.jurysession', verbose_name='session de jury')),
                ('sent_list', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='files', to='b2i.frozenpaper', verbose_name='liste')),
            ],
            options={
                'verbose_name': 'papier figé d’un jury',
                'verbose_name_plural': 'papiers figés des jurys',
                'ordering': ['jury', 'kind', '-version', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PaperReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('read_on', models.DateField(default=django.utils.timezone.localdate, editable=False, verbose_name='lu le')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='b2i.frozenpaper', verbose_name='papier')),
                ('reader', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='lu par')),
            ],
            options={
                'verbose_name': 'lecture d’un papier figé',
                'verbose_name_plural': 'lectures de papiers figés',
                'ordering': ['read_on', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='frozenpaper',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'liste')), fields=('jury', 'version'), name='frozen_paper_one_list_a_version', violation_error_message='Cette version de la liste est déjà partie.'),
        ),
        migrations.AddConstraint(
            model_name='frozenpaper',
            constraint=models.UniqueConstraint(condition=models.Q(('candidacy__isnull', False)), fields=('candidacy', 'kind', 'jury', 'version'), name='frozen_paper_one_version_of_a_candidacy', violation_error_message='Cette version est déjà figée.'),
        ),
        migrations.AddConstraint(
            model_name='frozenpaper',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('content__isnull', False), ('destroyed_on__isnull', True)), models.Q(('content__isnull', True), ('destroyed_on__isnull', False)), _connector='OR'), name='frozen_paper_is_kept_or_destroyed_on_a_day', violation_error_message='Un papier figé est là, ou détruit un jour dit.'),
        ),
        migrations.AddConstraint(
            model_name='frozenpaper',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'dossier'), ('sent_list__isnull', False)), models.Q(models.Q(('kind', 'dossier'), _negated=True), ('sent_list__isnull', True)), _connector='OR'), name='frozen_paper_file_goes_with_a_list', violation_error_message='Un dossier part avec une liste.'),
        ),
        migrations.AddConstraint(
            model_name='paperreading',
            constraint=models.UniqueConstraint(fields=('paper', 'reader', 'read_on'), name='paper_reading_once_a_day', violation_error_message='Cette lecture est déjà notée.'),
        ),
    ]
