import django.db.models.deletion
import django.utils.timezone
import forums.messages.files.models
import reseau.texts.french_order
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('reseau', '0001_squashed_0012_agenda'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Forum',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=80, verbose_name='titre')),
                ('slug', models.SlugField(help_text='Elle apparaît dans l’adresse des pages du forum.', unique=True, verbose_name='adresse')),
                ('description', models.CharField(max_length=200, verbose_name='à quoi il sert')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Les plus petits rangs viennent en premier.', verbose_name='rang')),
                ('territory', models.ForeignKey(blank=True, help_text='Pour un forum de territoire seulement.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='forums', to='reseau.territory', verbose_name='territoire')),
                ('epm', models.OneToOneField(blank=True, help_text='Pour un forum d’EPM seulement.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='forum', to='reseau.epm', verbose_name='EPM')),
                ('kind', models.CharField(choices=[('network', 'Réseau'), ('territory', 'Territoire'), ('epm', 'EPM'), ('project', 'Projet'), ('theme', 'Thème')], db_default='network', default='network', max_length=10, verbose_name='sorte')),
            ],
            options={
                'verbose_name': 'forum',
                'verbose_name_plural': 'forums',
                'ordering': ['order', reseau.texts.french_order.Folded('title')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('epm__isnull', True), ('kind', 'territory'), ('territory__isnull', False)), models.Q(('epm__isnull', False), ('kind', 'epm'), ('territory__isnull', True)), models.Q(('epm__isnull', True), ('kind__in', ['network', 'project', 'theme']), ('territory__isnull', True)), _connector='OR'), name='forum_place_fits_kind', violation_error_message='Un forum de territoire demande un territoire, un forum d’EPM un EPM, les autres ni l’un ni l’autre.'), models.CheckConstraint(condition=models.Q(('slug__in', ['apercu-d-un-message', 'attente', 'chercher', 'fichiers', 'fichiers-d-un-message', 'images', 'lus', 'message', 'moderation', 'nouveau-forum', 'reglages', 'semblables']), _negated=True), name='forum_slug_is_not_a_page_of_the_site', violation_error_message='Cette adresse est déjà celle d’une page du site.')],
            },
        ),
        migrations.CreateModel(
            name='ForumMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_keeper', models.BooleanField(default=False, verbose_name='veille sur le forum')),
                ('since', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='depuis le')),
                ('forum', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='forums.forum', verbose_name='forum')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='forum_memberships', to=settings.AUTH_USER_MODEL, verbose_name='membre')),
            ],
            options={
                'verbose_name': 'membre d’un forum de projet',
                'verbose_name_plural': 'membres des forums de projet',
                'ordering': ['forum', 'member'],
                'constraints': [models.UniqueConstraint(fields=('forum', 'member'), name='forum_member_once', violation_error_message='Cette personne est déjà membre de ce forum.')],
            },
        ),
        migrations.CreateModel(
            name='ForumReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('read_until', models.DateTimeField(verbose_name='lu jusqu’au')),
                ('forum', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='forums.forum', verbose_name='forum')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='forum_readings', to=settings.AUTH_USER_MODEL, verbose_name='membre')),
            ],
            options={
                'verbose_name': 'forum marqué comme lu',
                'verbose_name_plural': 'forums marqués comme lus',
                'constraints': [models.UniqueConstraint(fields=('member', 'forum'), name='forum_reading_once', violation_error_message='La lecture de ce forum est déjà notée.')],
            },
        ),
        migrations.CreateModel(
            name='WithdrawnTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=140, verbose_name='titre')),
                ('content', models.JSONField(verbose_name='contenu')),
                ('withdrawn', models.DateTimeField(default=django.utils.timezone.now, verbose_name='retiré le')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='auteur')),
                ('forum', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='withdrawn_topics', to='forums.forum', verbose_name='forum')),
            ],
            options={
                'verbose_name': 'sujet retiré',
                'verbose_name_plural': 'sujets retirés',
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=140, verbose_name='titre')),
                ('slug', models.SlugField(max_length=90, verbose_name='adresse')),
                ('tags', models.CharField(blank=True, max_length=140, verbose_name='mots-clés, séparés par des virgules')),
                ('status', models.CharField(choices=[('open', 'Sans réponse'), ('answered', 'Répondu'), ('solved', 'Résolu')], default='open', max_length=10, verbose_name='état')),
                ('created', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='ouvert le')),
                ('last_post_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='dernier message')),
                ('post_count', models.PositiveIntegerField(default=0, editable=False, verbose_name='messages')),
                ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='topics', to=settings.AUTH_USER_MODEL, verbose_name='auteur')),
                ('forum', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='topics', to='forums.forum', verbose_name='forum')),
                ('kind', models.CharField(choices=[('question', 'Question'), ('discussion', 'Discussion'), ('announcement', 'Annonce')], db_default='question', default='question', max_length=12, verbose_name='sorte')),
                ('locked', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='fermé le')),
            ],
            options={
                'verbose_name': 'sujet',
                'verbose_name_plural': 'sujets',
                'ordering': ['-last_post_at', '-pk'],
                'get_latest_by': 'last_post_at',
                'indexes': [models.Index(fields=['forum', '-last_post_at', '-id'], name='topic_forum_recent'), models.Index(fields=['forum', 'status', '-last_post_at', '-id'], name='topic_forum_status_recent'), models.Index(fields=['-last_post_at', '-id'], name='topic_recent')],
                'constraints': [models.UniqueConstraint(fields=('forum', 'slug'), name='topic_slug_once_in_forum', violation_error_message='Un sujet porte déjà cette adresse dans ce forum.'), models.CheckConstraint(condition=models.Q(('kind', 'question'), models.Q(('status', 'solved'), _negated=True), _connector='OR'), name='topic_solved_is_a_question', violation_error_message='Seule une question peut être résolue.')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.TextField(max_length=20000, verbose_name='message')),
                ('html', models.TextField(editable=False, verbose_name='message mis en forme')),
                ('created', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='écrit le')),
                ('edited', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='modifié le')),
                ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='posts', to=settings.AUTH_USER_MODEL, verbose_name='auteur')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='posts', to='forums.topic', verbose_name='sujet')),
                ('withdrawn', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='retiré le')),
                ('erased', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='effacé le')),
                ('hidden', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='masqué le')),
            ],
            options={
                'verbose_name': 'message',
                'verbose_name_plural': 'messages',
                'ordering': ['created', 'pk'],
                'indexes': [models.Index(fields=['topic', 'created', 'id'], name='post_topic_created')],
                'constraints': [models.CheckConstraint(condition=models.Q(('erased', None), models.Q(('body', ''), ('hidden', None), ('html', ''), ('withdrawn__isnull', False)), _connector='OR'), name='post_erased_has_no_text', violation_error_message='Il ne reste rien d’un message effacé.')],
            },
        ),
        migrations.CreateModel(
            name='MessageDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.TextField(blank=True, verbose_name='titre')),
                ('body', models.TextField(blank=True, verbose_name='message')),
                ('tags', models.TextField(blank=True, verbose_name='mots-clés')),
                ('version', models.PositiveIntegerField(default=0, verbose_name='version')),
                ('saved', models.DateTimeField(default=django.utils.timezone.now, verbose_name='gardé le')),
                ('forum', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='forums.forum', verbose_name='nouveau sujet dans')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='membre')),
                ('topic', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='forums.topic', verbose_name='réponse dans')),
            ],
            options={
                'verbose_name': 'brouillon de message',
                'verbose_name_plural': 'brouillons de messages',
                'constraints': [models.UniqueConstraint(fields=('member', 'forum'), name='one_draft_of_topic_for_member_and_forum', violation_error_message='Un brouillon de sujet attend déjà dans ce forum.'), models.UniqueConstraint(fields=('member', 'topic'), name='one_draft_of_answer_for_member_and_topic', violation_error_message='Un brouillon de réponse attend déjà dans ce sujet.'), models.CheckConstraint(condition=models.Q(('forum', None), ('topic', None), _connector='XOR'), name='draft_of_message_has_one_place', violation_error_message='Un brouillon est celui d’un sujet ou d’une réponse.')],
            },
        ),
        migrations.CreateModel(
            name='EarlierText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.TextField(verbose_name='texte')),
                ('written', models.DateTimeField(verbose_name='écrit le')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='earlier_texts', to='forums.post', verbose_name='message')),
            ],
            options={
                'verbose_name': 'texte antérieur d’un message',
                'verbose_name_plural': 'textes antérieurs des messages',
                'ordering': ['post', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ModerationAction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('settle', 'Signalement traité'), ('hide', 'Message masqué'), ('show', 'Message remontré'), ('erase', 'Message effacé pour de bon'), ('move', 'Sujet déplacé'), ('merge', 'Sujets réunis'), ('split', 'Sujet partagé en deux'), ('rename', 'Titre changé'), ('lock', 'Sujet fermé'), ('unlock', 'Sujet rouvert')], max_length=8, verbose_name='acte')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='le')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='raison')),
                ('words', models.TextField(blank=True, max_length=1000, verbose_name='mot à l’auteur')),
                ('state', models.JSONField(blank=True, default=dict, verbose_name='de quoi revenir en arrière')),
                ('undone', models.DateTimeField(blank=True, null=True, verbose_name='annulé le')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                ('forum', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moderation_actions', to='forums.forum', verbose_name='forum')),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='auteur du message')),
                ('other_forum', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='forums.forum', verbose_name='autre forum')),
                ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='moderation_actions', to='forums.post', verbose_name='message')),
                ('topic', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='moderation_actions', to='forums.topic', verbose_name='sujet')),
            ],
            options={
                'verbose_name': 'acte de modération',
                'verbose_name_plural': 'actes de modération',
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(fields=['forum', '-at'], name='moderation_action_forum')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'erase'), _negated=True), models.Q(('undone', None), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='moderation_erasure_has_reason_and_stays', violation_error_message='Un effacement dit pourquoi, et ne s’annule pas.'), models.CheckConstraint(condition=models.Q(('kind__in', ['settle', 'hide', 'show', 'erase', 'move', 'merge', 'split', 'rename', 'lock', 'unlock'])), name='moderation_action_kind_is_known', violation_error_message='Cet acte de modération n’existe pas.')],
            },
        ),
        migrations.CreateModel(
            name='PostFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('jpg', 'image'), ('png', 'image'), ('pdf', 'PDF'), ('odt', 'texte ODT'), ('docx', 'texte DOCX'), ('odp', 'diaporama ODP'), ('pptx', 'diaporama PPTX'), ('txt', 'texte brut')], max_length=8, verbose_name='type, lu dans le contenu')),
                ('name', models.CharField(max_length=120, verbose_name='nom affiché')),
                ('size', models.PositiveIntegerField(verbose_name='taille en octets')),
                ('file', models.FileField(max_length=200, upload_to=forums.messages.files.models.kept_under, verbose_name='fichier ou grande image')),
                ('small', models.FileField(blank=True, max_length=200, upload_to=forums.messages.files.models.kept_under, verbose_name='petite image')),
                ('width', models.PositiveSmallIntegerField(default=0, verbose_name='largeur de la petite image')),
                ('height', models.PositiveSmallIntegerField(default=0, verbose_name='hauteur de la petite image')),
                ('alternative', models.CharField(blank=True, max_length=300, verbose_name='texte alternatif')),
                ('is_decorative', models.BooleanField(default=False, verbose_name='décorative')),
                ('is_untagged', models.BooleanField(default=False, verbose_name='PDF sans balises')),
                ('added', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='joint le')),
                ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='auteur')),
                ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='files', to='forums.post', verbose_name='message')),
                ('draft', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='files', to='forums.messagedraft', verbose_name='brouillon')),
            ],
            options={
                'verbose_name': 'fichier d’un message',
                'verbose_name_plural': 'fichiers des messages',
                'ordering': ['post', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PostReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('personal', 'Il donne une information personnelle sur quelqu’un'), ('hurtful', 'Il blesse, insulte ou discrimine'), ('advertising', 'C’est de la publicité ou un lien douteux'), ('wrong', 'Il est faux ou dangereux à suivre'), ('misplaced', 'Il n’est pas à sa place'), ('other', 'Autre chose')], max_length=12, verbose_name='motif')),
                ('words', models.TextField(blank=True, max_length=500, verbose_name='précisions')),
                ('created', models.DateTimeField(default=django.utils.timezone.now, verbose_name='signalé le')),
                ('settled', models.DateTimeField(blank=True, null=True, verbose_name='traité le')),
                ('outcome', models.CharField(blank=True, choices=[('nothing', 'Rien à faire'), ('acted', 'Suivi d’effet')], max_length=8, verbose_name='suite')),
                ('answer', models.TextField(blank=True, max_length=500, verbose_name='réponse')),
                ('handler', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='pris en main par')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='forums.post', verbose_name='message')),
                ('reporter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='post_reports', to=settings.AUTH_USER_MODEL, verbose_name='signalé par')),
            ],
            options={
                'verbose_name': 'signalement',
                'verbose_name_plural': 'signalements',
                'ordering': ['created', 'pk'],
                'indexes': [models.Index(condition=models.Q(('settled', None)), fields=['post'], name='post_report_open')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('settled', None)), fields=('post', 'reporter'), name='post_report_open_once', violation_error_message='Vous avez déjà signalé ce message\xa0: la modération le lira.'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('settled', None)), models.Q(('outcome__in', ['nothing', 'acted']), ('settled__isnull', False)), _connector='OR'), name='post_report_settled_has_outcome', violation_error_message='Un signalement traité dit quelle suite il a eue.')],
            },
        ),
        migrations.CreateModel(
            name='PostThanks',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created', models.DateTimeField(auto_now_add=True, verbose_name='le')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='post_thanks', to=settings.AUTH_USER_MODEL, verbose_name='membre')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='thanks', to='forums.post', verbose_name='message')),
            ],
            options={
                'verbose_name': 'merci pour un message',
                'verbose_name_plural': 'mercis pour des messages',
                'ordering': ['created', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('post', 'member'), name='post_thanked_once', violation_error_message='Vous avez déjà remercié pour ce message.')],
            },
        ),
        migrations.CreateModel(
            name='QuestionWatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(choices=[('asked', 'Posée'), ('territory', 'À l’animation territoriale'), ('coordination', 'À la coordination')], default='asked', max_length=12, verbose_name='où elle en est')),
                ('started', models.DateTimeField(default=django.utils.timezone.now, verbose_name='attend depuis le')),
                ('climbed', models.DateTimeField(blank=True, null=True, verbose_name='montée le')),
                ('due', models.DateTimeField(blank=True, null=True, verbose_name='monte le')),
                ('taken', models.DateTimeField(blank=True, null=True, verbose_name='prise en main le')),
                ('answered', models.DateTimeField(blank=True, null=True, verbose_name='première réponse le')),
                ('answer_minutes', models.PositiveIntegerField(blank=True, null=True, verbose_name='minutes ouvrées avant la réponse')),
                ('forum', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='forums.forum', verbose_name='forum')),
                ('taken_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='questions_in_hand', to=settings.AUTH_USER_MODEL, verbose_name='qui s’en occupe')),
                ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='question_watches', to='reseau.territory', verbose_name='territoire')),
                ('topic', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='watch', to='forums.topic', verbose_name='question')),
            ],
            options={
                'verbose_name': 'suivi d’une question',
                'verbose_name_plural': 'suivis des questions',
                'ordering': ['started', 'pk'],
                'indexes': [models.Index(fields=['due'], name='question_watch_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('due', None), ('step', 'coordination')), models.Q(models.Q(('step', 'coordination'), _negated=True), ('due__isnull', False)), _connector='OR'), name='question_watch_climbs_until_the_coordination', violation_error_message='Une question monte à une date, jusqu’à la coordination.'), models.CheckConstraint(condition=models.Q(models.Q(('climbed', None), ('step', 'asked')), models.Q(models.Q(('step', 'asked'), _negated=True), ('climbed__isnull', False)), _connector='OR'), name='question_watch_climbed_on_a_day', violation_error_message='Une question qui est montée l’a fait un jour.'), models.CheckConstraint(condition=models.Q(('taken_by', None), ('taken__isnull', False), _connector='OR'), name='question_watch_taken_on_a_day', violation_error_message='Dites quand la question a été prise en main.'), models.CheckConstraint(condition=models.Q(models.Q(('answer_minutes', None), ('answered', None)), models.Q(('answer_minutes__isnull', False), ('answered__isnull', False)), _connector='OR'), name='question_watch_answer_has_a_delay', violation_error_message='Une réponse a un délai.')],
            },
        ),
        migrations.CreateModel(
            name='TopicAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=90, verbose_name='adresse')),
                ('forum', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_addresses', to='forums.forum', verbose_name='forum')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_addresses', to='forums.topic', verbose_name='sujet')),
            ],
            options={
                'verbose_name': 'ancienne adresse d’un sujet',
                'verbose_name_plural': 'anciennes adresses des sujets',
                'constraints': [models.UniqueConstraint(fields=('forum', 'slug'), name='topic_address_once_in_forum', violation_error_message='Cette adresse a déjà été celle d’un sujet de ce forum.')],
            },
        ),
        migrations.CreateModel(
            name='TopicReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('read_until', models.DateTimeField(verbose_name='lu jusqu’au')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='topic_readings', to=settings.AUTH_USER_MODEL, verbose_name='membre')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='forums.topic', verbose_name='sujet')),
            ],
            options={
                'verbose_name': 'lecture d’un sujet',
                'verbose_name_plural': 'lectures des sujets',
                'constraints': [models.UniqueConstraint(fields=('member', 'topic'), name='topic_reading_once', violation_error_message='La lecture de ce sujet est déjà notée.')],
            },
        ),
        migrations.AddField(
            model_name='forum',
            name='members',
            field=models.ManyToManyField(blank=True, related_name='project_forums', through='forums.ForumMember', to=settings.AUTH_USER_MODEL, verbose_name='membres du projet'),
        ),
        migrations.AddField(
            model_name='topic',
            name='solution',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='forums.post', verbose_name='réponse retenue'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.CheckConstraint(condition=models.Q(('solution__isnull', True), ('status', 'solved'), _connector='OR'), name='topic_with_solution_is_solved', violation_error_message='Un sujet dont une réponse est retenue est résolu.'),
        ),
    ]
