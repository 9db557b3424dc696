import django.db.models.deletion
import django.utils.timezone
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('reseau', '0001_squashed_0012_agenda'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ContactPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('introduction', models.CharField(blank=True, max_length=240, verbose_name='introduction')),
                ('delay', models.CharField(blank=True, help_text='Ce que l’on dit après l’envoi, par exemple\xa0: « On vous répond dans la semaine. »', max_length=120, verbose_name='délai de réponse')),
                ('elsewhere', wagtail.fields.RichTextField(blank=True, help_text='Téléphone, courrier…', verbose_name='autres façons de nous joindre')),
            ],
            options={
                'verbose_name': 'page de contact',
                'verbose_name_plural': 'pages de contact',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='HelpArticle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='adresse')),
                ('title', models.CharField(max_length=120, verbose_name='titre')),
                ('lead', models.CharField(max_length=240, verbose_name='ce qu’elle apporte')),
                ('section', models.CharField(max_length=80, verbose_name='rubrique')),
                ('text', models.TextField(verbose_name='texte')),
                ('audience', models.CharField(max_length=20, verbose_name='lisible dans la recherche par')),
            ],
            options={
                'verbose_name': 'page d’aide',
                'verbose_name_plural': 'pages d’aide',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('lead', models.TextField(blank=True, verbose_name='accroche')),
                ('blocks', wagtail.fields.StreamField([('ways', 0), ('workshops', 4), ('news', 6), ('sheets', 10), ('teams', 13), ('partners', 20), ('words', 23)], blank=True, block_lookup={0: ('extranet.public.pages.blocks.WaysBlock', (), {}), 1: ('wagtail.blocks.CharBlock', (), {'default': 'Prochains ateliers ouverts à tous', 'label': 'Titre', 'max_length': 80}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'Titre de l’encadré', 'max_length': 80, 'required': False}), 3: ('wagtail.blocks.TextBlock', (), {'label': 'Texte de l’encadré', 'required': False, 'rows': 4}), 4: ('wagtail.blocks.StructBlock', [[('title', 1), ('aside_title', 2), ('aside_text', 3)]], {}), 5: ('wagtail.blocks.CharBlock', (), {'default': 'Actualités', 'label': 'Titre', 'max_length': 80}), 6: ('wagtail.blocks.StructBlock', [[('title', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'default': 'Ce que l’on apprend', 'label': 'Titre', 'max_length': 80}), 8: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Fiche', 'page_type': ['ressources.Sheet']}), 9: ('wagtail.blocks.ListBlock', (8,), {'default': [], 'help_text': 'Laissez vide pour montrer les dernières publiées. Une fiche retirée ou réservée aux membres n’y paraît pas.', 'label': 'Fiches à la une', 'max_num': 8, 'min_num': 0, 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('title', 7), ('sheets', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'default': 'Vous animez un de ces lieux\xa0?', 'label': 'Titre', 'max_length': 80}), 12: ('wagtail.blocks.TextBlock', (), {'label': 'Texte', 'required': False, 'rows': 3}), 13: ('wagtail.blocks.StructBlock', [[('title', 11), ('text', 12)]], {}), 14: ('wagtail.blocks.CharBlock', (), {'default': 'Nos partenaires', 'label': 'Titre', 'max_length': 80}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Nom', 'max_length': 120}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'Ce qu’il apporte', 'max_length': 160, 'required': False}), 17: ('wagtail.blocks.URLBlock', (), {'label': 'Adresse de son site', 'required': False}), 18: ('wagtail.blocks.StructBlock', [[('name', 15), ('role', 16), ('site', 17)]], {}), 19: ('wagtail.blocks.ListBlock', (18,), {'label': 'Partenaires', 'min_num': 1}), 20: ('wagtail.blocks.StructBlock', [[('title', 14), ('partners', 19)]], {}), 21: ('wagtail.blocks.CharBlock', (), {'default': '', 'label': 'Titre', 'max_length': 80}), 22: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'link', 'ol', 'ul'], 'label': 'Texte'}), 23: ('wagtail.blocks.StructBlock', [[('title', 21), ('text', 22)]], {})}, verbose_name='parties de l’accueil')),
                ('menu', wagtail.fields.StreamField([('section', 2), ('page', 4)], blank=True, block_lookup={0: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('home', 'Accueil'), ('reseau:directory', 'Trouver un lieu'), ('ressources:library', 'Ateliers'), ('ressources:next_workshops', 'Venir à un atelier'), ('reseau:agenda', 'Agenda'), ('formation:catalogue', 'Formations'), ('b2i:card_login', 'Ma carte'), ('b2i:index', 'B2i Adultes'), ('contact', 'Contact')], 'label': 'Partie du site'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Autres mots', 'max_length': 24, 'required': False}), 2: ('wagtail.blocks.StructBlock', [[('section', 0), ('label', 1)]], {}), 3: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page'}), 4: ('wagtail.blocks.StructBlock', [[('page', 3), ('label', 1)]], {})}, verbose_name='menu du public')),
            ],
            options={
                'verbose_name': 'accueil',
                'verbose_name_plural': 'accueils',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='InstitutionalPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('body', wagtail.fields.RichTextField(help_text='Ces mots entre accolades sont remplacés par ce que dit l’installation du site\xa0: {éditeur}, {hébergeur}, {dpo}, {contact}, {accessibilité}. {registre}, seul dans son paragraphe, par le registre des traitements.', verbose_name='texte')),
            ],
            options={
                'verbose_name': 'page institutionnelle',
                'verbose_name_plural': 'pages institutionnelles',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='NewsIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('introduction', models.CharField(blank=True, max_length=240, verbose_name='introduction')),
            ],
            options={
                'verbose_name': 'liste des actualités',
                'verbose_name_plural': 'listes des actualités',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='NewsPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('day', models.DateField(default=django.utils.timezone.localdate, verbose_name='jour')),
                ('summary', models.CharField(max_length=240, verbose_name='en une ou deux phrases')),
                ('body', wagtail.fields.RichTextField(blank=True, verbose_name='texte')),
            ],
            options={
                'verbose_name': 'actualité',
                'verbose_name_plural': 'actualités',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='SecondFactorRemoval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('operator', models.CharField(blank=True, max_length=60, verbose_name='compte du serveur')),
                ('note', models.CharField(max_length=200, verbose_name='comment la personne a été reconnue')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='retirée le')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='retirée par')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='second_factor_removals', to=settings.AUTH_USER_MODEL, verbose_name='personne')),
            ],
            options={
                'verbose_name': 'double authentification retirée',
                'verbose_name_plural': 'doubles authentifications retirées',
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='second_factor_removal_says_how', violation_error_message='Dites comment vous avez reconnu la personne.'), models.CheckConstraint(condition=models.Q(('by', None), models.Q(('by', models.F('member')), _negated=True), _connector='OR'), name='second_factor_removed_by_another', violation_error_message='Personne ne retire sa propre double authentification par ce chemin.')],
            },
        ),
    ]
