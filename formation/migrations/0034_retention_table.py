"""Write the retention table with the term that the site applied until now: the years of the setting, without a visa."""

from django.conf import settings
from django.db import migrations

DECIDE = "À décider avec les Archives départementales"
COMMON = f"{DECIDE} (cadre à vérifier\u00a0: instruction DAF/DPACI/RES/2009/018, services communs aux collectivités)"
ACCOUNTS = (
    f"{DECIDE} (cadre à vérifier\u00a0: instruction DAF/DPACI/RES/2008/008, documents comptables des ordonnateurs)"
)
# Words of evaluations were deleted after three years, by the site alone.
WORDS_YEARS = 3


def write_table(apps, schema_editor):
    years = settings.ARCHIVES["training_years"]
    rows = (
        ("attendance", years, "year", COMMON, "destroy"),
        ("certificates", years, "year", COMMON, "destroy"),
        ("missions", years, "accounts", ACCOUNTS, "destroy"),
        ("evaluations", WORDS_YEARS, "session", f"{DECIDE}\u00a0; durée du site jusque-là", "destroy"),
        ("sessions", years, "year", COMMON, "sample"),
    )
    for category, kept, start, source, fate in rows:
        apps.get_model("formation", "RetentionTerm").objects.get_or_create(
            category=category, defaults={"years": kept, "start": start, "source": source, "fate": fate}
        )


class Migration(migrations.Migration):
    dependencies = [("formation", "0033_retention_and_eliminations")]
    operations = [migrations.RunPython(write_table, migrations.RunPython.noop)]
