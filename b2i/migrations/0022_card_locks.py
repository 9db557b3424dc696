import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('b2i', '0021_accesses'),
    ]

    operations = [
        migrations.CreateModel(
            name='CardLock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('card_number', models.CharField(max_length=12, unique=True, verbose_name='numéro de carte')),
            ],
            options={
                'verbose_name': 'verrou d’une carte',
                'verbose_name_plural': 'verrous des cartes',
                'ordering': ['card_number'],
            },
        ),
        # The web server of before still reads and writes both columns until it restarts: they stay in the table, with a
        # default for rows of the new one, and leave the code alone.
        migrations.AlterField(
            model_name='learner',
            name='failed_logins',
            field=models.PositiveSmallIntegerField(db_default=0, default=0, editable=False, verbose_name='codes faux de suite'),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveField(model_name='learner', name='failed_logins'),
                migrations.RemoveField(model_name='learner', name='locked_until'),
            ],
        ),
        migrations.CreateModel(
            name='CardTries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(max_length=32, verbose_name='d’où')),
                ('wrong', models.PositiveSmallIntegerField(default=0, verbose_name='codes faux de suite')),
                ('paused_until', models.DateTimeField(blank=True, null=True, verbose_name='en pause jusqu’à')),
                ('last_try', models.DateTimeField(default=django.utils.timezone.now, verbose_name='dernier essai')),
                ('lock', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tries', to='b2i.cardlock', verbose_name='carte')),
            ],
            options={
                'verbose_name': 'codes faux d’une carte',
                'verbose_name_plural': 'codes faux des cartes',
                'ordering': ['lock', 'pk'],
                'indexes': [models.Index(fields=['last_try'], name='card_tries_last_try')],
                'constraints': [models.UniqueConstraint(fields=('lock', 'origin'), name='card_tries_counted_once_by_origin', violation_error_message='Les essais de cette carte sont déjà comptés d’ici.')],
            },
        ),
    ]
