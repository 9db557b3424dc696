"""Hand the tags over to `reseau`: the tables stay as they are."""

import django.db.models.deletion
import modelcluster.contrib.taggit
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reseau', '0013_tags'),
        ('ressources', '0001_squashed_0037_watch_inbox'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='workshoptag',
                    name='tag',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tagged_sheets', to='reseau.tag', verbose_name='mot-clé'),
                ),
                migrations.RemoveField(
                    model_name='tagalias',
                    name='tag',
                ),
                migrations.RemoveField(
                    model_name='tagalias',
                    name='merged_by',
                ),
                migrations.AlterField(
                    model_name='sheet',
                    name='tags',
                    field=modelcluster.contrib.taggit.ClusterTaggableManager(blank=True, help_text='A comma-separated list of tags.', through='ressources.WorkshopTag', to='reseau.Tag', verbose_name='mots-clés'),
                ),
                migrations.DeleteModel(
                    name='SheetTag',
                ),
                migrations.DeleteModel(
                    name='TagAlias',
                ),
            ]
        ),
    ]
