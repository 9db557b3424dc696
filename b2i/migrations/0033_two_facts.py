"""The database refuses a fact that is not whole, and a proposal or a validation without two facts on two days."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("b2i", "0032_former_rule")]

    operations = [
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_fact", False),
                    models.Q(
                        models.Q(("situation", ""), _negated=True),
                        models.Q(("help_given", ""), _negated=True),
                        models.Q(("kind", "worked_on"), _negated=True),
                        ("group_session__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="evidence_fact_is_whole",
                violation_error_message="Un fait dit la situation, le geste vu, et si la personne a eu de l’aide.",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("under_former_rule", True),
                    models.Q(
                        ("earlier_evidence__isnull", False),
                        models.Q(("evidence", models.F("earlier_evidence")), _negated=True),
                        ("earlier_fact_on__isnull", False),
                        ("earlier_fact_on__lt", models.F("fact_on")),
                        ("fact_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="proposal_on_two_facts",
                violation_error_message="Une proposition s’appuie sur deux faits, vus à deux dates.",
            ),
        ),
        migrations.AddConstraint(
            model_name="validation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("under_former_rule", True),
                    ("outcome", "returned"),
                    models.Q(
                        ("earlier_fact_on__isnull", False),
                        ("earlier_fact_on__lt", models.F("fact_on")),
                        ("fact_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="validation_on_two_facts",
                violation_error_message="Une validation s’appuie sur deux faits, vus à deux dates.",
            ),
        ),
    ]
