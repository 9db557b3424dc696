"""Who signs certificates and mission orders, from which day."""

import formation.proof.signatories.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('formation', '0030_late_presences_proven'),
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
            ],
            options={
                'verbose_name': 'signataire',
                'verbose_name_plural': 'signataires',
                'ordering': ['-since'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('quality', ''), _negated=True), models.Q(('siret', ''), _negated=True), models.Q(('payer', ''), _negated=True), models.Q(('legal_basis', ''), _negated=True), models.Q(('insurance', ''), _negated=True)), name='signatory_is_whole', violation_error_message='Tout se remplit, sauf la délégation.')],
            },
        ),
    ]
