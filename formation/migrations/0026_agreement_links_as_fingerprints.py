"""The link of an agreement is derived from its row; neither it nor its mail keeps those sent before."""

import hashlib
import secrets

from django.db import migrations, models


def clear_mails(apps, schema_editor):
    """A mail that was sent needs its link no more; one that waits receives it when it leaves."""
    EmployerAgreement = apps.get_model("formation", "EmployerAgreement")
    mails = apps.get_model("alertes", "Mail").objects.filter(url__startswith="/formation/accords/")
    mails.filter(state__in=["sent", "dropped"]).update(url="")
    for agreement in EmployerAgreement.objects.all():
        place = f"{{formation.employeragreement:{agreement.pk}}}"
        mails.filter(url=f"/formation/accords/{agreement.former_link}/").update(url=f"/formation/accords/{place}/")


def fingerprint(apps, schema_editor):
    """Keep of each link what recognises it, and no more."""
    EmployerAgreement = apps.get_model("formation", "EmployerAgreement")
    for row in EmployerAgreement.objects.exclude(former_link=None).iterator():
        row.former_link = hashlib.sha256(row.former_link.encode()).hexdigest()
        row.save(update_fields=["former_link"])


def draw_again(apps, schema_editor):
    """A fingerprint gives no link back: each row has a new one."""
    EmployerAgreement = apps.get_model("formation", "EmployerAgreement")
    for row in EmployerAgreement.objects.all():
        row.former_link = secrets.token_urlsafe(32)
        row.save(update_fields=["former_link"])


class Migration(migrations.Migration):

    dependencies = [
        ("formation", "0025_calendar_links_as_fingerprints"),
        ("alertes", "0007_messages_of_the_public"),
    ]

    operations = [
        migrations.RenameField("employeragreement", "token", "former_link"),
        migrations.AlterField(
            model_name="employeragreement",
            name="former_link",
            field=models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True, verbose_name="empreinte d’un lien d’avant"),
        ),
        migrations.RunPython(clear_mails, migrations.RunPython.noop),
        migrations.RunPython(fingerprint, draw_again),
    ]
