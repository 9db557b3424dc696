"""Sharing a car to a session: who offers or looks for a seat, and what neighbours have asked each other."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('formation', '0021_session_dossiers'),
        ('reseau', '0003_commune_market_days'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Ride',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('offer', 'Je peux emmener quelqu’un'), ('search', 'Je cherche une place')], max_length=10, verbose_name='ce que je propose')),
                ('seats', models.PositiveSmallIntegerField(default=0, verbose_name='places dans ma voiture')),
                ('shows_email', models.BooleanField(default=False, verbose_name='mon adresse électronique')),
                ('shows_phone', models.BooleanField(default=False, verbose_name='mon téléphone professionnel')),
                ('created', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='dit le')),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reseau.commune', verbose_name='commune de départ')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rides', to=settings.AUTH_USER_MODEL, verbose_name='membre')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rides', to='formation.session', verbose_name='session')),
            ],
            options={
                'verbose_name': 'covoiturage',
                'verbose_name_plural': 'covoiturages',
                'ordering': ['created', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RideRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by_driver', models.BooleanField(verbose_name='demandée par qui emmène')),
                ('answer', models.CharField(choices=[('waiting', 'Réponse attendue'), ('accepted', 'Acceptée'), ('declined', 'Refusée')], default='waiting', max_length=10, verbose_name='réponse')),
                ('created', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='demandée le')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requests_as_offer', to='formation.ride', verbose_name='qui emmène')),
                ('search', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requests_as_search', to='formation.ride', verbose_name='qui cherche une place')),
            ],
            options={
                'verbose_name': 'demande de covoiturage',
                'verbose_name_plural': 'demandes de covoiturage',
                'ordering': ['created', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='ride',
            constraint=models.UniqueConstraint(fields=('session', 'member'), name='ride_once_in_session', violation_error_message='Vous avez déjà dit ce que vous proposez pour cette session.'),
        ),
        migrations.AddConstraint(
            model_name='ride',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'offer'), ('seats__range', (1, 8))), models.Q(('kind', 'search'), ('seats', 0)), _connector='OR'), name='ride_offer_has_seats', violation_error_message='Dites combien de places vous avez\xa0: de 1 à 8.'),
        ),
        migrations.AddConstraint(
            model_name='ride',
            constraint=models.CheckConstraint(condition=models.Q(('shows_email', True), ('shows_phone', True), _connector='OR'), name='ride_has_a_contact', violation_error_message='Choisissez au moins un moyen de vous joindre.'),
        ),
        migrations.AddConstraint(
            model_name='riderequest',
            constraint=models.UniqueConstraint(fields=('offer', 'search'), name='ride_request_once', violation_error_message='Cette demande existe déjà.'),
        ),
        migrations.AddConstraint(
            model_name='riderequest',
            constraint=models.UniqueConstraint(condition=models.Q(('answer', 'accepted')), fields=('search',), name='ride_request_one_car_for_a_passenger', violation_error_message='Cette personne a déjà une place dans une voiture.'),
        ),
    ]
