"""Raw form data, as the browser sends it, kept even if it is invalid and read again by the same form."""

from collections.abc import Iterable

from django.forms import BaseForm
from django.http import QueryDict

ROW_BUTTONS = ("add_step", "step_up", "step_down", "step_out", "step_back")
SEALS = ("csrfmiddlewaretoken", "window", "resumed", "writer")
NOT_TYPED = frozenset({*SEALS, *ROW_BUTTONS, "save", "send", "preview", "remark_done", "remark_answer"})


def form_data_of(post: QueryDict) -> QueryDict:
    """Return the form data to keep, without the buttons and the fields that the page adds."""
    kept = post.copy()
    for name in NOT_TYPED & set(kept):
        del kept[name]
    return kept


def shown_data(form: BaseForm) -> dict[str, list[str]]:
    """Return what the browser would send for `form`, with its rows if any, if nobody changed it."""
    rows = getattr(form, "rows", ())
    fields = (field for part in (form, *rows) for field in part.visible_fields())
    shown = {field.html_name: values for field in fields if (values := _values(field.value())) is not None}
    if rows:
        shown |= {f"{rows.prefix}-TOTAL_FORMS": [str(len(rows))], f"{rows.prefix}-INITIAL_FORMS": ["0"]}
    return shown


def with_shown_data(typed: QueryDict, form: BaseForm, *, but: Iterable[str] = ()) -> QueryDict:
    """Replace the data of the fields by what `form` shows, `but` for those fields."""
    rows = getattr(form, "rows", None)
    mine = {name for name in typed if name in form.fields or (rows and name.startswith(f"{rows.prefix}-"))} - {*but}
    typed = typed.copy()
    for name in mine:
        del typed[name]
    for name, values in shown_data(form).items():
        if name not in but:
            typed.setlist(name, values)
    return typed


def _values(value) -> list[str] | None:
    """Return the values that the browser sends; None for a box that is not ticked."""
    if isinstance(value, bool):
        return ["on"] if value else None
    if isinstance(value, list | tuple):
        return [str(item) for item in value]
    return ["" if value is None else str(getattr(value, "pk", value))]
