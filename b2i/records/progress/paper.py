"""PDF booklet for the learner, in large type and plain words: what they can do, what comes next (`data/livret.typ`)."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from b2i.records.models import Record
from b2i.records.progress.record_sheet import DomainSheet, RecordSheet, SkillSheet
from reseau.documents.papers.paper import Paper
from reseau.places.models.epm import EPM
from reseau.texts.elision import of
from reseau.texts.wording import day_in_full, place_in_words

TEMPLATE = Path(__file__).parents[2] / "data" / "livret.typ"
SCOPE = "Livret du réseau, pour apprendre à votre rythme. Ce livret n’est pas un diplôme."


def booklet_paper(sheet: RecordSheet) -> Paper:
    record = sheet.record
    learner, epm = record.learner, record.learner.epm
    return Paper.of(
        TEMPLATE,
        title=f"Livret {of(learner)}",
        origin=settings.ORGANISATION or settings.WAGTAIL_SITE_NAME,
        site=settings.WAGTAIL_SITE_NAME,
        name=str(learner),
        framework=record.framework.name,
        day=day_in_full(timezone.localdate(), "j F Y"),
        progress=sheet.progress.learner_words,
        next_step=sheet.progress.next_step,
        next=[skill.plain_wording or skill.wording for skill in sheet.next_skills()],
        domains=[_domain(domain) for domain in sheet.domains],
        help=_where_to_ask(epm),
        hours=[str(line) for line in epm.opening_lines],
        scope=f"{SCOPE}{_former_record(record)}",
    )


def _former_record(record: Record) -> str:
    """Return the sentence that cites the record before this one; empty if there is none."""
    renewal = getattr(record, "renewal", None)
    if renewal is None:
        return ""
    former = renewal.former
    return f" Il fait suite au livret {former.framework.name}, ouvert le {day_in_full(former.opened_on, 'j F Y')}."


def _where_to_ask(epm: EPM) -> str:
    """Return the contact of the EPM."""
    place = place_in_words(epm.name, epm.commune, epm.address)
    return f"{place}, {epm.phone}" if epm.phone else place


def _domain(sheet: DomainSheet) -> dict:
    domain, progress = sheet.domain, sheet.progress
    return {
        "code": domain.code,
        "hue": domain.hue,
        "name": domain.plain_name or domain.name,
        "done": progress.done,
        "total": progress.total,
        "words": f"{progress.words}.",
        "practised": [_practised_skill(skill_sheet) for skill_sheet in sheet.skills if skill_sheet.is_practised],
        "to_come": [_to_come(skill_sheet) for skill_sheet in sheet.skills if not skill_sheet.is_practised],
    }


def _practised_skill(sheet: SkillSheet) -> dict:
    """Return a practised skill with its latest fact, its contest and whether it is validated."""
    if not sheet.evidence:
        return {"wording": _plain_wording(sheet), "seen": "", "is_validated": sheet.is_validated}
    latest_line = sheet.evidence[0]  # facts come first
    sentence = f"{day_in_full(latest_line.observed_on, 'j F Y')}\u00a0: {latest_line.full_text}"
    if latest_line.contest_words:
        sentence += f" (contesté\u00a0: {latest_line.contest_answer or 'réponse attendue'})"
    return {"wording": _plain_wording(sheet), "seen": sentence, "is_validated": sheet.is_validated}


def _to_come(sheet: SkillSheet) -> str:
    """Return a skill to learn, with the day on which it was worked on."""
    worked_on = f" (travaillée le {day_in_full(sheet.worked_on, 'j F Y')})" if sheet.worked_on else ""
    return f"{_plain_wording(sheet)}{worked_on}"


def _plain_wording(sheet: SkillSheet) -> str:
    return sheet.skill.plain_wording or sheet.skill.wording
