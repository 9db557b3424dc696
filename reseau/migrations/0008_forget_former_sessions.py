"""Forget the sessions of before: they are in Django's table, which nothing reads or empties any more."""

from django.db import migrations


def forget_sessions(apps, schema_editor):
    apps.get_model("sessions", "Session").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ("reseau", "0007_connection"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(forget_sessions, migrations.RunPython.noop, elidable=True),
    ]
