import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('formation', '0018_trainers_and_absences'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SessionWaiver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bends', models.TextField(verbose_name='règles non respectées')),
                ('reason', models.CharField(max_length=200, verbose_name='motif de la dérogation')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='le')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                ('session', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='waiver', to='formation.session', verbose_name='session')),
            ],
            options={
                'verbose_name': 'dérogation d’une session',
                'verbose_name_plural': 'dérogations des sessions',
            },
        ),
    ]
