import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import formation.proof.attendance.models.signed_sheet
import formation.sessions.models.signature
import formation.sessions.validators
import formation.proof.signatories.models
import modelcluster.contrib.taggit
import modelcluster.fields
import reseau.documents.dossiers.models
import reseau.texts.french_order
import uuid
from decimal import Decimal

from django.conf import settings
from django.db import migrations, models


DECIDE = "À décider avec les Archives départementales"
COMMON = f"{DECIDE} (cadre à vérifier\u00a0: instruction DAF/DPACI/RES/2009/018, services communs aux collectivités)"
ACCOUNTS = (
    f"{DECIDE} (cadre à vérifier\u00a0: instruction DAF/DPACI/RES/2008/008, documents comptables des ordonnateurs)"
)
# Words of evaluations were deleted after three years, by the site alone.
WORDS_YEARS = 3


def write_table(apps, schema_editor):
    """Write the retention table with the years of the setting, without a visa."""
    years = settings.ARCHIVES["training_years"]
    rows = (
        ("attendance", years, "year", COMMON, "destroy"),
        ("certificates", years, "year", COMMON, "destroy"),
        ("missions", years, "accounts", ACCOUNTS, "destroy"),
        ("evaluations", WORDS_YEARS, "session", f"{DECIDE}\u00a0; durée du site jusque-là", "destroy"),
        ("sessions", years, "year", COMMON, "sample"),
    )
    for category, kept, start, source, fate in rows:
        apps.get_model("formation", "RetentionTerm").objects.get_or_create(
            category=category, defaults={"years": kept, "start": start, "source": source, "fate": fate}
        )


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('b2i', '0001_squashed_0044_facts_of_that_skill'),
        ('reseau', '0001_squashed_0012_agenda'),
        ('ressources', '0001_squashed_0037_watch_inbox'),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Signatory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(error_messages={'unique': 'Une signature commence déjà ce jour-là.'}, unique=True, verbose_name='à partir du')),
                ('organisation', models.CharField(max_length=200, verbose_name='collectivité')),
                ('siret', models.CharField(max_length=14, validators=[formation.proof.signatories.models.check_siret], verbose_name='SIRET')),
                ('name', models.CharField(max_length=150, verbose_name='prénom et nom')),
                ('quality', models.CharField(max_length=200, verbose_name='qualité')),
                ('delegation', models.CharField(blank=True, max_length=200, verbose_name='délégation de signature')),
                ('payer', models.CharField(max_length=200, verbose_name='organisme qui paie')),
                ('legal_basis', models.TextField(max_length=1500, validators=[formation.proof.signatories.models.check_filled], verbose_name='textes applicables')),
                ('insurance', models.TextField(max_length=1000, validators=[formation.proof.signatories.models.check_filled], verbose_name='déclaration d’assurance')),
                ('withdrawn_on', models.DateField(blank=True, editable=False, null=True, verbose_name='retiré le')),
            ],
            options={
                'verbose_name': 'signataire',
                'verbose_name_plural': 'signataires',
                'ordering': ['-since'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('quality', ''), _negated=True), models.Q(('siret', ''), _negated=True), models.Q(('payer', ''), _negated=True), models.Q(('legal_basis', ''), _negated=True), models.Q(('insurance', ''), _negated=True)), name='signatory_is_whole', violation_error_message='Tout se remplit, sauf la délégation.'), models.CheckConstraint(condition=models.Q(('withdrawn_on__isnull', True), ('withdrawn_on__gte', models.F('since')), _connector='OR'), name='signatory_withdrawn_after_its_beginning', violation_error_message='Une signature ne finit pas avant de commencer.')],
            },
        ),
        migrations.CreateModel(
            name='ArchivedIdentity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=130, verbose_name='nom')),
                ('archived_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='archivé le')),
                ('kept_until', models.DateField(verbose_name='gardé jusqu’au')),
                ('visa_reference', models.CharField(blank=True, max_length=100, verbose_name='référence du visa')),
                ('visa_by', models.CharField(blank=True, max_length=120, verbose_name='visa donné par')),
                ('visa_on', models.DateField(blank=True, null=True, verbose_name='date du visa')),
                ('destroyed_on', models.DateField(blank=True, null=True, verbose_name='nom détruit le')),
                ('archived_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='archivé par')),
                ('member', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='archived_identity', to=settings.AUTH_USER_MODEL, verbose_name='compte')),
            ],
            options={
                'verbose_name': 'identité archivée',
                'verbose_name_plural': 'identités archivées',
                'ordering': ['kept_until', reseau.texts.french_order.Folded('name'), 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('destroyed_on__isnull', True), models.Q(('name', ''), _negated=True)), models.Q(('destroyed_on__isnull', False), ('name', ''), ('visa_on__isnull', False), models.Q(('visa_reference', ''), _negated=True), models.Q(('visa_by', ''), _negated=True), ('destroyed_on__gt', models.F('kept_until')), ('destroyed_on__gte', models.F('visa_on'))), _connector='OR'), name='archived_identity_destroyed_at_its_term', violation_error_message='Un nom archivé se détruit après son terme, avec un visa.')],
            },
        ),
        migrations.CreateModel(
            name='TrainingElimination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prepared_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='préparé le')),
                ('producing_service', models.CharField(blank=True, db_default='', max_length=300, verbose_name='service producteur')),
                ('reference', models.CharField(blank=True, db_default='', max_length=1000, verbose_name='référence (DUA)')),
                ('visa_reference', models.CharField(blank=True, max_length=100, verbose_name='référence du visa')),
                ('visa_on', models.DateField(blank=True, null=True, verbose_name='date du visa')),
                ('visa_by', models.CharField(blank=True, max_length=120, verbose_name='visa donné par')),
                ('carried_out_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='exécuté le')),
                ('destroyed_on', models.DateField(blank=True, editable=False, null=True, verbose_name='jour de la destruction')),
                ('carried_out_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='exécuté par')),
                ('prepared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='préparé par')),
                ('visa_noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='visa noté par')),
            ],
            options={
                'verbose_name': 'bordereau d’élimination des formations',
                'verbose_name_plural': 'bordereaux d’élimination des formations',
                'ordering': ['-prepared_on', '-pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('visa_by', ''), ('visa_on__isnull', True), ('visa_reference', '')), models.Q(('visa_on__isnull', False), models.Q(('visa_reference', ''), _negated=True), models.Q(('visa_by', ''), _negated=True)), _connector='OR'), name='trainingelimination_visa_is_whole', violation_error_message='Un visa se note avec sa date, sa référence et qui l’a donné.'), models.CheckConstraint(condition=models.Q(('carried_out_at__isnull', True), ('visa_on__isnull', False), _connector='OR'), name='trainingelimination_after_its_visa', violation_error_message='Rien n’est supprimé sans le visa des Archives départementales.'), models.CheckConstraint(condition=models.Q(('visa_on__isnull', True), ('visa_on__gte', models.F('prepared_on')), _connector='OR'), name='trainingelimination_visa_after_the_list', violation_error_message='Le visa est donné après la préparation du bordereau.'), models.CheckConstraint(condition=models.Q(models.Q(('carried_out_at__isnull', True), ('destroyed_on__isnull', True)), models.Q(('carried_out_at__isnull', False), ('destroyed_on__gte', models.F('visa_on')), ('destroyed_on__isnull', False)), _connector='OR'), name='trainingelimination_destroyed_after_the_visa', violation_error_message='La destruction a lieu le jour du visa ou après.')],
            },
        ),
        migrations.CreateModel(
            name='AnnualPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(unique=True, verbose_name='année')),
                ('target', models.PositiveSmallIntegerField(default=32, help_text='Une journée compte pour deux demi-journées\xa0: 16 jours font 32.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(500)], verbose_name='objectif en demi-journées')),
                ('budget', models.PositiveIntegerField(blank=True, null=True, verbose_name='budget en euros')),
                ('enough_voices', models.PositiveSmallIntegerField(default=6, help_text='Dans un même territoire, pour un même besoin.', validators=[django.core.validators.MinValueValidator(1)], verbose_name='voix qui suffisent pour proposer une session')),
                ('mileage_rate', models.DecimalField(blank=True, decimal_places=3, help_text='Pour leurs feuilles de frais. Vide\xa0: la colonne des montants se remplit à la main.', max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'))], verbose_name='indemnité kilométrique des bénévoles, en euros')),
            ],
            options={
                'verbose_name': 'plan annuel',
                'verbose_name_plural': 'plans annuels',
                'ordering': ['-year'],
            },
        ),
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created', models.DateTimeField(default=django.utils.timezone.now, verbose_name='créé le')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='révoqué le')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='créé par')),
                ('epm', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reseau.epm', verbose_name='EPM')),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='calendar_feeds', to=settings.AUTH_USER_MODEL, verbose_name='membre')),
                ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reseau.territory', verbose_name='territoire')),
                ('former_link', models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True, verbose_name='empreinte d’un lien d’avant')),
            ],
            options={
                'verbose_name': 'flux de calendrier',
                'verbose_name_plural': 'flux de calendrier',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('epm', None), ('member__isnull', False), ('territory', None)), models.Q(('epm', None), ('member', None), ('territory__isnull', False)), models.Q(('epm__isnull', False), ('member', None), ('territory', None)), _connector='OR'), name='calendar_feed_concerns_one', violation_error_message='Un flux concerne un membre, un territoire ou un EPM.'), models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('member',), name='calendar_feed_live_once_for_each_member', violation_error_message='Ce calendrier a déjà une adresse.'), models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('territory',), name='calendar_feed_live_once_for_each_territory', violation_error_message='Ce calendrier a déjà une adresse.'), models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('epm',), name='calendar_feed_live_once_for_each_epm', violation_error_message='Ce calendrier a déjà une adresse.')],
            },
        ),
        migrations.CreateModel(
            name='CataloguePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('introduction', models.TextField(blank=True, verbose_name='introduction')),
            ],
            options={
                'verbose_name': 'catalogue de formations',
                'verbose_name_plural': 'catalogues de formations',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='RetentionTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('category', models.CharField(choices=[('attendance', 'Émargements, signatures et feuilles signées'), ('certificates', 'Attestations de formation'), ('missions', 'Ordres de mission et frais kilométriques'), ('evaluations', 'Mots des avis sur les formations'), ('sessions', 'Dossiers de session\xa0: programme, inscriptions, convocations')], max_length=12, unique=True, verbose_name='documents')),
                ('years', models.PositiveSmallIntegerField(verbose_name='années de conservation')),
                ('start', models.CharField(choices=[('session', 'Fin de la session'), ('year', 'Fin de l’année de la session'), ('accounts', 'Fin de l’exercice comptable de la session (31 décembre)')], default='year', max_length=8, verbose_name='à partir de')),
                ('source', models.CharField(max_length=300, verbose_name='texte ou décision')),
                ('fate', models.CharField(choices=[('destroy', 'Destruction'), ('transfer', 'Versement aux Archives'), ('sample', 'Tri\xa0: un échantillon est versé')], default='destroy', max_length=8, verbose_name='sort à l’échéance')),
                ('visa_reference', models.CharField(blank=True, max_length=100, verbose_name='référence du visa')),
                ('visa_on', models.DateField(blank=True, null=True, verbose_name='date du visa')),
                ('visa_by', models.CharField(blank=True, max_length=120, verbose_name='visa donné par')),
            ],
            options={
                'verbose_name': 'durée de conservation',
                'verbose_name_plural': 'durées de conservation',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('years__gte', 1), ('years__lte', 100)), name='retention_term_of_some_years', violation_error_message='Une durée va d’un an à 100\xa0ans.'), models.CheckConstraint(condition=models.Q(models.Q(('visa_by', ''), ('visa_on__isnull', True), ('visa_reference', '')), models.Q(('visa_on__isnull', False), models.Q(('visa_reference', ''), _negated=True), models.Q(('visa_by', ''), _negated=True)), _connector='OR'), name='retention_term_visa_is_whole', violation_error_message='Un visa se note avec sa date, sa référence et qui l’a donné.')],
            },
        ),
        migrations.CreateModel(
            name='TrainingPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('aim', models.CharField(help_text='En une phrase\xa0: après, que sait-on faire\xa0?', max_length=300, verbose_name='objectif')),
                ('introduction', models.TextField(blank=True, verbose_name='présentation')),
                ('aims', models.TextField(blank=True, help_text='Un objectif par ligne.', verbose_name='objectifs détaillés')),
                ('audience_text', models.CharField(max_length=240, verbose_name='public')),
                ('prerequisites', models.CharField(blank=True, max_length=300, verbose_name='prérequis')),
                ('capacity', models.PositiveSmallIntegerField(default=12, validators=[django.core.validators.MinValueValidator(1)], verbose_name='places conseillées')),
                ('trainer_profile', models.CharField(blank=True, max_length=300, verbose_name='qui forme')),
                ('accessibility', models.CharField(blank=True, max_length=300, verbose_name='accessibilité')),
                ('kit', models.TextField(blank=True, help_text='Un objet par ligne.', verbose_name='ce que l’on emporte')),
                ('skills', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='trainings', to='b2i.skill', verbose_name='compétences que l’on saura transmettre')),
                ('accessibility_contact', models.CharField(blank=True, help_text='Qui prévenir si l’on a besoin d’un aménagement : un nom, un téléphone, une adresse électronique.', max_length=200, verbose_name='contact pour l’accessibilité')),
                ('workstations', models.PositiveSmallIntegerField(default=0, help_text='Zéro\xa0: chacun vient avec sa machine, ou sans.', verbose_name='postes informatiques nécessaires')),
            ],
            options={
                'verbose_name': 'formation',
                'verbose_name_plural': 'formations',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('capacity', models.PositiveSmallIntegerField(verbose_name='places')),
                ('status', models.CharField(choices=[('draft', 'Brouillon'), ('open', 'Inscriptions ouvertes'), ('cancelled', 'Annulée')], default='open', max_length=10, verbose_name='état')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='à savoir avant de venir')),
                ('cancel_reason', models.CharField(blank=True, max_length=200, verbose_name='raison de l’annulation')),
                ('created', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='ouverte le')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ouverte par')),
                ('epm', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='training_sessions', to='reseau.epm', verbose_name='EPM')),
                ('training', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='formation.trainingpage', verbose_name='formation')),
                ('closes_on', models.DateField(blank=True, null=True, verbose_name='inscriptions jusqu’au')),
                ('commune', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reseau.commune', verbose_name='commune du lieu')),
                ('elsewhere', models.CharField(blank=True, max_length=200, verbose_name='nom et adresse du lieu')),
                ('link', models.URLField(blank=True, max_length=300, verbose_name='lien de la réunion')),
                ('minimum', models.PositiveSmallIntegerField(default=1, verbose_name='minimum de personnes')),
                ('never_trained_first', models.BooleanField(default=True, verbose_name='priorité aux personnes jamais formées')),
                ('one_per_epm_first', models.BooleanField(default=True, verbose_name='d’abord une personne par EPM')),
                ('opens_on', models.DateField(blank=True, null=True, verbose_name='inscriptions à partir du')),
                ('place_kind', models.CharField(choices=[('epm', 'Dans un EPM'), ('elsewhere', 'Dans un autre lieu'), ('remote', 'À distance')], default='epm', max_length=10, verbose_name='où')),
                ('quotas_until', models.DateField(blank=True, null=True, verbose_name='places gardées aux territoires jusqu’au')),
                ('convocation_days', models.PositiveSmallIntegerField(default=14, verbose_name='convocation, jours avant')),
                ('reminder_days', models.CharField(blank=True, default='7, 1', max_length=40, validators=[formation.sessions.validators.check_delays], verbose_name='rappels, jours avant')),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('capacity__gte', 1)), name='session_has_a_place', violation_error_message='Une session a au moins une place.'), models.CheckConstraint(condition=models.Q(('minimum__gte', 1), ('minimum__lte', models.F('capacity'))), name='session_minimum_within_capacity', violation_error_message='Le minimum va de 1 au nombre de places.'), models.CheckConstraint(condition=models.Q(('opens_on__isnull', True), ('closes_on__isnull', True), ('closes_on__gte', models.F('opens_on')), _connector='OR'), name='session_enrolment_ends_after_start', violation_error_message='Les inscriptions ne peuvent pas finir avant d’avoir commencé.'), models.CheckConstraint(condition=models.Q(models.Q(('commune__isnull', True), ('elsewhere', ''), ('epm__isnull', False), ('place_kind', 'epm')), models.Q(('commune__isnull', False), ('epm__isnull', True), ('place_kind', 'elsewhere'), models.Q(('elsewhere', ''), _negated=True)), models.Q(('commune__isnull', True), ('elsewhere', ''), ('epm__isnull', True), ('place_kind', 'remote')), _connector='OR'), name='session_place_fits_kind', violation_error_message='Une session se tient dans un EPM, dans un autre lieu avec sa commune, ou à distance.')],
            },
        ),
        migrations.CreateModel(
            name='Enrolment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('requested', 'Accord de l’employeur attendu'), ('confirmed', 'Inscription confirmée'), ('waiting', 'Sur liste d’attente'), ('offered', 'Place proposée'), ('cancelled', 'Inscription annulée')], max_length=10, verbose_name='état')),
                ('requested_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='demandée le')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to=settings.AUTH_USER_MODEL, verbose_name='membre')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='enrolments', to='formation.session', verbose_name='session')),
                ('offered_until', models.DateTimeField(blank=True, null=True, verbose_name='place gardée jusqu’au')),
                ('put_first_at', models.DateTimeField(blank=True, null=True, verbose_name='mise en tête le')),
            ],
            options={
                'verbose_name': 'inscription',
                'verbose_name_plural': 'inscriptions',
                'ordering': ['requested_at', 'pk'],
                'indexes': [models.Index(fields=['session', 'status', 'requested_at'], name='enrolment_session_line')],
                'constraints': [models.UniqueConstraint(fields=('session', 'member'), name='enrolment_once_in_session', violation_error_message='Cette personne est déjà inscrite à cette session.'), models.CheckConstraint(condition=models.Q(models.Q(('offered_until__isnull', False), ('status', 'offered')), models.Q(models.Q(('status', 'offered'), _negated=True), ('offered_until__isnull', True)), _connector='OR'), name='enrolment_offer_has_an_end', violation_error_message='Une place proposée l’est jusqu’à une date.')],
            },
        ),
        migrations.CreateModel(
            name='HalfDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField(db_index=True, verbose_name='date')),
                ('part', models.CharField(choices=[('morning', 'matin'), ('afternoon', 'après-midi'), ('evening', 'soir')], max_length=10, verbose_name='moment')),
                ('start', models.TimeField(verbose_name='de')),
                ('end', models.TimeField(verbose_name='à')),
                ('closed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='émargement clos le')),
                ('closed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='clos par')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='half_days', to='formation.session', verbose_name='session')),
                ('changed', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='changée le')),
                ('sequence', models.PositiveIntegerField(default=0, editable=False, verbose_name='rang du dernier envoi aux agendas')),
                ('signature', models.TextField(blank=True, editable=False, validators=[formation.sessions.models.signature.check_path], verbose_name='signature tracée')),
                ('typed_name', models.CharField(blank=True, editable=False, max_length=80, verbose_name='nom écrit pour signer')),
                ('late_reason', models.CharField(blank=True, db_default='', editable=False, max_length=200, verbose_name='raison du pointage après coup')),
                ('is_reason_printed', models.BooleanField(db_default=False, default=False, editable=False, verbose_name='raison portée sur l’attestation')),
            ],
            options={
                'verbose_name': 'demi-journée',
                'verbose_name_plural': 'demi-journées',
                'ordering': ['date', 'start'],
                'constraints': [models.UniqueConstraint(fields=('session', 'date', 'part'), name='half_day_once_in_session', violation_error_message='Cette demi-journée est déjà dans la session.'), models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='half_day_ends_after_start', violation_error_message='L’heure de fin doit suivre l’heure de début.')],
            },
        ),
        migrations.CreateModel(
            name='Wish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(blank=True, max_length=160, verbose_name='ce que l’on voudrait apprendre')),
                ('created', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='dit le')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dit par')),
                ('domain', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='b2i.domain', verbose_name='thème')),
                ('training', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='wish', to='formation.trainingpage', verbose_name='formation')),
            ],
            options={
                'verbose_name': 'besoin de formation',
                'verbose_name_plural': 'besoins de formation',
                'ordering': ['-created', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('training__isnull', False), ('words', '')), models.Q(('training__isnull', True), models.Q(('words', ''), _negated=True)), _connector='OR'), name='wish_names_a_training_or_says_it', violation_error_message='Choisissez une formation, ou dites ce que vous voulez apprendre.')],
            },
        ),
        migrations.CreateModel(
            name='Ride',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('offer', 'Je peux emmener quelqu’un'), ('search', 'Je cherche une place')], max_length=10, verbose_name='ce que je propose')),
                ('seats', models.PositiveSmallIntegerField(default=0, verbose_name='places dans ma voiture')),
                ('shows_email', models.BooleanField(default=False, verbose_name='mon adresse électronique')),
                ('shows_phone', models.BooleanField(default=False, verbose_name='mon téléphone professionnel')),
                ('created', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='dit le')),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reseau.commune', verbose_name='commune de départ')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rides', to=settings.AUTH_USER_MODEL, verbose_name='membre')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rides', to='formation.session', verbose_name='session')),
            ],
            options={
                'verbose_name': 'covoiturage',
                'verbose_name_plural': 'covoiturages',
                'ordering': ['created', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('session', 'member'), name='ride_once_in_session', violation_error_message='Vous avez déjà dit ce que vous proposez pour cette session.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'offer'), ('seats__range', (1, 8))), models.Q(('kind', 'search'), ('seats', 0)), _connector='OR'), name='ride_offer_has_seats', violation_error_message='Dites combien de places vous avez\xa0: de 1 à 8.'), models.CheckConstraint(condition=models.Q(('shows_email', True), ('shows_phone', True), _connector='OR'), name='ride_has_a_contact', violation_error_message='Choisissez au moins un moyen de vous joindre.')],
            },
        ),
        migrations.CreateModel(
            name='SignedSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=200, upload_to=formation.proof.attendance.models.signed_sheet.signed_sheet_path, verbose_name='fichier')),
                ('kind', models.CharField(choices=[('pdf', 'PDF'), ('jpg', 'photo'), ('png', 'image')], max_length=4, verbose_name='type, lu dans le contenu')),
                ('size', models.PositiveIntegerField(verbose_name='taille en octets')),
                ('added', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='déposée le')),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='déposée par')),
                ('half_day', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='signed_sheets', to='formation.halfday', verbose_name='demi-journée')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signed_sheets', to='formation.session', verbose_name='session')),
            ],
            options={
                'verbose_name': 'feuille signée',
                'verbose_name_plural': 'feuilles signées',
                'ordering': ['added', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_present', models.BooleanField(verbose_name='présent')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='formation.enrolment', verbose_name='inscription')),
                ('half_day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='formation.halfday', verbose_name='demi-journée')),
                ('how', models.CharField(choices=[('ticked', 'pointage'), ('qr', 'code QR'), ('paper', 'feuille papier'), ('tablet', 'signature')], default='ticked', max_length=10, verbose_name='moyen')),
                ('key', models.UUIDField(blank=True, editable=False, null=True, unique=True, verbose_name='clé de l’envoi')),
                ('noted_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='noté le')),
                ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noté par')),
                ('signature', models.TextField(blank=True, editable=False, validators=[formation.sessions.models.signature.check_path], verbose_name='signature tracée')),
                ('typed_name', models.CharField(blank=True, editable=False, max_length=80, verbose_name='nom écrit pour signer')),
                ('timing', models.CharField(choices=[('same_day', 'le jour même'), ('late', 'après coup, avec une feuille signée ou une raison'), ('before', 'après coup, avant la règle')], db_default='same_day', default='same_day', max_length=8, verbose_name='noté quand')),
                ('late_reason', models.CharField(blank=True, db_default='', max_length=200, verbose_name='raison du pointage après coup')),
                ('late_sheet', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='late_presences', to='formation.signedsheet', verbose_name='feuille signée qui prouve le pointage après coup')),
                ('is_reason_printed', models.BooleanField(db_default=False, default=False, verbose_name='raison portée sur l’attestation')),
            ],
            options={
                'verbose_name': 'émargement',
                'verbose_name_plural': 'émargements',
                'constraints': [models.UniqueConstraint(fields=('half_day', 'enrolment'), name='attendance_once_for_each_half_day', violation_error_message='Cette présence est déjà notée.'), models.CheckConstraint(condition=models.Q(models.Q(('timing', 'late'), _negated=True), models.Q(('late_reason', ''), _negated=True), ('late_sheet__isnull', False), _connector='OR'), name='attendance_late_with_proof', violation_error_message='Une présence notée après coup demande la feuille signée ou une raison.'), models.CheckConstraint(condition=models.Q(('timing', 'same_day'), ('how__in', ('ticked', 'paper')), _connector='OR'), name='attendance_late_when_written_for_others', violation_error_message='Une signature et un code portent leur propre date.')],
            },
        ),
        migrations.CreateModel(
            name='TrainerProfile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekdays', models.JSONField(blank=True, default=list, verbose_name='jours habituels')),
                ('member', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='trainer_profile', to=settings.AUTH_USER_MODEL, verbose_name='membre')),
                ('trainings', models.ManyToManyField(blank=True, related_name='trainers', to='formation.trainingpage', verbose_name='formations données')),
            ],
            options={
                'verbose_name': 'profil de formateur',
                'verbose_name_plural': 'profils de formateurs',
                'ordering': ['member__search_name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AttendanceCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('was_present', models.BooleanField(verbose_name='présent avant')),
                ('is_present', models.BooleanField(verbose_name='présent après')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='corrigé le')),
                ('why', models.CharField(max_length=200, verbose_name='raison')),
                ('attendance', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='formation.attendance', verbose_name='émargement')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='corrigé par')),
            ],
            options={
                'verbose_name': 'correction d’émargement',
                'verbose_name_plural': 'corrections d’émargement',
                'ordering': ['at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('was_present', models.F('is_present')), _negated=True), name='attendance_correction_changes_something', violation_error_message='Une correction change la présence.')],
            },
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=12, unique=True, verbose_name='numéro')),
                ('issued', models.DateTimeField(default=django.utils.timezone.now, verbose_name='délivrée le')),
                ('shows', models.CharField(choices=[('full', 'Mon prénom et mon nom'), ('initials', 'Mes initiales seulement')], default='initials', max_length=10, verbose_name='ce que montre la vérification')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='annulée le')),
                ('revocation', models.CharField(blank=True, choices=[('no_presence', 'Plus aucune présence n’est notée à cette session.'), ('decision', 'Décision de la coordination.')], max_length=12, verbose_name='cause de l’annulation')),
                ('revoke_reason', models.CharField(blank=True, max_length=300, verbose_name='raison de l’annulation')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='certificates', to='formation.enrolment', verbose_name='inscription')),
                ('revoked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='annulée par')),
                ('signatory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='formation.signatory', verbose_name='signataire du jour de la délivrance')),
            ],
            options={
                'verbose_name': 'attestation',
                'verbose_name_plural': 'attestations',
                'ordering': ['-issued', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('enrolment',), name='certificate_one_in_force', violation_error_message='Cette personne a déjà une attestation valable pour cette session.'), models.CheckConstraint(condition=models.Q(models.Q(('revocation', ''), ('revoked_at__isnull', True)), models.Q(('revoked_at__isnull', False), models.Q(('revocation', ''), _negated=True)), _connector='OR'), name='certificate_revoked_for_a_cause', violation_error_message='Une attestation annulée l’est pour une cause.')],
            },
        ),
        migrations.CreateModel(
            name='EmployerAgreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='demandé à')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='demandé le')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='répondu le')),
                ('is_agreed', models.BooleanField(blank=True, null=True, verbose_name='accordé')),
                ('comment', models.CharField(blank=True, max_length=200, verbose_name='mot de l’employeur')),
                ('enrolment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='agreement', to='formation.enrolment', verbose_name='inscription')),
                ('former_link', models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True, verbose_name='empreinte d’un lien d’avant')),
            ],
            options={
                'verbose_name': 'accord de l’employeur',
                'verbose_name_plural': 'accords des employeurs',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('is_agreed__isnull', True)), models.Q(('answered_at__isnull', False), ('is_agreed__isnull', False)), _connector='OR'), name='agreement_answered_once_given_or_refused', violation_error_message='Un accord est donné ou refusé à une date.')],
            },
        ),
        migrations.CreateModel(
            name='EnrolmentEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='le')),
                ('status', models.CharField(choices=[('requested', 'Accord de l’employeur attendu'), ('confirmed', 'Inscription confirmée'), ('waiting', 'Sur liste d’attente'), ('offered', 'Place proposée'), ('cancelled', 'Inscription annulée')], max_length=10, verbose_name='état')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='raison')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='formation.enrolment', verbose_name='inscription')),
            ],
            options={
                'verbose_name': 'ligne du journal des inscriptions',
                'verbose_name_plural': 'journal des inscriptions',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Evaluation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('moment', models.CharField(choices=[('hot', 'À chaud'), ('cold', 'À trois mois')], max_length=4, verbose_name='moment')),
                ('day', models.DateField(verbose_name='jour')),
                ('satisfaction', models.PositiveSmallIntegerField(choices=[(1, 'Pas du tout'), (2, 'Plutôt non'), (3, 'Plutôt oui'), (4, 'Tout à fait')], verbose_name='satisfaction')),
                ('usefulness', models.PositiveSmallIntegerField(choices=[(1, 'Pas du tout'), (2, 'Plutôt non'), (3, 'Plutôt oui'), (4, 'Tout à fait')], verbose_name='utilité')),
                ('teaching', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'Pas du tout'), (2, 'Plutôt non'), (3, 'Plutôt oui'), (4, 'Tout à fait')], null=True, verbose_name='clarté et rythme')),
                ('comfort', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'Pas du tout'), (2, 'Plutôt non'), (3, 'Plutôt oui'), (4, 'Tout à fait')], null=True, verbose_name='lieu et accueil')),
                ('ease', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'Pas du tout'), (2, 'Plutôt non'), (3, 'Plutôt oui'), (4, 'Tout à fait')], null=True, verbose_name='aisance')),
                ('reuse', models.CharField(blank=True, choices=[('often', 'Oui, plusieurs fois'), ('once', 'Oui, une fois'), ('planned', 'Pas encore, mais c’est prévu'), ('no', 'Non')], max_length=7, verbose_name='atelier animé depuis')),
                ('went_well', models.TextField(blank=True, max_length=1000, verbose_name='ce qui a aidé')),
                ('to_mend', models.TextField(blank=True, max_length=1000, verbose_name='ce qui manque')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evaluations', to='formation.session', verbose_name='session')),
            ],
            options={
                'verbose_name': 'évaluation',
                'verbose_name_plural': 'évaluations',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('moment', 'hot'), ('teaching__isnull', False), ('comfort__isnull', False)), models.Q(models.Q(('moment', 'hot'), _negated=True), ('teaching__isnull', True), ('comfort__isnull', True)), _connector='OR'), name='evaluation_hot_questions', violation_error_message='Ces questions se posent à la fin de la session.'), models.CheckConstraint(condition=models.Q(models.Q(('moment', 'cold'), ('ease__isnull', False)), models.Q(models.Q(('moment', 'cold'), _negated=True), ('ease__isnull', True)), _connector='OR'), name='evaluation_cold_questions', violation_error_message='Ces questions se posent trois mois après.')],
            },
        ),
        migrations.CreateModel(
            name='EvaluationRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moment', models.CharField(choices=[('hot', 'À chaud'), ('cold', 'À trois mois')], max_length=4, verbose_name='moment')),
                ('asked', models.DateField(blank=True, null=True, verbose_name='demandée le')),
                ('reminded', models.DateField(blank=True, null=True, verbose_name='rappelée le')),
                ('is_answered', models.BooleanField(default=False, verbose_name='a répondu')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evaluation_requests', to='formation.enrolment', verbose_name='inscription')),
            ],
            options={
                'verbose_name': 'demande d’évaluation',
                'verbose_name_plural': 'demandes d’évaluation',
                'constraints': [models.UniqueConstraint(fields=('enrolment', 'moment'), name='evaluation_asked_once', violation_error_message='Cette évaluation est déjà demandée à cette personne.')],
            },
        ),
        migrations.CreateModel(
            name='KitSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='kit_sheets', to='formation.trainingpage')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='in_kits', to='ressources.sheet', verbose_name='fiche')),
            ],
            options={
                'verbose_name': 'fiche emportée d’une formation',
                'verbose_name_plural': 'fiches emportées des formations',
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('page', 'sheet'), name='kit_has_a_sheet_once', violation_error_message='Cette fiche est déjà parmi celles que l’on emporte.')],
            },
        ),
        migrations.CreateModel(
            name='Mission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('transport', models.CharField(choices=[('car', 'Ma voiture'), ('passenger', 'La voiture d’une autre personne'), ('public', 'Train ou car'), ('service', 'Un véhicule de service')], max_length=10, verbose_name='moyen de transport')),
                ('power', models.CharField(blank=True, choices=[('small', '5\xa0CV et moins'), ('middle', '6 et 7\xa0CV'), ('large', '8\xa0CV et plus')], max_length=10, verbose_name='puissance fiscale')),
                ('car_reason', models.CharField(blank=True, choices=[('no_public', 'Pas de transport en commun adapté à ces horaires'), ('quicker', 'Économie ou gain de temps appréciable'), ('equipment', 'Matériel à transporter'), ('shared', 'Voiture partagée avec d’autres personnes de la session')], max_length=10, verbose_name='motif de l’usage de la voiture')),
                ('is_insured', models.BooleanField(default=False, verbose_name='assurance et permis déclarés')),
                ('minutes', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(600)], verbose_name='durée d’un trajet, en minutes')),
                ('measured_kilometres', models.PositiveSmallIntegerField(verbose_name='aller et retour calculé, en kilomètres')),
                ('is_by_road', models.BooleanField(default=False, verbose_name='calculé par la route')),
                ('declared_kilometres', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(2000)], verbose_name='aller et retour que vous déclarez, en kilomètres')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='demandé le')),
                ('enrolment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='mission', to='formation.enrolment', verbose_name='inscription')),
                ('signatory', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='missions', to='formation.signatory', verbose_name='signataire du jour de la préparation')),
            ],
            options={
                'verbose_name': 'ordre de mission',
                'verbose_name_plural': 'ordres de mission',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('transport', 'car'), _negated=True), models.Q(models.Q(('power', ''), _negated=True), models.Q(('car_reason', ''), _negated=True), ('is_insured', True)), _connector='OR'), name='mission_car_is_whole', violation_error_message='Une voiture demande sa puissance, un motif et la déclaration d’assurance.'), models.CheckConstraint(condition=models.Q(('measured_kilometres__gt', 0), models.Q(('declared_kilometres__isnull', True), ('declared_kilometres__gt', 0), _connector='OR')), name='mission_has_kilometres', violation_error_message='Un trajet fait au moins un kilomètre.')],
            },
        ),
        migrations.CreateModel(
            name='Occupancy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField(verbose_name='date')),
                ('part', models.CharField(choices=[('morning', 'matin'), ('afternoon', 'après-midi'), ('evening', 'soir')], max_length=10, verbose_name='moment')),
                ('epm', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='occupancies', to='reseau.epm', verbose_name='EPM')),
                ('half_day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='occupancies', to='formation.halfday', verbose_name='demi-journée')),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='occupancies', to=settings.AUTH_USER_MODEL, verbose_name='membre')),
            ],
            options={
                'verbose_name': 'occupation',
                'verbose_name_plural': 'occupations',
                'ordering': ['date', 'part', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('epm__isnull', True), ('member__isnull', False)), models.Q(('epm__isnull', False), ('member__isnull', True)), _connector='OR'), name='occupancy_of_a_person_or_a_room', violation_error_message='Une demi-journée occupe une personne ou une salle.'), models.UniqueConstraint(fields=('member', 'date', 'part'), name='person_in_one_half_day_at_once', violation_error_message='Cette personne est déjà prise à ce moment-là.'), models.UniqueConstraint(fields=('epm', 'date', 'part'), name='room_in_one_half_day_at_once', violation_error_message='Cette salle est déjà prise à ce moment-là.')],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeHalfDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('title', models.CharField(max_length=160, verbose_name='titre')),
                ('items', models.TextField(help_text='Un point par ligne.', verbose_name='contenu')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='programme', to='formation.trainingpage')),
            ],
            options={
                'verbose_name': 'demi-journée du programme',
                'verbose_name_plural': 'demi-journées du programme',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RideRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by_driver', models.BooleanField(verbose_name='demandée par qui emmène')),
                ('answer', models.CharField(choices=[('waiting', 'Réponse attendue'), ('accepted', 'Acceptée'), ('declined', 'Refusée')], default='waiting', max_length=10, verbose_name='réponse')),
                ('created', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='demandée le')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requests_as_offer', to='formation.ride', verbose_name='qui emmène')),
                ('search', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requests_as_search', to='formation.ride', verbose_name='qui cherche une place')),
            ],
            options={
                'verbose_name': 'demande de covoiturage',
                'verbose_name_plural': 'demandes de covoiturage',
                'ordering': ['created', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('offer', 'search'), name='ride_request_once', violation_error_message='Cette demande existe déjà.'), models.UniqueConstraint(condition=models.Q(('answer', 'accepted')), fields=('search',), name='ride_request_one_car_for_a_passenger', violation_error_message='Cette personne a déjà une place dans une voiture.')],
            },
        ),
        migrations.CreateModel(
            name='SessionDossier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'En attente'), ('running', 'En préparation'), ('ready', 'Prêt'), ('failed', 'Interrompu')], default='waiting', max_length=10, verbose_name='état')),
                ('done', models.PositiveIntegerField(default=0, verbose_name='pièces faites')),
                ('total', models.PositiveIntegerField(default=0, verbose_name='pièces à faire')),
                ('report', models.JSONField(blank=True, default=list, verbose_name='contenu')),
                ('problem', models.CharField(blank=True, max_length=200, verbose_name='ce qui a empêché de le faire')),
                ('file', models.FileField(blank=True, max_length=200, upload_to=reseau.documents.dossiers.models.kept_under, verbose_name='fichier')),
                ('size', models.PositiveBigIntegerField(default=0, verbose_name='taille en octets')),
                ('claim', models.UUIDField(blank=True, editable=False, null=True, verbose_name='passage en cours')),
                ('attempts', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='passages commencés')),
                ('asked', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='demandé le')),
                ('told', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='dernières nouvelles')),
                ('finished', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='fini le')),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='demandé par')),
                ('sessions', models.ManyToManyField(related_name='dossiers', to='formation.session', verbose_name='sessions')),
            ],
            options={
                'verbose_name': 'dossier de sessions',
                'verbose_name_plural': 'dossiers de sessions',
                'ordering': ['-asked', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'ready'), _negated=True), models.Q(models.Q(('file', ''), _negated=True), ('finished__isnull', False)), _connector='OR'), name='dossier_ready_has_its_file', violation_error_message='Un dossier prêt a son fichier.'), models.CheckConstraint(condition=models.Q(('state', 'failed'), ('problem', ''), _connector='XOR'), name='dossier_failed_says_why', violation_error_message='Un dossier interrompu dit pourquoi, les autres n’ont rien à dire.')],
            },
        ),
        migrations.CreateModel(
            name='SessionTrainer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_lead', models.BooleanField(default=False, verbose_name='formateur principal')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions_given', to=settings.AUTH_USER_MODEL, verbose_name='membre')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trainers', to='formation.session', verbose_name='session')),
            ],
            options={
                'verbose_name': 'formateur d’une session',
                'verbose_name_plural': 'formateurs des sessions',
                'ordering': ['-is_lead', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('session', 'member'), name='trainer_once_in_session', violation_error_message='Cette personne assure déjà la formation.'), models.UniqueConstraint(condition=models.Q(('is_lead', True)), fields=('session',), name='session_has_one_lead_trainer', violation_error_message='Une seule personne mène la session.')],
            },
        ),
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
        migrations.CreateModel(
            name='TerritoryQuota',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('places', models.PositiveSmallIntegerField(verbose_name='places gardées')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quotas', to='formation.session', verbose_name='session')),
                ('territory', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='training_quotas', to='reseau.territory', verbose_name='territoire')),
            ],
            options={
                'verbose_name': 'places gardées à un territoire',
                'verbose_name_plural': 'places gardées aux territoires',
                'ordering': [reseau.texts.french_order.Folded('territory__name')],
                'constraints': [models.UniqueConstraint(fields=('session', 'territory'), name='quota_once_for_a_territory', violation_error_message='Ce territoire a déjà ses places dans cette session.'), models.CheckConstraint(condition=models.Q(('places__gte', 1)), name='quota_keeps_a_place', violation_error_message='On garde au moins une place, ou aucune.')],
            },
        ),
        migrations.CreateModel(
            name='TrainingEliminationLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('name', 'Nom d’un compte effacé'), ('attendance', 'Signatures et feuilles signées'), ('missions', 'Ordres de mission'), ('evaluations', 'Mots des avis')], max_length=12, verbose_name='documents')),
                ('label', models.CharField(max_length=300, verbose_name='désignation')),
                ('first_day', models.DateField(verbose_name='premier jour')),
                ('last_day', models.DateField(verbose_name='dernier jour')),
                ('pieces', models.PositiveIntegerField(verbose_name='pièces')),
                ('kept_until', models.DateField(verbose_name='gardé jusqu’au')),
                ('listed_on', models.DateField(verbose_name='inscrit le')),
                ('outcome', models.CharField(choices=[('waiting', 'En attente'), ('destroyed', 'Détruit'), ('kept', 'Gardé\xa0: la durée a changé')], default='waiting', max_length=9, verbose_name='suite')),
                ('elimination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='formation.trainingelimination', verbose_name='bordereau')),
                ('identity', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='formation.archivedidentity', verbose_name='identité archivée')),
                ('session', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='elimination_lines', to='formation.session', verbose_name='session')),
            ],
            options={
                'verbose_name': 'ligne d’un bordereau d’élimination des formations',
                'verbose_name_plural': 'lignes des bordereaux d’élimination des formations',
                'ordering': ['kind', 'last_day', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('listed_on__gt', models.F('kept_until'))), name='training_line_not_too_early', violation_error_message='Ces documents n’ont pas atteint leur terme.'), models.CheckConstraint(condition=models.Q(('identity__isnull', True), models.Q(('kind', 'name'), ('session__isnull', True)), _connector='OR'), name='training_line_of_one_thing', violation_error_message='Une ligne est celle d’un nom ou d’une session.'), models.UniqueConstraint(condition=models.Q(('outcome', 'waiting')), fields=('identity',), name='training_line_of_a_name_once', violation_error_message='Ce nom est déjà sur un bordereau.'), models.UniqueConstraint(condition=models.Q(('outcome', 'waiting')), fields=('session', 'kind'), name='training_line_of_a_session_once', violation_error_message='Ces documents sont déjà sur un bordereau.')],
            },
        ),
        migrations.CreateModel(
            name='TrainingTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_object', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='tagged_items', to='formation.trainingpage')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(app_label)s_%(class)s_items', to='taggit.tag')),
            ],
            options={
                'verbose_name': 'mot-clé d’une formation',
                'verbose_name_plural': 'mots-clés des formations',
            },
        ),
        migrations.CreateModel(
            name='Unavailability',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.DateField(verbose_name='du')),
                ('last', models.DateField(verbose_name='au (inclus)')),
                ('reason', models.CharField(blank=True, max_length=120, verbose_name='raison')),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='unavailabilities', to='formation.trainerprofile', verbose_name='formateur')),
            ],
            options={
                'verbose_name': 'indisponibilité',
                'verbose_name_plural': 'indisponibilités',
                'ordering': ['first', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('last__gte', models.F('first'))), name='unavailability_ends_after_start', violation_error_message='Le dernier jour ne peut pas précéder le premier.')],
            },
        ),
        migrations.CreateModel(
            name='Voice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekdays', models.JSONField(blank=True, default=list, verbose_name='plutôt le')),
                ('parts', models.JSONField(blank=True, default=list, verbose_name='plutôt')),
                ('created', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='dite le')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='training_voices', to=settings.AUTH_USER_MODEL, verbose_name='membre')),
                ('territory', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='reseau.territory', verbose_name='territoire')),
                ('wish', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='voices', to='formation.wish', verbose_name='besoin')),
            ],
            options={
                'verbose_name': 'voix pour un besoin',
                'verbose_name_plural': 'voix pour des besoins',
                'ordering': ['created', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('wish', 'member'), name='voice_once_for_a_wish', violation_error_message='Vous soutenez déjà ce besoin.')],
            },
        ),
        migrations.CreateModel(
            name='WishAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answered_wishes', to='formation.session', verbose_name='session')),
                ('wish', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='formation.wish', verbose_name='besoin')),
            ],
            options={
                'verbose_name': 'réponse à un besoin',
                'verbose_name_plural': 'réponses à des besoins',
                'constraints': [models.UniqueConstraint(fields=('wish', 'session'), name='wish_answered_once_by_a_session', violation_error_message='Cette session répond déjà à ce besoin.')],
            },
        ),
        migrations.AddField(
            model_name='trainingpage',
            name='tags',
            field=modelcluster.contrib.taggit.ClusterTaggableManager(blank=True, help_text='A comma-separated list of tags.', through='formation.TrainingTag', to='taggit.Tag', verbose_name='mots-clés'),
        ),
        # The only rows that a new site receives from a migration.
        migrations.RunPython(write_table, migrations.RunPython.noop),
    ]
