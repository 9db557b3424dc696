import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('formation', '0017_needs_and_voices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TrainerProfile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekdays', models.JSONField(blank=True, default=list, verbose_name='jours habituels')),
                ('member', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='trainer_profile', to=settings.AUTH_USER_MODEL, verbose_name='membre')),
                ('trainings', models.ManyToManyField(blank=True, related_name='trainers', to='formation.trainingpage', verbose_name='formations données')),
            ],
            options={
                'verbose_name': 'profil de formateur',
                'verbose_name_plural': 'profils de formateurs',
                'ordering': ['member__search_name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Unavailability',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.DateField(verbose_name='du')),
                ('last', models.DateField(verbose_name='au (inclus)')),
                ('reason', models.CharField(blank=True, max_length=120, verbose_name='raison')),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='unavailabilities', to='formation.trainerprofile', verbose_name='formateur')),
            ],
            options={
                'verbose_name': 'indisponibilité',
                'verbose_name_plural': 'indisponibilités',
                'ordering': ['first', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('last__gte', models.F('first'))), name='unavailability_ends_after_start', violation_error_message='Le dernier jour ne peut pas précéder le premier.')],
            },
        ),
    ]
