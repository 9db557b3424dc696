"""Bring the tags of the library here, with their tables as they are: topics of the forums bear them too."""

import django.db.models.deletion
import django.utils.timezone
import reseau.texts.french_order
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reseau', '0001_squashed_0012_agenda'),
        # It made the tables.
        ('ressources', '0001_squashed_0037_watch_inbox'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='Tag',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=100, unique=True, verbose_name='name')),
                        ('slug', models.SlugField(allow_unicode=True, max_length=100, unique=True, verbose_name='slug')),
                    ],
                    options={
                        'verbose_name': 'mot-clé',
                        'verbose_name_plural': 'mots-clés',
                        'db_table': 'ressources_sheettag',
                    },
                ),
                migrations.CreateModel(
                    name='TagAlias',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=100, verbose_name='mot fusionné')),
                        ('key', models.CharField(editable=False, max_length=100, unique=True, verbose_name='mot sans majuscules')),
                        ('slug', models.SlugField(allow_unicode=True, max_length=100, unique=True, verbose_name='adresse')),
                        ('merged_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='fusionné le')),
                        ('merged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='fusionné par')),
                        ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='reseau.tag', verbose_name='mot-clé gardé')),
                    ],
                    options={
                        'verbose_name': 'mot-clé fusionné',
                        'verbose_name_plural': 'mots-clés fusionnés',
                        'db_table': 'ressources_tagalias',
                        'ordering': [reseau.texts.french_order.Folded('name')],
                    },
                ),
            ]
        ),
    ]
