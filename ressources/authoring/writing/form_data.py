"""Raw form data, as the browser sends it, kept even if it is invalid and read again by the same form."""

from collections.abc import Iterable

from django.forms import BaseForm
from django.http import QueryDict

from reseau.web.sent_forms.form_key import PAGE_FIELDS

ROW_BUTTONS = ("add_step", "step_up", "step_down", "step_out", "step_back")
# These show the form again as it is, with something more in it.
OPENING_BUTTONS = ("add_photo", "add_file", "close_upload", "upload", "all_skills")
SEALS = (*PAGE_FIELDS, "window", "resumed", "writer")
NOT_TYPED = frozenset(
    {*SEALS, *ROW_BUTTONS, *OPENING_BUTTONS, "save", "send", "preview", "remark_done", "remark_answer"}
)


def form_data_of(post: QueryDict) -> QueryDict:
    """Return the form data to keep, without the buttons and the fields that the page adds."""
    form_data = post.copy()
    for name in NOT_TYPED & set(form_data):
        del form_data[name]
    return form_data


def shown_data(form: BaseForm) -> dict[str, list[str]]:
    """Return what the browser would send for `form`, with its rows if any, if nobody changed it."""
    rows = getattr(form, "rows", ())
    fields = (field for part in (form, *rows) for field in part.visible_fields())
    data = {field.html_name: values for field in fields if (values := _values(field.value())) is not None}
    if rows:
        data |= {f"{rows.prefix}-TOTAL_FORMS": [str(len(rows))], f"{rows.prefix}-INITIAL_FORMS": ["0"]}
    return data


def with_shown_data(form_data: QueryDict, form: BaseForm, *, but: Iterable[str] = ()) -> QueryDict:
    """Replace the data of the fields by what `form` shows, `but` for those fields."""
    rows = getattr(form, "rows", None)
    field_names = {
        name for name in form_data if name in form.fields or (rows and name.startswith(f"{rows.prefix}-"))
    } - {*but}
    form_data = form_data.copy()
    for name in field_names:
        del form_data[name]
    for name, values in shown_data(form).items():
        if name not in but:
            form_data.setlist(name, values)
    return form_data


def _values(value) -> list[str] | None:
    """Return the values that the browser sends; None for a box that is not ticked."""
    if isinstance(value, bool):
        return ["on"] if value else None
    if isinstance(value, list | tuple):
        return [str(item) for item in value]
    return ["" if value is None else str(getattr(value, "pk", value))]
