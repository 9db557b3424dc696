"""Mails to the address of somebody without account. The way back forgets them: the former table has no room for them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def forget_outsiders(apps, schema_editor) -> None:
    apps.get_model("alertes", "Mail").objects.filter(member=None).delete()
    # PostgreSQL cannot alter a table with pending deferred constraints.
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):

    dependencies = [
        ('alertes', '0004_enclosures'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='mail',
            name='outsider',
            field=models.EmailField(blank=True, default='', max_length=254, verbose_name='destinataire sans compte'),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='mail',
            name='key',
            field=models.CharField(db_index=True, max_length=120, verbose_name='clé'),
        ),
        migrations.AlterField(
            model_name='mail',
            name='member',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mails', to=settings.AUTH_USER_MODEL, verbose_name='destinataire'),
        ),
        migrations.AddConstraint(
            model_name='mail',
            constraint=models.UniqueConstraint(condition=models.Q(('outsider', ''), _negated=True), fields=('outsider', 'key'), name='mail_once_for_each_outsider', violation_error_message='Ce courriel est déjà prévu pour cette adresse.'),
        ),
        migrations.AddConstraint(
            model_name='mail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('member__isnull', False), ('outsider', '')), models.Q(('member', None), models.Q(('outsider', ''), _negated=True)), _connector='OR'), name='mail_to_a_member_or_to_an_address', violation_error_message='Un courriel va à un membre, ou à une adresse sans compte.'),
        ),
        migrations.RunPython(migrations.RunPython.noop, forget_outsiders),
    ]
