"""The database refuses a proposal on a line that is no fact of its skill and record, or that was seen another day.

It also refuses a decision whose skill or record is not that of its proposal.
"""

from django.db import migrations, models

from b2i.records.validation.models.composite_foreign_key import CompositeForeignKey


def fact_of_the_skill(line: str, day: str) -> migrations.AddConstraint:
    return migrations.AddConstraint(
        model_name="proposal",
        constraint=CompositeForeignKey(
            fields=(line, "record", "skill", day),
            to_fields=("id", "record", "skill", "fact_on"),
            name=f"proposal_{line}_is_a_fact_of_its_skill",
            violation_error_message="Une proposition s’appuie sur des faits de cette compétence, dans ce livret.",
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("b2i", "0043_lines_beside_their_proposals")]

    operations = [
        migrations.AddField(
            model_name="evidence",
            name="fact_on",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(models.When(is_fact=True, then=models.F("observed_on"))),
                output_field=models.DateField(null=True),
                verbose_name="fait vu le",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.UniqueConstraint(
                fields=("id", "record", "skill", "fact_on"),
                name="evidence_named_with_its_record_skill_and_day",
                violation_error_message="Cette ligne existe déjà\u00a0: rechargez la page.",
            ),
        ),
        fact_of_the_skill("evidence", "fact_on"),
        fact_of_the_skill("earlier_evidence", "earlier_fact_on"),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                fields=("id", "record", "skill"),
                name="proposal_named_with_its_record_and_skill",
                violation_error_message="Cette proposition existe déjà\u00a0: rechargez la page.",
            ),
        ),
        migrations.AddConstraint(
            model_name="validation",
            constraint=CompositeForeignKey(
                fields=("proposal", "record", "skill"),
                to_fields=("id", "record", "skill"),
                name="validation_of_the_skill_proposed",
                violation_error_message="Une décision porte sur la compétence proposée, dans ce livret.",
            ),
        ),
    ]
