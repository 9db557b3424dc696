"""Keep the name and the signed paper of a parent who agrees; mark the consents that were noted before they were asked."""

import b2i.people.learners.models.consent
from django.conf import settings
from django.db import migrations, models


def mark_earlier_consents(apps, schema_editor):
    apps.get_model("b2i", "Consent").objects.filter(giver="parent").update(is_before_paper=True)


class Migration(migrations.Migration):

    dependencies = [
        ("b2i", "0028_renewals"),
        ('reseau', '0011_lengths_of_epm_texts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='consent',
            name='is_before_paper',
            field=models.BooleanField(db_default=False, default=False, editable=False, verbose_name='noté avant que le papier signé soit demandé'),
        ),
        migrations.AddField(
            model_name='consent',
            name='paper',
            field=models.FileField(blank=True, db_default='', default='', max_length=200, upload_to=b2i.people.learners.models.consent.kept_under, verbose_name='papier signé'),
        ),
        migrations.AddField(
            model_name='consent',
            name='paper_mark',
            field=models.CharField(blank=True, db_default='', default='', max_length=120, verbose_name='où est rangé le papier signé'),
        ),
        migrations.AddField(
            model_name='consent',
            name='parent_name',
            field=models.CharField(blank=True, db_default='', default='', max_length=120, verbose_name='nom du parent'),
        ),
        migrations.AlterField(
            model_name='consent',
            name='version',
            field=models.CharField(default='2026-4', max_length=12, verbose_name='version du texte lu'),
        ),
        migrations.RunPython(mark_earlier_consents, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('giver', 'parent'), _negated=True), models.Q(('is_before_paper', True), ('version__in', ('2026-1', '2026-2', '2026-3'))), models.Q(models.Q(('parent_name', ''), _negated=True), models.Q(models.Q(('paper', ''), _negated=True), models.Q(('paper_mark', ''), _negated=True), _connector='OR')), _connector='OR'), name='consent_of_a_parent_is_signed', violation_error_message='L’accord d’un parent se note avec son nom et le papier signé, ou l’endroit où il est rangé.'),
        ),
    ]
