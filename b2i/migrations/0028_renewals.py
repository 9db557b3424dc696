import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('b2i', '0027_crosswalk_degrees'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Renewal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='passé le')),
                ('crosswalk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='b2i.crosswalk', verbose_name='table de correspondance')),
                ('former', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='renewed_as', to='b2i.record', verbose_name='livret d’avant')),
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='renewal', to='b2i.record', verbose_name='livret nouveau')),
                ('renewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='passé par')),
            ],
            options={
                'verbose_name': 'passage à une nouvelle version',
                'verbose_name_plural': 'passages à une nouvelle version',
                'constraints': [models.CheckConstraint(condition=models.Q(('record', models.F('former')), _negated=True), name='renewal_of_another_record', violation_error_message='Un livret ne se cite pas lui-même.')],
            },
        ),
    ]
