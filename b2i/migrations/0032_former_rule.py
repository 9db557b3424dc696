"""What was proposed or validated when one line was enough is marked so, and keeps its status."""

from django.db import migrations


def mark(apps, schema_editor):
    """Mark the proposals and the validations that exist; a returned proposal validated nothing."""
    apps.get_model("b2i", "Proposal")._base_manager.update(under_former_rule=True)
    validations = apps.get_model("b2i", "Validation")._base_manager
    validations.filter(outcome="validated").update(under_former_rule=True)
    validations.exclude(outcome="validated").update(under_former_rule=False)


class Migration(migrations.Migration):
    dependencies = [("b2i", "0031_facts")]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
