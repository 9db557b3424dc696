import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('b2i', '0036_retention_rule'),
        ('reseau', '0011_lengths_of_epm_texts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='accreditation',
            name='accreditation_of_a_centre_or_a_person',
        ),
        migrations.AddField(
            model_name='accreditation',
            name='held_by',
            field=models.CharField(blank=True, db_default='', default='', editable=False, max_length=130, verbose_name='nom de la personne dans l’acte'),
        ),
        migrations.AlterField(
            model_name='accreditation',
            name='member',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='accreditations', to=settings.AUTH_USER_MODEL, verbose_name='personne'),
        ),
        migrations.AddConstraint(
            model_name='accreditation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('epm__isnull', False), ('held_by', ''), ('member__isnull', True)), models.Q(models.Q(('epm__isnull', True)), models.Q(('member__isnull', False), models.Q(('held_by', ''), _negated=True), _connector='OR')), _connector='OR'), name='accreditation_of_a_centre_or_a_person', violation_error_message='Un agrément est celui d’un centre, une habilitation celle d’une personne.'),
        ),
    ]
