"""Buttons of the run sheet, without script: add, move, remove or restore a step in the form data."""

from dataclasses import dataclass

from django.http import QueryDict

PREFIX = "steps"
NAMES = ("title", "minutes", "animator", "learners")
# What a step has beside its texts: its pictures, the description of a photo that is not sent yet.
LISTS = ("pictures", "photo-alternative", "photo-decorative")
COUNT = f"{PREFIX}-TOTAL_FORMS"
EMPTY_ROWS = 3
# Rows removed from the page leave gaps in the numbers: more rows than steps may be sent.
MAX_ROWS = 100

Row = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class StepsAfterButton:
    """The form data after a button.

    `announcement` is for screen readers; field `target` of row `row` gets the focus.
    """

    data: QueryDict
    row: int = -1
    target: str = ""
    announcement: str = ""

    @property
    def out(self) -> list[tuple[str, str]]:
        """The step just removed, which the page carries so that it can be restored: (part, text)."""
        names = (*NAMES, *LISTS, "place")
        return [(name, value) for name in names for value in self.data.getlist(f"{PREFIX}-out-{name}")]


def apply_button(data: QueryDict, button: str) -> StepsAfterButton:
    """Apply `button` to `data`; an impossible action changes nothing."""
    rows, place = _rows(data), _place(data, button)
    match button:
        case "add_step" if len(rows) < MAX_ROWS:
            return StepsAfterButton(_with(data, [*rows, _empty_row()]), len(rows), "title", "Une étape est ajoutée.")
        case "step_up" | "step_down":
            return _move(data, rows, place, place - 1 if button == "step_up" else place + 1, button)
        case "step_out" if 0 <= place < len(rows):
            return _take_out(data, rows, place)
        case "step_back" if f"{PREFIX}-out-title" in data and len(rows) < MAX_ROWS:
            return _put_back(data, rows)
    return StepsAfterButton(data)


def _move(data: QueryDict, rows: list[Row], place: int, other: int, button: str) -> StepsAfterButton:
    if not (0 <= place < len(rows) and 0 <= other < len(rows)):
        return StepsAfterButton(data)
    rows[place], rows[other] = rows[other], rows[place]
    end = {"step_up": 0, "step_down": len(rows) - 1}[button]
    # At the end of the list the button is disabled: the other one gets the focus.
    target = {"step_up": "step_down", "step_down": "step_up"}[button] if other == end else button
    announcement = f"L’étape {_quoted_title(rows[other])} est maintenant la numéro {other + 1} sur {len(rows)}."
    return StepsAfterButton(_with(data, rows), other, target, announcement)


def _take_out(data: QueryDict, rows: list[Row], place: int) -> StepsAfterButton:
    row = rows.pop(place)
    data = _with(data, rows)
    for name, values in row.items():
        data.setlist(f"{PREFIX}-out-{name}", values)
    data[f"{PREFIX}-out-place"] = str(place)
    return StepsAfterButton(data, place, "step_back", f"L’étape {_quoted_title(row)} est retirée.")


def _put_back(data: QueryDict, rows: list[Row]) -> StepsAfterButton:
    row = _row(data, "out")
    place = data.get(f"{PREFIX}-out-place", "")
    place = min(int(place), len(rows)) if place.isdecimal() and len(place) < 4 else len(rows)
    rows.insert(place, row)
    data = _with(data, rows)
    for name in (*NAMES, *LISTS, "place"):
        data.pop(f"{PREFIX}-out-{name}", None)
    return StepsAfterButton(data, place, "title", f"L’étape {_quoted_title(row)} est remise.")


def _place(data: QueryDict, button: str) -> int:
    value = data.get(button, "")
    return int(value) if value.isdecimal() and len(value) < 4 else -1


def _rows(data: QueryDict) -> list[Row]:
    count = data.get(COUNT, "")
    count = min(int(count), MAX_ROWS) if count.isdecimal() and len(count) < 6 else EMPTY_ROWS - 1
    return [_row(data, rank) for rank in range(count)]


def _row(data: QueryDict, rank: int | str) -> Row:
    texts = {name: [data.get(f"{PREFIX}-{rank}-{name}", "")] for name in NAMES}
    return texts | {name: data.getlist(f"{PREFIX}-{rank}-{name}") for name in LISTS}


def _with(data: QueryDict, rows: list[Row]) -> QueryDict:
    data = data.copy()
    for rank, row in enumerate(rows):
        for name, values in row.items():
            data.setlist(f"{PREFIX}-{rank}-{name}", values)
    data[COUNT] = str(len(rows))
    return data


def _empty_row() -> Row:
    return {name: [""] for name in NAMES} | {name: [] for name in LISTS}


def _quoted_title(row: Row) -> str:
    return f"« {row['title'][0].strip() or 'sans titre'} »"
