"""Lines that a merge moved away from the proposals that name them go back beside them.

When a skill was validated in both records, the second validation stayed with its proposal, and the lines left. The undo
of such a merge leaves in place what is back already.
"""

from django.db import migrations
from django.db.models import F, Q


def bring_back(apps, schema_editor):
    evidence = apps.get_model("b2i", "Evidence")._base_manager
    proposals = apps.get_model("b2i", "Proposal")._base_manager
    validations = apps.get_model("b2i", "Validation")._base_manager
    is_apart = ~Q(evidence__record=F("record")) | ~Q(earlier_evidence__record=F("record"))
    for proposal in proposals.filter(is_apart, fact_on__isnull=False):
        lines = [proposal.evidence_id, proposal.earlier_evidence_id]
        same_lines = proposals.filter(Q(evidence__in=lines) | Q(earlier_evidence__in=lines), fact_on__isnull=False)
        for other in same_lines:
            lines += [other.evidence_id, other.earlier_evidence_id]
            validations.filter(proposal=other).update(record=proposal.record_id)
        same_lines.update(record=proposal.record_id)
        evidence.filter(pk__in=lines).update(record=proposal.record_id)


class Migration(migrations.Migration):
    dependencies = [("b2i", "0042_agreement_version")]

    operations = [migrations.RunPython(bring_back, migrations.RunPython.noop)]
