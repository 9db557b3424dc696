import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import reseau.texts.french_order
import reseau.people.invitations.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('email', models.EmailField(blank=True, max_length=254, null=True, unique=True, verbose_name='adresse électronique')),
                ('first_name', models.CharField(max_length=60, verbose_name='prénom')),
                ('last_name', models.CharField(blank=True, max_length=60, verbose_name='nom')),
                ('search_name', reseau.texts.french_order.FoldedField(db_index=True, editable=False, max_length=130, verbose_name='nom sans accents')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='téléphone professionnel')),
                ('about', models.TextField(blank=True, max_length=1000, verbose_name='ce que je peux apporter')),
                ('is_active', models.BooleanField(default=True, verbose_name='compte ouvert')),
                ('is_fictitious', models.BooleanField(default=False, editable=False, verbose_name='personne fictive de démonstration')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='inscrit depuis')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ('news_read_until', models.DateField(editable=False, null=True, verbose_name='nouveautés lues jusqu’au')),
                ('welcome_step', models.PositiveSmallIntegerField(editable=False, null=True, verbose_name='étape à reprendre de l’arrivée')),
            ],
            options={
                'verbose_name': 'membre',
                'verbose_name_plural': 'membres',
                'ordering': ['search_name', 'pk'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='member_email_unique_whatever_case', violation_error_message='Un compte existe déjà avec cette adresse électronique.')],
            },
        ),
        migrations.CreateModel(
            name='Territory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='nom')),
                ('slug', models.SlugField(unique=True, verbose_name='identifiant')),
            ],
            options={
                'verbose_name': 'territoire',
                'verbose_name_plural': 'territoires',
                'ordering': [reseau.texts.french_order.Folded('name')],
            },
        ),
        migrations.CreateModel(
            name='Commune',
            fields=[
                ('insee_code', models.CharField(max_length=5, primary_key=True, serialize=False, verbose_name='code INSEE')),
                ('name', models.CharField(max_length=80, verbose_name='nom')),
                ('search_name', reseau.texts.french_order.FoldedField(db_index=True, max_length=80, verbose_name='nom sans accents')),
                ('former_names', models.CharField(blank=True, max_length=250, verbose_name='anciennes communes, sans accents')),
                ('postal_codes', models.CharField(max_length=60, verbose_name='codes postaux, séparés d’une espace')),
                ('population', models.PositiveIntegerField(verbose_name='population municipale')),
                ('epci_name', models.CharField(max_length=120, verbose_name='intercommunalité')),
                ('latitude', models.FloatField(verbose_name='latitude (degrés)')),
                ('longitude', models.FloatField(verbose_name='longitude (degrés)')),
                ('town_hall_address', models.CharField(max_length=200, verbose_name='adresse de la mairie')),
                ('town_hall_latitude', models.FloatField(verbose_name='latitude de la mairie (degrés)')),
                ('town_hall_longitude', models.FloatField(verbose_name='longitude de la mairie (degrés)')),
                ('territory', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='communes', to='reseau.territory', verbose_name='territoire')),
                ('market_days', models.JSONField(blank=True, default=list, verbose_name='jours de marché')),
            ],
            options={
                'verbose_name': 'commune',
                'verbose_name_plural': 'communes',
                'ordering': ['search_name'],
            },
        ),
        migrations.CreateModel(
            name='EPM',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='nom')),
                ('slug', models.SlugField(max_length=120, unique=True, verbose_name='adresse de la page')),
                ('search_name', reseau.texts.french_order.FoldedField(editable=False, max_length=120, verbose_name='nom sans accents')),
                ('kind', models.CharField(choices=[('village', 'Salle de village'), ('library', 'Bibliothèque'), ('cyberbase', 'Cyber-base'), ('services', 'Maison de services')], max_length=12, verbose_name='type de lieu')),
                ('address', models.CharField(max_length=200, verbose_name='adresse')),
                ('latitude', models.FloatField(verbose_name='latitude (degrés)')),
                ('longitude', models.FloatField(verbose_name='longitude (degrés)')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='téléphone')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='adresse électronique')),
                ('opening_hours', models.TextField(blank=True, help_text='Une ligne par jour.', validators=[django.core.validators.MaxLengthValidator(1000)], verbose_name='horaires d’ouverture')),
                ('presentation', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(5000)], verbose_name='présentation')),
                ('seats', models.PositiveSmallIntegerField(default=8, verbose_name='places assises en salle')),
                ('workstations', models.PositiveSmallIntegerField(default=4, verbose_name='postes informatiques')),
                ('is_accessible', models.BooleanField(default=False, verbose_name='accessible en fauteuil roulant')),
                ('is_open', models.BooleanField(default=True, verbose_name='ouvert')),
                ('is_fictitious', models.BooleanField(default=False, editable=False, verbose_name='lieu fictif de démonstration')),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='epms', to='reseau.commune', verbose_name='commune')),
            ],
            options={
                'verbose_name': 'espace public multimédia',
                'verbose_name_plural': 'espaces publics multimédia',
                'ordering': ['search_name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('latitude__range', (-90, 90)), ('longitude__range', (-180, 180))), name='epm_position_on_earth', violation_error_message='La position doit être en degrés\xa0: latitude entre -90 et 90, longitude entre -180 et 180.'), models.CheckConstraint(condition=models.Q(('slug__in', ['carte']), _negated=True), name='epm_slug_is_not_a_page_of_the_site', violation_error_message='Cette adresse de page est déjà celle de la carte des lieux.')],
            },
        ),
        migrations.CreateModel(
            name='Computer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='nom de l’ordinateur')),
                ('registered_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='enregistré le')),
                ('last_seen', models.DateField(default=django.utils.timezone.localdate, editable=False, verbose_name='vu pour la dernière fois le')),
                ('epm', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='computers', to='reseau.epm', verbose_name='EPM')),
                ('registered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='registered_computers', to=settings.AUTH_USER_MODEL, verbose_name='enregistré par')),
            ],
            options={
                'verbose_name': 'ordinateur enregistré',
                'verbose_name_plural': 'ordinateurs enregistrés',
                'ordering': [reseau.texts.french_order.Folded('name'), 'pk'],
                'constraints': [models.UniqueConstraint(fields=('epm', 'name'), name='computer_name_unique_in_epm', violation_error_message='Un ordinateur de ce lieu porte déjà ce nom.')],
            },
        ),
        migrations.CreateModel(
            name='AgendaFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created', models.DateTimeField(default=django.utils.timezone.now, verbose_name='créé le')),
                ('member', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='agenda_feed', to=settings.AUTH_USER_MODEL, verbose_name='membre')),
            ],
            options={
                'verbose_name': 'agenda suivi par un calendrier',
                'verbose_name_plural': 'agendas suivis par un calendrier',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Connection',
            fields=[
                ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                ('session_data', models.TextField(verbose_name='session data')),
                ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                ('by_card', models.BooleanField(default=False, editable=False, verbose_name='avec une carte')),
                ('browser', models.CharField(blank=True, editable=False, max_length=60, verbose_name='navigateur')),
                ('started', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='ouverte le')),
                ('last_used', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='utilisée pour la dernière fois le')),
                ('computer', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='connections', to='reseau.computer', verbose_name='ordinateur enregistré')),
                ('member', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='connections', to=settings.AUTH_USER_MODEL, verbose_name='membre')),
            ],
            options={
                'verbose_name': 'connexion',
                'verbose_name_plural': 'connexions',
                'ordering': ['-last_used', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='adresse électronique')),
                ('first_name', models.CharField(max_length=60, verbose_name='prénom')),
                ('last_name', models.CharField(max_length=60, verbose_name='nom')),
                ('role', models.CharField(choices=[('coordinator', 'Coordination départementale'), ('territorial', 'Animation territoriale'), ('animator', 'Animation d’un EPM')], default='animator', max_length=12, verbose_name='rôle')),
                ('contract', models.CharField(choices=[('paid', 'Salariat'), ('volunteer', 'Bénévolat')], default='paid', max_length=10, verbose_name='statut')),
                ('created', models.DateTimeField(auto_now_add=True, verbose_name='envoyée le')),
                ('expires_at', models.DateTimeField(default=reseau.people.invitations.models.default_expiry, verbose_name='valable jusqu’au')),
                ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='acceptée le')),
                ('epm', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='reseau.epm', verbose_name='EPM')),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations_sent', to=settings.AUTH_USER_MODEL, verbose_name='invité par')),
                ('member', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='invitations_accepted', to=settings.AUTH_USER_MODEL, verbose_name='compte ouvert')),
                ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='reseau.territory', verbose_name='territoire')),
                ('former_link', models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True, verbose_name='empreinte d’un lien d’avant')),
            ],
            options={
                'verbose_name': 'invitation',
                'verbose_name_plural': 'invitations',
                'ordering': ['-created', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('epm__isnull', False), ('role', 'animator'), ('territory__isnull', True)), models.Q(('epm__isnull', True), ('role', 'territorial'), ('territory__isnull', False)), models.Q(('epm__isnull', True), ('role', 'coordinator'), ('territory__isnull', True)), _connector='OR'), name='invitation_place_fits_role', violation_error_message='Une animation d’EPM demande un EPM, une animation territoriale un territoire, une coordination ni l’un ni l’autre.'), models.UniqueConstraint(django.db.models.functions.text.Lower('email'), condition=models.Q(('accepted_at__isnull', True)), name='invitation_one_open_per_address', violation_error_message='Une invitation attend déjà une réponse à cette adresse\xa0: renvoyez-la ou annulez-la.')],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='objet')),
                ('date', models.DateField(db_index=True, verbose_name='jour')),
                ('start', models.TimeField(verbose_name='de')),
                ('end', models.TimeField(verbose_name='à')),
                ('audience', models.CharField(choices=[('public', 'Tout public'), ('member', 'Membres du réseau'), ('territory', 'Membres du territoire')], default='member', max_length=10, verbose_name='qui la voit')),
                ('elsewhere', models.CharField(blank=True, max_length=200, verbose_name='autre lieu et son adresse')),
                ('link', models.URLField(blank=True, max_length=300, verbose_name='lien de la visioconférence')),
                ('text', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(3000)], verbose_name='ce qu’il faut savoir')),
                ('created', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='annoncée le')),
                ('changed', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='changée le')),
                ('cancelled_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='annulée le')),
                ('announced_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='annoncée par')),
                ('epm', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='reseau.epm', verbose_name='EPM')),
                ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reseau.territory', verbose_name='territoire')),
            ],
            options={
                'verbose_name': 'réunion',
                'verbose_name_plural': 'réunions',
                'ordering': ['date', 'start', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='meeting_ends_after_start', violation_error_message='L’heure de fin doit suivre l’heure de début.'), models.CheckConstraint(condition=models.Q(models.Q(('audience', 'territory'), _negated=True), ('territory__isnull', False), _connector='OR'), name='meeting_of_a_territory_names_it', violation_error_message='Dites quel territoire.'), models.CheckConstraint(condition=models.Q(('epm__isnull', False), models.Q(('elsewhere', ''), _negated=True), models.Q(('link', ''), _negated=True), _connector='OR'), name='meeting_has_a_place', violation_error_message='Dites où\xa0: un EPM, un autre lieu ou le lien d’une visioconférence.')],
            },
        ),
        migrations.CreateModel(
            name='Position',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('coordinator', 'Coordination départementale'), ('territorial', 'Animation territoriale'), ('animator', 'Animation d’un EPM')], max_length=12, verbose_name='rôle')),
                ('contract', models.CharField(choices=[('paid', 'Salariat'), ('volunteer', 'Bénévolat')], default='paid', max_length=10, verbose_name='statut')),
                ('start', models.DateField(default=django.utils.timezone.localdate, verbose_name='depuis le')),
                ('end', models.DateField(blank=True, null=True, verbose_name='jusqu’au (inclus)')),
                ('epm', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='reseau.epm', verbose_name='EPM')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='positions', to=settings.AUTH_USER_MODEL, verbose_name='membre')),
                ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='reseau.territory', verbose_name='territoire')),
                ('employer_email', models.EmailField(blank=True, help_text='S’il faut son accord avant chaque formation\xa0: il le donne par un lien, sans compte.', max_length=254, verbose_name='adresse de l’employeur')),
            ],
            options={
                'verbose_name': 'poste',
                'verbose_name_plural': 'postes',
                'ordering': ['-start', 'pk'],
                'indexes': [models.Index(fields=['member', 'start', 'end'], name='position_member_dates')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('epm__isnull', False), ('role', 'animator'), ('territory__isnull', True)), models.Q(('epm__isnull', True), ('role', 'territorial'), ('territory__isnull', False)), models.Q(('epm__isnull', True), ('role', 'coordinator'), ('territory__isnull', True)), _connector='OR'), name='position_place_fits_role', violation_error_message='Une animation d’EPM demande un EPM, une animation territoriale un territoire, une coordination ni l’un ni l’autre.'), models.CheckConstraint(condition=models.Q(('end__isnull', True), ('end__gte', models.F('start')), _connector='OR'), name='position_ends_after_start', violation_error_message='La fin du poste ne peut pas précéder son début.'), models.UniqueConstraint(condition=models.Q(('end__isnull', True), ('epm__isnull', False)), fields=('member', 'epm'), name='position_once_in_an_epm', violation_error_message='Cette personne tient déjà ce poste à ces dates.'), models.UniqueConstraint(condition=models.Q(('end__isnull', True), ('territory__isnull', False)), fields=('member', 'territory'), name='position_once_in_a_territory', violation_error_message='Cette personne tient déjà ce poste à ces dates.'), models.UniqueConstraint(condition=models.Q(('end__isnull', True), ('role', 'coordinator')), fields=('member',), name='position_once_in_coordination', violation_error_message='Cette personne tient déjà ce poste à ces dates.')],
            },
        ),
        migrations.CreateModel(
            name='SentForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(max_length=64, unique=True)),
                ('location', models.TextField()),
                ('sent_at', models.DateTimeField(auto_now_add=True, db_index=True)),
            ],
            options={
                'verbose_name': 'formulaire envoyé',
                'verbose_name_plural': 'formulaires envoyés',
            },
        ),
    ]
