"""The form of each kind of sheet."""

from ressources.authoring.writing.forms.sheet import SheetForm
from ressources.authoring.writing.forms.short import MediaForm, StoryForm, WatchForm
from ressources.authoring.writing.forms.workshop import WorkshopForm
from ressources.sheets.enums import SheetKind

# Each takes the form data, `epms`, `epm`, `content` and `leniency`, and returns its `content`.
FORMS: dict[SheetKind, type[SheetForm]] = {
    SheetKind.WORKSHOP: WorkshopForm,
    SheetKind.WATCH: WatchForm,
    SheetKind.STORY: StoryForm,
    SheetKind.MEDIA: MediaForm,
}
