"""Keep the line that a member began for an item of the veille."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ressources', '0038_tags_of_the_site'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='WhyDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.TextField(verbose_name='pourquoi c’est utile')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='version')),
                ('saved', models.DateTimeField(default=django.utils.timezone.now, verbose_name='gardé le')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='why_drafts', to='ressources.feeditem', verbose_name='lecture')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='membre')),
            ],
            options={
                'verbose_name': 'ligne commencée',
                'verbose_name_plural': 'lignes commencées',
                'constraints': [models.UniqueConstraint(fields=('item', 'member'), name='why_draft_once_for_item_and_member', violation_error_message='Une ligne est déjà commencée pour cette page.')],
            },
        ),
    ]
