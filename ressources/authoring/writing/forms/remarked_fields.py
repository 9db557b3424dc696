"""Open remarks on a sheet, beside the fields of its form that they are about."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from django.http import QueryDict

from ressources.authoring.writing.forms.sheet import SheetForm
from ressources.review.models import Remark
from ressources.review.remarked_sections import place_remarks
from ressources.sheets.content import StepContent

# Names of the two buttons of a remark in the form; prefix of the box of an answer, before the key of the remark.
DONE, ANSWER, BOX = "remark_done", "remark_answer", "remark_text-"
TEMPLATE = "ressources/authoring/writing/_remarked_field.html"


@dataclass(frozen=True, slots=True)
class RemarkThread:
    """A remark as the form shows it, with the answer being written. `is_older`: made on an older version."""

    remark: Remark
    is_older: bool
    typed: str = ""
    error: str = ""

    @property
    def box(self) -> str:
        return f"{BOX}{self.remark.pk}"


def put_remarks(
    form: SheetForm, remarks: Iterable[Remark], *, latest: int | None, post_data: QueryDict, error: str = ""
) -> list[RemarkThread]:
    """Put each remark beside its field; return the threads that have no field.

    `latest` is the key of the last version, `post_data` the answers being written, `error` why one is refused.
    """

    def thread(remark: Remark) -> RemarkThread:
        return _thread(remark, latest, post_data, error)

    steps = {"steps": tuple(_step_of_row(row) for row in form.rows)} if hasattr(form, "rows") else {}
    content = form.content_class(title="", **steps)
    placement = place_remarks(remarks, content)
    threads = {
        key: [thread(remark) for remark in section_remarks] for key, section_remarks in placement.by_section.items()
    }
    for key, field in _fields(form).items():
        if field_threads := threads.pop(key, None):
            field.threads, field.template_name = field_threads, TEMPLATE
    if hasattr(form, "rows"):
        form.rows.threads = threads.pop(form.rows.prefix, ())
    return [*chain.from_iterable(threads.values()), *map(thread, placement.elsewhere)]


def _fields(form) -> dict:
    """Return the fields by key of section; the remarks on a step go beside its title."""
    rows = {f"{form.rows.prefix}-{place}": row.fields["title"] for place, row in enumerate(getattr(form, "rows", ()))}
    return form.fields | rows


def _step_of_row(row) -> StepContent:
    texts = {name: row[name].value() or "" for name in ("title", "animator", "learners")}
    minutes = str(row["minutes"].value() or "")
    return StepContent(minutes=int(minutes) if minutes.isdecimal() else None, **texts)


def _thread(remark: Remark, latest: int | None, post_data: QueryDict, error: str) -> RemarkThread:
    """Build the thread; an answer already sent is not shown a second time as being written."""
    text = post_data.get(f"{BOX}{remark.pk}", "").replace("\r\n", "\n")
    is_sent = any(answer.text == text.strip() for answer in remark.thread)
    is_refused = error and post_data.get(ANSWER) == str(remark.pk)
    is_older = remark.revision_id not in (None, latest)
    return RemarkThread(remark, is_older, "" if is_sent else text, error if is_refused else "")
