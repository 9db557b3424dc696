"""An index of pages by their first publication: the latest sheets are read from its end, not sorted from all sheets."""

from django.db import migrations

ADD = "CREATE INDEX page_first_published ON wagtailcore_page (first_published_at, id)"
REMOVE = "DROP INDEX page_first_published"


class Migration(migrations.Migration):
    dependencies = [
        ("ressources", "0039_lines_begun"),
        ("wagtailcore", "0001_squashed_0016_change_page_url_path_to_text_field"),
    ]

    operations = [migrations.RunSQL(ADD, REMOVE)]
