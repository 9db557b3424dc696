import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("b2i", "0040_transcripts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ProposedVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.JSONField(editable=False, verbose_name='contenu du fichier')),
                ('file_name', models.CharField(max_length=200, verbose_name='nom du fichier')),
                ('created', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='déposée le')),
                ('decided_at', models.DateTimeField(editable=False, null=True, verbose_name='décidée le')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='décidée par')),
                ('former', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='b2i.framework', verbose_name='référentiel en usage au dépôt')),
                ('framework', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='adoption', to='b2i.framework', verbose_name='référentiel adopté')),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='déposée par')),
            ],
            options={
                'verbose_name': 'version proposée d’un référentiel',
                'verbose_name_plural': 'versions proposées d’un référentiel',
                'ordering': ['-created', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('framework__isnull', True), ('decided_at__isnull', False), _connector='OR'), name='proposed_version_adopted_on_a_day', violation_error_message='Une version adoptée a sa date.')],
            },
        ),
    ]
