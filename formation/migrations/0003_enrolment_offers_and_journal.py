"""A free place is offered for a time, the employer may have to agree, and a journal tells what became of a request."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('formation', '0002_session_places_trainers_and_rules'),
        ('reseau', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='EnrolmentEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='le')),
                ('status', models.CharField(choices=[('requested', 'Accord de l’employeur attendu'), ('confirmed', 'Inscription confirmée'), ('waiting', 'Sur liste d’attente'), ('offered', 'Place proposée'), ('cancelled', 'Inscription annulée')], max_length=10, verbose_name='état')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='raison')),
            ],
            options={
                'verbose_name': 'ligne du journal des inscriptions',
                'verbose_name_plural': 'journal des inscriptions',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='enrolment',
            name='offered_until',
            field=models.DateTimeField(blank=True, null=True, verbose_name='place gardée jusqu’au'),
        ),
        migrations.AddField(
            model_name='enrolment',
            name='put_first_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='mise en tête le'),
        ),
        migrations.AlterField(
            model_name='enrolment',
            name='status',
            field=models.CharField(choices=[('requested', 'Accord de l’employeur attendu'), ('confirmed', 'Inscription confirmée'), ('waiting', 'Sur liste d’attente'), ('offered', 'Place proposée'), ('cancelled', 'Inscription annulée')], max_length=10, verbose_name='état'),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('offered_until__isnull', False), ('status', 'offered')), models.Q(models.Q(('status', 'offered'), _negated=True), ('offered_until__isnull', True)), _connector='OR'), name='enrolment_offer_has_an_end', violation_error_message='Une place proposée l’est jusqu’à une date.'),
        ),
        migrations.AddField(
            model_name='enrolmentevent',
            name='by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par'),
        ),
        migrations.AddField(
            model_name='enrolmentevent',
            name='enrolment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='formation.enrolment', verbose_name='inscription'),
        ),
    ]
