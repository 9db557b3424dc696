"""What Wagtail's editor checks of a sheet beyond its fields."""

from wagtail.admin.forms import WagtailAdminPageForm

from ressources.sheets.models.tag import kept_names


class SheetEditorForm(WagtailAdminPageForm):
    def clean_tags(self) -> list[str]:
        """A word that was merged gives the tag that was kept."""
        return list(kept_names(self.cleaned_data["tags"]))
