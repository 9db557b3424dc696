"""Give each number of an attestation its académie and year; mark the numbers that two attestations have already."""

from django.db import migrations, models


def place_numbers(apps, schema_editor):
    """Copy the académie and the year of each number. All but the first of the same number are marked as doubles."""
    seen = set()
    candidacies = apps.get_model("b2i", "Candidacy").objects.exclude(attestation_number="")
    for candidacy in candidacies.select_related("jury").order_by("pk").iterator():
        candidacy.attestation_academy = " ".join(candidacy.jury.academy.split())
        candidacy.attestation_year = candidacy.decided_on.year
        key = candidacy.attestation_academy.lower(), candidacy.attestation_year, candidacy.attestation_number.lower()
        candidacy.is_former_double = key in seen
        seen.add(key)
        candidacy.save(update_fields=["attestation_academy", "attestation_year", "is_former_double"])


class Migration(migrations.Migration):
    dependencies = [("b2i", "0045_lookups_that_do_not_grow")]

    operations = [
        migrations.AddField(
            model_name="candidacy",
            name="attestation_academy",
            field=models.CharField(
                blank=True, db_default="", editable=False, max_length=80, verbose_name="académie de l’attestation"
            ),
        ),
        migrations.AddField(
            model_name="candidacy",
            name="attestation_year",
            field=models.PositiveSmallIntegerField(editable=False, null=True, verbose_name="année de l’attestation"),
        ),
        migrations.AddField(
            model_name="candidacy",
            name="is_former_double",
            field=models.BooleanField(
                db_default=False, default=False, editable=False, verbose_name="numéro porté deux fois"
            ),
        ),
        migrations.RunPython(place_numbers, migrations.RunPython.noop, elidable=True),
    ]
