from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='JobStatus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True, verbose_name='nom')),
                ('started', models.DateTimeField(null=True, verbose_name='dernier départ')),
                ('ended', models.DateTimeField(null=True, verbose_name='dernière fin')),
                ('succeeded', models.DateTimeField(null=True, verbose_name='dernière réussite')),
                ('failures', models.PositiveIntegerField(default=0, verbose_name='échecs de suite')),
                ('failing_since', models.DateTimeField(null=True, verbose_name='en échec depuis')),
                ('error', models.CharField(blank=True, max_length=200, verbose_name='erreur')),
                ('runner', models.CharField(blank=True, db_default='', default='', editable=False, max_length=64, verbose_name='processus')),
            ],
            options={
                'verbose_name': 'état d’un travail périodique',
                'verbose_name_plural': 'états des travaux périodiques',
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('failing_since', None), ('failures', 0)), models.Q(('failing_since__isnull', False), ('failures__gt', 0)), _connector='OR'), name='job_status_failing_since_its_first_failure', violation_error_message='Un travail en échec l’est depuis une date.')],
            },
        ),
    ]
