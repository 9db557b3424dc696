"""What every kind of sheet shares gets a table of its own, filled from that of the workshop sheets (2: the rows)."""

from django.db import migrations

FORWARDS = [
    "INSERT INTO ressources_sheet (page_ptr_id, aim, audience, epm_id) "
    "SELECT page_ptr_id, aim, audience, epm_id FROM ressources_workshoppage",
    "INSERT INTO ressources_sheet_skills (sheet_id, skill_id) "
    "SELECT workshoppage_id, skill_id FROM ressources_workshoppage_skills",
]
BACKWARDS = [
    "UPDATE ressources_workshoppage SET "
    "aim = (SELECT aim FROM ressources_sheet AS sheet WHERE sheet.page_ptr_id = ressources_workshoppage.page_ptr_id), "
    "audience = (SELECT audience FROM ressources_sheet AS sheet"
    " WHERE sheet.page_ptr_id = ressources_workshoppage.page_ptr_id), "
    "epm_id = (SELECT epm_id FROM ressources_sheet AS sheet"
    " WHERE sheet.page_ptr_id = ressources_workshoppage.page_ptr_id)",
    "DELETE FROM ressources_workshoppage_skills",
    "INSERT INTO ressources_workshoppage_skills (workshoppage_id, skill_id) "
    "SELECT sheet_id, skill_id FROM ressources_sheet_skills",
    "DELETE FROM ressources_sheet_skills",
    "DELETE FROM ressources_sheet",
]


class Migration(migrations.Migration):
    dependencies = [("ressources", "0006_sheet")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
