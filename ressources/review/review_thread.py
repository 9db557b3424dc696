"""The thread of a review, in order: submissions, assignments, remarks, answers, decisions."""

from dataclasses import dataclass
from datetime import datetime

from wagtail.models import PageLogEntry

from reseau.people.members.models.member import Member
from ressources.review.models import Remark
from ressources.sheets import sheet_journal

# Actions of Wagtail's journal → their wording.
STEPS = {
    "wagtail.workflow.start": "Fiche envoyée en relecture",
    "wagtail.workflow.resume": "Fiche envoyée de nouveau en relecture",
    "wagtail.workflow.cancel": "Fiche sortie de la relecture",
    "wagtail.workflow.reject": "Modifications demandées",
    "wagtail.workflow.approve": "Fiche publiée",
    "wagtail.unpublish": "Fiche retirée de la bibliothèque",
}
SHOWN = 40


@dataclass(frozen=True, slots=True)
class ThreadEntry:
    """An entry of the thread. `event` is what happened, `text` is what the person wrote, if anything."""

    when: datetime
    who: Member | None
    event: str
    text: str = ""


def review_thread_of(sheet, remarks: list[Remark]) -> list[ThreadEntry]:
    """Return the thread of the sheet, the latest first. `remarks` come with their answers. One query."""
    log_entries = PageLogEntry.objects.filter(page=sheet.pk, action__in=[*STEPS, *sheet_journal.REVIEW_FORMATTERS])
    latest = log_entries.select_related("user").order_by("-timestamp", "-pk")[:SHOWN]
    entries = [_of_entry(entry) for entry in latest]
    for remark in remarks:
        entries.append(
            ThreadEntry(remark.created, remark.author, f"Remarque sur «\u00a0{remark.label}\u00a0»", remark.text)
        )
        entries += [
            ThreadEntry(answer.created, answer.author, f"Réponse sur «\u00a0{remark.label}\u00a0»", answer.text)
            for answer in remark.thread
        ]
        if remark.is_done:
            entries.append(ThreadEntry(remark.done_at, remark.done_by, f"Fait\u00a0: «\u00a0{remark.label}\u00a0»"))
    return sorted(entries, key=lambda exchange: exchange.when, reverse=True)[:SHOWN]


def _of_entry(entry: PageLogEntry) -> ThreadEntry:
    if entry.action in STEPS:
        return ThreadEntry(entry.timestamp, entry.user, STEPS[entry.action], entry.data.get("comment", ""))
    return ThreadEntry(entry.timestamp, entry.user, str(entry.message))
