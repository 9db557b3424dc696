"""Tags of topics as rows. The text of before stays in its column until the next release."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forums', '0001_squashed_0014_addresses_of_topics'),
        ('reseau', '0013_tags'),
    ]

    operations = [
        migrations.AlterField(
            model_name='topic',
            name='tags',
            field=models.CharField(blank=True, db_column='tags', db_default='', max_length=140, verbose_name='anciens mots-clés'),
        ),
        migrations.RenameField(
            model_name='topic',
            old_name='tags',
            new_name='former_tags',
        ),
        migrations.CreateModel(
            name='TopicTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tagged_topics', to='reseau.tag', verbose_name='mot-clé')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tagged_items', to='forums.topic', verbose_name='sujet')),
            ],
            options={
                'verbose_name': 'mot-clé d’un sujet',
                'verbose_name_plural': 'mots-clés des sujets',
            },
        ),
        migrations.AddField(
            model_name='topic',
            name='tags',
            field=models.ManyToManyField(blank=True, related_name='topics', through='forums.TopicTag', to='reseau.tag', verbose_name='mots-clés'),
        ),
        migrations.AddConstraint(
            model_name='topictag',
            constraint=models.UniqueConstraint(fields=('topic', 'tag'), name='topic_tagged_once', violation_error_message='Ce sujet porte déjà ce mot-clé.'),
        ),
    ]
