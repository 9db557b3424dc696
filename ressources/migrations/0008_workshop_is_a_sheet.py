"""What every kind of sheet shares gets a table of its own, filled from that of the workshop sheets (3: the relations)."""

import django.db.models.deletion
import modelcluster.contrib.taggit
import modelcluster.fields
from django.db import migrations, models
from django.db.migrations.operations.base import Operation


def to_sheet(related_name: str, field=models.ForeignKey, **options):
    return field(
        on_delete=django.db.models.deletion.CASCADE,
        related_name=related_name,
        to="ressources.sheet",
        verbose_name="fiche",
        **options,
    )


class PutUnderSheet(Operation):
    """Makes `Sheet` the parent of the workshop sheets, whose keys stay what they are.

    Django has no operation for the bases of a model: this one changes them together with the link to the parent.
    """

    reversible = True
    LINK = {
        "auto_created": True,
        "on_delete": django.db.models.deletion.CASCADE,
        "parent_link": True,
        "primary_key": True,
        "serialize": False,
    }

    def state_forwards(self, app_label, state) -> None:
        model = state.models[app_label, "workshoppage"]
        model.bases = ("ressources.sheet",)
        state.alter_field(
            app_label,
            "workshoppage",
            "sheet_ptr",
            models.OneToOneField(to="ressources.sheet", **self.LINK),
            preserve_default=True,
        )

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        before = from_state.apps.get_model(app_label, "workshoppage")
        after = to_state.apps.get_model(app_label, "workshoppage")
        if self.allow_migrate_model(schema_editor.connection.alias, after):
            # By the model of afterwards: SQLite makes the table anew, under the bases of the model that it is given.
            schema_editor.alter_field(after, before._meta.get_field("sheet_ptr"), after._meta.get_field("sheet_ptr"))

    database_backwards = database_forwards

    def describe(self) -> str:
        return "Puts the workshop sheets under Sheet"


class Migration(migrations.Migration):
    dependencies = [("ressources", "0007_sheet_rows")]

    operations = [
        migrations.RemoveField("workshoppage", "tags"),
        migrations.RemoveField("workshoppage", "skills"),
        migrations.RemoveField("workshoppage", "aim"),
        migrations.RemoveField("workshoppage", "audience"),
        migrations.RemoveField("workshoppage", "epm"),
        # The database renames the column in what refers to it as well; Django would make the table anew.
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(
                    "ALTER TABLE ressources_workshoppage RENAME COLUMN page_ptr_id TO sheet_ptr_id",
                    "ALTER TABLE ressources_workshoppage RENAME COLUMN sheet_ptr_id TO page_ptr_id",
                )
            ],
            [migrations.RenameField("workshoppage", "page_ptr", "sheet_ptr")],
        ),
        PutUnderSheet(),
        migrations.AlterField(
            "workshoptag",
            "content_object",
            modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="tagged_items", to="ressources.sheet"
            ),
        ),
        migrations.AddField(
            "sheet",
            "tags",
            modelcluster.contrib.taggit.ClusterTaggableManager(
                blank=True,
                help_text="A comma-separated list of tags.",
                through="ressources.WorkshopTag",
                to="ressources.SheetTag",
                verbose_name="mots-clés",
            ),
        ),
        migrations.AlterField("attachment", "sheet", to_sheet("attachments")),
        migrations.AlterField("authorship", "sheet", to_sheet("authorships")),
        migrations.AlterField("reviewdate", "sheet", to_sheet("review_date", field=models.OneToOneField)),
        migrations.AlterField("obsolescence", "sheet", to_sheet("obsolescence", field=models.OneToOneField)),
        migrations.AlterField(
            "obsolescence",
            "replacement",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="replaces",
                to="ressources.sheet",
                verbose_name="remplacée par",
            ),
        ),
    ]
