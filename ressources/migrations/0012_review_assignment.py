"""Sheets in review get a line that says who has them; those already in review are to be taken by their territory."""

from datetime import timedelta

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def assign_running_reviews(apps, schema_editor):
    Sheet = apps.get_model("ressources", "Sheet")
    ReviewAssignment = apps.get_model("ressources", "ReviewAssignment")
    WorkflowState = apps.get_model("wagtailcore", "WorkflowState")
    running = WorkflowState.objects.filter(
        status="in_progress", base_content_type__app_label="wagtailcore", base_content_type__model="page"
    ).select_related("current_task_state")
    for state in running:
        if state.current_task_state and Sheet.objects.filter(pk=state.object_id).exists():
            since = state.current_task_state.started_at
            due = django.utils.timezone.localdate(since) + timedelta(days=10)
            ReviewAssignment.objects.create(sheet_id=state.object_id, since=since, due=due)


class Migration(migrations.Migration):

    dependencies = [
        ('ressources', '0011_short_kinds'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReviewAssignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(default=django.utils.timezone.now, verbose_name='depuis le')),
                ('due', models.DateField(db_index=True, verbose_name='réponse attendue pour le')),
                ('holder_reminded', models.DateTimeField(blank=True, null=True, verbose_name='relance envoyée le')),
                ('territory_reminded', models.DateTimeField(blank=True, null=True, verbose_name='territoire relancé le')),
                ('reviewer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='relecteur')),
                ('sheet', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='assignment', to='ressources.sheet', verbose_name='fiche')),
            ],
            options={
                'verbose_name': 'prise en charge',
                'verbose_name_plural': 'prises en charge',
            },
        ),
        migrations.RunPython(assign_running_reviews, migrations.RunPython.noop),
    ]
