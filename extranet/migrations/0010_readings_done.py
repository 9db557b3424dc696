"""Take out of the plan of the year the readings that were done again in November 2026, unless an editor wrote otherwise."""

from django.db import migrations

SLUG = "accessibilite"
DONE = "Refaire les contrôles par lecture depuis le changement d’apparence. "


def without_readings(body: str) -> str:
    return body.replace(DONE, "")


def forward(apps, schema_editor):
    revisions = apps.get_model("wagtailcore", "Revision").objects
    for page in apps.get_model("extranet", "InstitutionalPage").objects.filter(slug=SLUG, body__contains=DONE):
        page.body = without_readings(page.body)
        page.save(update_fields=["body"])
        # The editor opens the last version, which would bring the old sentence back.
        for revision in revisions.filter(object_id=str(page.pk), content_type_id=page.content_type_id):
            revision.content["body"] = without_readings(revision.content.get("body", ""))
            revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [("extranet", "0009_accessibility_statement")]

    # The way back leaves the plan without the sentence: the readings stay done.
    operations = [migrations.RunPython(forward, migrations.RunPython.noop, elidable=True)]
