"""Messages of new members, held until somebody has read their links."""


import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forums', '0018_names_left'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HeldMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(blank=True, choices=[('question', 'Question'), ('discussion', 'Discussion'), ('announcement', 'Annonce'), ('poll', 'Sondage')], max_length=12, verbose_name='sorte de sujet')),
                ('title', models.CharField(blank=True, max_length=140, verbose_name='titre')),
                ('body', models.TextField(verbose_name='message')),
                ('tags', models.TextField(blank=True, verbose_name='mots-clés')),
                ('details', models.JSONField(blank=True, default=dict, verbose_name='sondage et fichiers')),
                ('created', models.DateTimeField(default=django.utils.timezone.now, verbose_name='écrit le')),
                ('refused', models.DateTimeField(blank=True, null=True, verbose_name='refusé le')),
                ('words', models.TextField(blank=True, max_length=1000, verbose_name='mot à l’auteur')),
            ],
            options={
                'verbose_name': 'message à relire',
                'verbose_name_plural': 'messages à relire',
                'ordering': ['created', 'pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='moderationaction',
            name='moderation_action_kind_is_known',
        ),
        migrations.AlterField(
            model_name='moderationaction',
            name='kind',
            field=models.CharField(choices=[('settle', 'Signalement traité'), ('hide', 'Message masqué'), ('show', 'Message remontré'), ('erase', 'Message effacé pour de bon'), ('publish', 'Message relu, publié'), ('refuse', 'Message relu, non publié'), ('move', 'Sujet déplacé'), ('merge', 'Sujets réunis'), ('split', 'Sujet partagé en deux'), ('rename', 'Titre changé'), ('lock', 'Sujet fermé'), ('unlock', 'Sujet rouvert')], max_length=8, verbose_name='acte'),
        ),
        migrations.AddConstraint(
            model_name='moderationaction',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['settle', 'hide', 'show', 'erase', 'publish', 'refuse', 'move', 'merge', 'split', 'rename', 'lock', 'unlock'])), name='moderation_action_kind_is_known', violation_error_message='Cet acte de modération n’existe pas.'),
        ),
        migrations.AddField(
            model_name='heldmessage',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='held_messages', to=settings.AUTH_USER_MODEL, verbose_name='auteur'),
        ),
        migrations.AddField(
            model_name='heldmessage',
            name='forum',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='forums.forum', verbose_name='nouveau sujet dans'),
        ),
        migrations.AddField(
            model_name='heldmessage',
            name='post',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='forums.post', verbose_name='correction de'),
        ),
        migrations.AddField(
            model_name='heldmessage',
            name='topic',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='forums.topic', verbose_name='réponse dans'),
        ),
        migrations.AddField(
            model_name='postfile',
            name='held',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='files', to='forums.heldmessage', verbose_name='message à relire'),
        ),
        migrations.AddConstraint(
            model_name='heldmessage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('forum__isnull', False), ('post', None), ('topic', None), models.Q(('title', ''), _negated=True), models.Q(('kind', ''), _negated=True)), models.Q(('forum', None), ('kind', ''), ('post', None), ('title', ''), ('topic__isnull', False)), models.Q(('forum', None), ('kind', ''), ('post__isnull', False), ('title', ''), ('topic', None)), _connector='OR'), name='held_message_has_one_place', violation_error_message='Un message à relire est un sujet, une réponse ou une correction.'),
        ),
        migrations.AddConstraint(
            model_name='heldmessage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('refused', None), ('words', '')), models.Q(('refused__isnull', False), models.Q(('words', ''), _negated=True)), _connector='OR'), name='held_message_refused_with_words', violation_error_message='Qui refuse un message dit pourquoi à la personne qui l’a écrit.'),
        ),
        migrations.AddConstraint(
            model_name='heldmessage',
            constraint=models.UniqueConstraint(condition=models.Q(('refused', None)), fields=('post',), name='held_correction_once', violation_error_message='Une correction de ce message attend déjà d’être relue.'),
        ),
    ]
