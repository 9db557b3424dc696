"""The form of each kind of sheet."""

from ressources.enums import SheetKind
from ressources.writing.forms.sheet import SheetForm
from ressources.writing.forms.short import MediaForm, StoryForm, WatchForm
from ressources.writing.forms.workshop import WorkshopForm

# Each takes the form data, `epms`, `epm`, `content` and `leniency`, and returns its `content`.
FORMS: dict[SheetKind, type[SheetForm]] = {
    SheetKind.WORKSHOP: WorkshopForm,
    SheetKind.WATCH: WatchForm,
    SheetKind.STORY: StoryForm,
    SheetKind.MEDIA: MediaForm,
}
