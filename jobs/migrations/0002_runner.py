"""The process that runs a periodic job, so that others see at once that it was killed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_periodic_job_status")]

    operations = [
        migrations.AddField(
            "jobstatus",
            "runner",
            models.CharField("processus", max_length=64, blank=True, default="", db_default="", editable=False),
        ),
    ]
