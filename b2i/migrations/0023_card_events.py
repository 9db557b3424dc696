import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('b2i', '0022_card_locks'),
        ('reseau', '0005_french_order'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CardEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('made', 'Carte faite'), ('renewed', 'Nouveau code secret'), ('closed', 'Carte fermée après 20\xa0codes faux'), ('reopened', 'Carte rouverte')], max_length=8, verbose_name='quoi')),
                ('created', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='noté le')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                ('epm', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reseau.epm', verbose_name='EPM')),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='card_events', to='b2i.learner', verbose_name='apprenant')),
            ],
            options={
                'verbose_name': 'événement d’une carte',
                'verbose_name_plural': 'événements des cartes',
                'ordering': ['-created', '-pk'],
            },
        ),
    ]
