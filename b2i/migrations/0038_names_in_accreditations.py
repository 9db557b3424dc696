"""Each accreditation of a person gives the name that its act gives."""

from django.db import migrations


def name_holders(apps, schema_editor) -> None:
    Accreditation = apps.get_model("b2i", "Accreditation")
    for accreditation in Accreditation.objects.filter(member__isnull=False, held_by="").select_related("member"):
        member = accreditation.member
        accreditation.held_by = f"{member.first_name} {member.last_name}".strip()
        accreditation.save(update_fields=["held_by"])


class Migration(migrations.Migration):

    dependencies = [("b2i", "0037_accreditation_outlives_the_account")]

    operations = [migrations.RunPython(name_holders, migrations.RunPython.noop, elidable=True)]
