"""Whoever had asked to be mailed about followed searches, of which mails left at once, still is at once."""

from django.db import migrations


def keep_at_once(apps, schema_editor) -> None:
    MailChoice = apps.get_model("alertes", "MailChoice")
    KindChoice = apps.get_model("alertes", "KindChoice")
    choices = MailChoice.objects.filter(matter="searches", rhythm="at_once")
    KindChoice.objects.bulk_create(
        [
            KindChoice(member_id=pk, kind="alertes.search_news", rhythm="at_once", is_shown=True)
            for pk in choices.values_list("member", flat=True)
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("alertes", "0010_kinds_and_digests")]

    operations = [migrations.RunPython(keep_at_once, migrations.RunPython.noop, elidable=True)]
