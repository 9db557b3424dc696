"""Nobody and no room is in two half-days at once: a fact of the database."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('formation', '0003_enrolment_offers_and_journal'),
        ('reseau', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Occupancy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField(verbose_name='date')),
                ('part', models.CharField(choices=[('morning', 'matin'), ('afternoon', 'après-midi'), ('evening', 'soir')], max_length=10, verbose_name='moment')),
            ],
            options={
                'verbose_name': 'occupation',
                'verbose_name_plural': 'occupations',
                'ordering': ['date', 'part', 'pk'],
            },
        ),
        migrations.AlterField(
            model_name='halfday',
            name='part',
            field=models.CharField(choices=[('morning', 'matin'), ('afternoon', 'après-midi'), ('evening', 'soir')], max_length=10, verbose_name='moment'),
        ),
        migrations.AddField(
            model_name='occupancy',
            name='epm',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='occupancies', to='reseau.epm', verbose_name='EPM'),
        ),
        migrations.AddField(
            model_name='occupancy',
            name='half_day',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='occupancies', to='formation.halfday', verbose_name='demi-journée'),
        ),
        migrations.AddField(
            model_name='occupancy',
            name='member',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='occupancies', to=settings.AUTH_USER_MODEL, verbose_name='membre'),
        ),
        migrations.AddConstraint(
            model_name='occupancy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('epm__isnull', True), ('member__isnull', False)), models.Q(('epm__isnull', False), ('member__isnull', True)), _connector='OR'), name='occupancy_of_a_person_or_a_room', violation_error_message='Une demi-journée occupe une personne ou une salle.'),
        ),
        migrations.AddConstraint(
            model_name='occupancy',
            constraint=models.UniqueConstraint(fields=('member', 'date', 'part'), name='person_in_one_half_day_at_once', violation_error_message='Cette personne est déjà prise à ce moment-là.'),
        ),
        migrations.AddConstraint(
            model_name='occupancy',
            constraint=models.UniqueConstraint(fields=('epm', 'date', 'part'), name='room_in_one_half_day_at_once', violation_error_message='Cette salle est déjà prise à ce moment-là.'),
        ),
    ]
