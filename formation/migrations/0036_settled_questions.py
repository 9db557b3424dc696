"""What the coordination decided about questions of forums that come back on a tag."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('formation', '0001_squashed_0035_papers_keep_what_was_signed'),
        ('reseau', '0014_news_feeds'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SettledQuestions',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('settled', models.DateTimeField(default=django.utils.timezone.now, verbose_name='décidé le')),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='décidé par')),
                ('tag', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='settled_questions', to='reseau.tag', verbose_name='mot-clé')),
                ('wish', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='formation.wish', verbose_name='besoin')),
            ],
            options={
                'verbose_name': 'suite donnée aux questions d’un mot-clé',
                'verbose_name_plural': 'suites données aux questions des mots-clés',
            },
        ),
    ]
