"""What authors and reviewers of a sheet exchanged, in order: sent, taken, remarked upon, answered, published."""

from dataclasses import dataclass
from datetime import datetime

from wagtail.models import PageLogEntry

from reseau.members.models.member import Member
from ressources.review.models.remark import Remark
from ressources.sheets import journal

# Wagtail's own entries, in our words.
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
class Exchange:
    """`said` is what happened, `text` the words that somebody wrote then, if any."""

    when: datetime
    who: Member | None
    said: str
    text: str = ""


def exchanges_of(sheet, remarks: list[Remark]) -> list[Exchange]:
    """The latest first; `remarks` are those of the sheet, with their answers. One query."""
    entries = PageLogEntry.objects.filter(page=sheet.pk, action__in=[*STEPS, *journal.REVIEW_FORMATTERS])
    latest = entries.select_related("user").order_by("-timestamp", "-pk")[:SHOWN]
    found = [_of_entry(entry) for entry in latest]
    for remark in remarks:
        found.append(Exchange(remark.created, remark.author, f"Remarque sur «\u00a0{remark.label}\u00a0»", remark.text))
        found += [
            Exchange(answer.created, answer.author, f"Réponse sur «\u00a0{remark.label}\u00a0»", answer.text)
            for answer in remark.thread
        ]
        if remark.is_done:
            found.append(Exchange(remark.done_at, remark.done_by, f"Fait\u00a0: «\u00a0{remark.label}\u00a0»"))
    return sorted(found, key=lambda exchange: exchange.when, reverse=True)[:SHOWN]


def _of_entry(entry: PageLogEntry) -> Exchange:
    if entry.action in STEPS:
        return Exchange(entry.timestamp, entry.user, STEPS[entry.action], entry.data.get("comment", ""))
    return Exchange(entry.timestamp, entry.user, str(entry.message))
