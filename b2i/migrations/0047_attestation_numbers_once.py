"""Let an attestation have a number that no other one has, in its académie and in the year of the decision."""

from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    dependencies = [("b2i", "0046_attestation_numbers")]

    operations = [
        migrations.AddConstraint(
            model_name="candidacy",
            constraint=models.UniqueConstraint(
                Lower("attestation_academy"),
                F("attestation_year"),
                Lower("attestation_number"),
                condition=~Q(attestation_number="") & Q(is_former_double=False),
                name="candidacy_number_once_in_its_academy_and_year",
                violation_error_message=(
                    "Une autre attestation de cette académie porte déjà ce numéro cette année-là\u00a0: relisez le papier "
                    "du rectorat."
                ),
            ),
        ),
    ]
