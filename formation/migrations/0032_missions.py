"""What a volunteer says of a journey, for the mission order that an authority signs."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('formation', '0031_signatories'),
    ]

    operations = [
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
            ],
            options={
                'verbose_name': 'mission',
                'verbose_name_plural': 'missions',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('transport', 'car'), _negated=True), models.Q(models.Q(('power', ''), _negated=True), models.Q(('car_reason', ''), _negated=True), ('is_insured', True)), _connector='OR'), name='mission_car_is_whole', violation_error_message='Une voiture demande sa puissance, un motif et la déclaration d’assurance.'), models.CheckConstraint(condition=models.Q(('measured_kilometres__gt', 0), models.Q(('declared_kilometres__isnull', True), ('declared_kilometres__gt', 0), _connector='OR')), name='mission_has_kilometres', violation_error_message='Un trajet fait au moins un kilomètre.')],
            },
        ),
    ]
