import django.db.models.functions.text
import django.utils.timezone
import wagtail.models.preview
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='FoldedJournal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='fichier')),
            ],
            options={
                'verbose_name': 'journal de recherches déjà compté',
                'verbose_name_plural': 'journaux de recherches déjà comptés',
            },
        ),
        migrations.CreateModel(
            name='IndexState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(default=0, verbose_name='version de la dernière écriture')),
                ('rebuild_id', models.CharField(blank=True, max_length=32, verbose_name='reconstruction en cours')),
                ('rebuild_beat', models.DateTimeField(blank=True, null=True, verbose_name='dernier signe de vie de la reconstruction')),
                ('rebuilt_at', models.DateTimeField(blank=True, null=True, verbose_name='dernière reconstruction')),
                ('day', models.DateField(blank=True, null=True, verbose_name='dernier jour pris en compte')),
            ],
            options={
                'verbose_name': 'état de l’index',
                'verbose_name_plural': 'état de l’index',
            },
        ),
        migrations.CreateModel(
            name='OutboxEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='type')),
                ('key', models.CharField(max_length=200, verbose_name='clé')),
                ('created', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='écrite le')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='essais')),
                ('due', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='à traiter à partir du')),
                ('error', models.TextField(blank=True, verbose_name='dernière erreur')),
                ('applied_to', models.CharField(blank=True, max_length=80, verbose_name='prise en compte par l’index')),
            ],
            options={
                'verbose_name': 'changement à indexer',
                'verbose_name_plural': 'changements à indexer',
            },
        ),
        migrations.CreateModel(
            name='SearchTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='jour')),
                ('text', models.CharField(max_length=80, verbose_name='recherche')),
                ('key', models.CharField(db_index=True, max_length=160, verbose_name='recherche sans accents')),
                ('searches', models.PositiveIntegerField(default=0, verbose_name='fois')),
                ('fruitless', models.PositiveIntegerField(default=0, verbose_name='fois sans résultat')),
                ('results', models.PositiveIntegerField(default=0, verbose_name='résultats au plus')),
                ('opened', models.PositiveIntegerField(default=0, verbose_name='fois où un résultat a été ouvert')),
                ('settled', models.BooleanField(default=False, verbose_name='traitée')),
            ],
            options={
                'verbose_name': 'décompte de recherche',
                'verbose_name_plural': 'décomptes de recherches',
                'constraints': [models.UniqueConstraint(condition=models.Q(('settled', False)), fields=('day', 'key'), name='search_tally_open_once_a_day', violation_error_message='Cette recherche a déjà son décompte pour ce jour.'), models.CheckConstraint(condition=models.Q(('fruitless__lte', models.F('searches'))), name='search_tally_fails_no_more_than_it_is_tried', violation_error_message='Une recherche n’échoue pas plus souvent qu’elle n’est faite.')],
            },
        ),
        migrations.CreateModel(
            name='SynonymSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('expressions', models.TextField(help_text='Une par ligne, ou séparées par des virgules ou des barres obliques\xa0: «\xa0mail / courriel / mél\xa0».', max_length=1200, verbose_name='expressions')),
            ],
            options={
                'verbose_name': 'jeu de synonymes',
                'verbose_name_plural': 'jeux de synonymes',
                'ordering': ['expressions'],
                'constraints': [models.CheckConstraint(condition=models.Q(('expressions__contains', '\n')), name='synonym_set_has_two_expressions', violation_error_message='Écrivez au moins deux expressions, une par ligne.'), models.UniqueConstraint(django.db.models.functions.text.MD5('expressions'), name='synonym_set_exists_once', violation_error_message='Ce jeu de synonymes existe déjà.')],
            },
            bases=(wagtail.models.preview.PreviewableMixin, models.Model),
        ),
    ]
