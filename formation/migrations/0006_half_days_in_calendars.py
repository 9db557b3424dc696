"""What calendars know of a half-day: the number of the last message about it, and when it changed."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('formation', '0005_occupancies_of_sessions'),
    ]

    operations = [
        migrations.AddField(
            model_name='halfday',
            name='changed',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='changée le'),
        ),
        migrations.AddField(
            model_name='halfday',
            name='sequence',
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name='rang du dernier envoi aux agendas'),
        ),
    ]
