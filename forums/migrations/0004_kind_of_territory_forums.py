"""Give the forums of territories their kind: until now the territory alone told it."""

from django.db import migrations


def name_kinds(apps, schema_editor) -> None:
    apps.get_model("forums", "Forum").objects.filter(territory__isnull=False).update(kind="territory")


class Migration(migrations.Migration):

    dependencies = [
        ('forums', '0003_kinds_of_forums'),
    ]

    operations = [
        migrations.RunPython(name_kinds, migrations.RunPython.noop),
    ]
