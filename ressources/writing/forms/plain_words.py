"""What was typed in a form of a sheet as plain words, to be copied elsewhere when the form leads nowhere any more."""

from django.forms import Textarea, TextInput

from ressources.writing.forms.sheet import SheetForm


def words_of(form: SheetForm) -> str:
    """Each box of text that holds something, under its label, in the order of the page."""
    boxes = ((label, box) for label, box in form.labelled_boxes() if isinstance(box.field.widget, Textarea | TextInput))
    said = ((label, str(box.value() or "").strip()) for label, box in boxes)
    return "\n\n".join(f"{label}\n{words}" for label, words in said if words)
