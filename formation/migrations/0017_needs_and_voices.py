import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('b2i', '0001_initial'),
        ('formation', '0016_employer_agreements'),
        ('reseau', '0003_commune_market_days'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Wish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(blank=True, max_length=160, verbose_name='ce que l’on voudrait apprendre')),
                ('created', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='dit le')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dit par')),
                ('domain', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='b2i.domain', verbose_name='thème')),
                ('training', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='wish', to='formation.trainingpage', verbose_name='formation')),
            ],
            options={
                'verbose_name': 'besoin de formation',
                'verbose_name_plural': 'besoins de formation',
                'ordering': ['-created', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Voice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekdays', models.JSONField(blank=True, default=list, verbose_name='plutôt le')),
                ('parts', models.JSONField(blank=True, default=list, verbose_name='plutôt')),
                ('created', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='dite le')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='training_voices', to=settings.AUTH_USER_MODEL, verbose_name='membre')),
                ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='reseau.territory', verbose_name='territoire')),
                ('wish', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='voices', to='formation.wish', verbose_name='besoin')),
            ],
            options={
                'verbose_name': 'voix pour un besoin',
                'verbose_name_plural': 'voix pour des besoins',
                'ordering': ['created', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='WishAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answered_wishes', to='formation.session', verbose_name='session')),
                ('wish', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='formation.wish', verbose_name='besoin')),
            ],
            options={
                'verbose_name': 'réponse à un besoin',
                'verbose_name_plural': 'réponses à des besoins',
            },
        ),
        migrations.AddConstraint(
            model_name='wish',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('training__isnull', False), ('words', '')), models.Q(('training__isnull', True), models.Q(('words', ''), _negated=True)), _connector='OR'), name='wish_names_a_training_or_says_it', violation_error_message='Choisissez une formation, ou dites ce que vous voulez apprendre.'),
        ),
        migrations.AddConstraint(
            model_name='voice',
            constraint=models.UniqueConstraint(fields=('wish', 'member'), name='voice_once_for_a_wish', violation_error_message='Vous soutenez déjà ce besoin.'),
        ),
        migrations.AddConstraint(
            model_name='wishanswer',
            constraint=models.UniqueConstraint(fields=('wish', 'session'), name='wish_answered_once_by_a_session', violation_error_message='Cette session répond déjà à ce besoin.'),
        ),
    ]
