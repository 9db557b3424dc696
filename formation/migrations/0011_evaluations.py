"""What people say of a session, and who was asked."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("formation", "0010_certificates_of_past_sessions"),
    ]

    operations = [
        migrations.CreateModel(
            name='Evaluation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('moment', models.CharField(choices=[('hot', 'À chaud'), ('cold', 'À trois mois')], max_length=4, verbose_name='moment')),
                ('day', models.DateField(verbose_name='jour')),
                ('satisfaction', models.PositiveSmallIntegerField(choices=[(1, 'Pas du tout'), (2, 'Plutôt non'), (3, 'Plutôt oui'), (4, 'Tout à fait')], verbose_name='satisfaction')),
                ('usefulness', models.PositiveSmallIntegerField(choices=[(1, 'Pas du tout'), (2, 'Plutôt non'), (3, 'Plutôt oui'), (4, 'Tout à fait')], verbose_name='utilité')),
                ('teaching', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'Pas du tout'), (2, 'Plutôt non'), (3, 'Plutôt oui'), (4, 'Tout à fait')], null=True, verbose_name='clarté et rythme')),
                ('comfort', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'Pas du tout'), (2, 'Plutôt non'), (3, 'Plutôt oui'), (4, 'Tout à fait')], null=True, verbose_name='lieu et accueil')),
                ('ease', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'Pas du tout'), (2, 'Plutôt non'), (3, 'Plutôt oui'), (4, 'Tout à fait')], null=True, verbose_name='aisance')),
                ('reuse', models.CharField(blank=True, choices=[('often', 'Oui, plusieurs fois'), ('once', 'Oui, une fois'), ('planned', 'Pas encore, mais c’est prévu'), ('no', 'Non')], max_length=7, verbose_name='atelier animé depuis')),
                ('went_well', models.TextField(blank=True, max_length=1000, verbose_name='ce qui a aidé')),
                ('to_mend', models.TextField(blank=True, max_length=1000, verbose_name='ce qui manque')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evaluations', to='formation.session', verbose_name='session')),
            ],
            options={
                'verbose_name': 'évaluation',
                'verbose_name_plural': 'évaluations',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('moment', 'hot'), ('teaching__isnull', False), ('comfort__isnull', False)), models.Q(models.Q(('moment', 'hot'), _negated=True), ('teaching__isnull', True), ('comfort__isnull', True)), _connector='OR'), name='evaluation_hot_questions', violation_error_message='Ces questions se posent à la fin de la session.'), models.CheckConstraint(condition=models.Q(models.Q(('moment', 'cold'), ('ease__isnull', False)), models.Q(models.Q(('moment', 'cold'), _negated=True), ('ease__isnull', True)), _connector='OR'), name='evaluation_cold_questions', violation_error_message='Ces questions se posent trois mois après.')],
            },
        ),
        migrations.CreateModel(
            name='EvaluationRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moment', models.CharField(choices=[('hot', 'À chaud'), ('cold', 'À trois mois')], max_length=4, verbose_name='moment')),
                ('asked', models.DateField(blank=True, null=True, verbose_name='demandée le')),
                ('reminded', models.DateField(blank=True, null=True, verbose_name='rappelée le')),
                ('is_answered', models.BooleanField(default=False, verbose_name='a répondu')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evaluation_requests', to='formation.enrolment', verbose_name='inscription')),
            ],
            options={
                'verbose_name': 'demande d’évaluation',
                'verbose_name_plural': 'demandes d’évaluation',
                'constraints': [models.UniqueConstraint(fields=('enrolment', 'moment'), name='evaluation_asked_once', violation_error_message='Cette évaluation est déjà demandée à cette personne.')],
            },
        ),
    ]
