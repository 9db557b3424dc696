import b2i.privacy.retention.rule
import django.db.models.lookups
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("b2i", "0035_elimination_lines_with_their_notice")]

    operations = [
        migrations.AddConstraint(
            model_name='elimination',
            constraint=models.CheckConstraint(condition=models.Q(('visa_on__isnull', True), ('visa_on__gte', models.F('prepared_on')), _connector='OR'), name='elimination_visa_after_the_list', violation_error_message='Le visa est donné après la préparation du bordereau.'),
        ),
        migrations.AddConstraint(
            model_name='elimination',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('carried_out_at__isnull', True), ('destroyed_on__isnull', True)), models.Q(('carried_out_at__isnull', False), ('destroyed_on__gte', models.F('visa_on')), ('destroyed_on__isnull', False)), _connector='OR'), name='elimination_destroyed_after_the_visa', violation_error_message='Les livrets sont supprimés le jour du visa ou après.'),
        ),
        migrations.AddConstraint(
            model_name='eliminationline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(django.db.models.lookups.GreaterThanOrEqual(b2i.privacy.retention.rule.DaysBetween('told_on', 'last_contact'), 730), django.db.models.lookups.GreaterThanOrEqual(b2i.privacy.retention.rule.DaysBetween('listed_on', 'told_on'), 90), ('listed_on__isnull', False), ('told_on__isnull', False)), models.Q(models.Q(('listed_on__isnull', True), ('told_on__isnull', True)), models.Q(('outcome', 'waiting'), _negated=True)), ('outcome', 'removed'), _connector='OR'), name='elimination_line_not_too_early', violation_error_message='Ce livret n’est pas sans nouvelles, ou pas signalé, depuis assez longtemps.'),
        ),
    ]
