"""Texts and sections of a draft: added, changed, moved, removed."""

from django.core.exceptions import ValidationError
from django.db import transaction

from questionnaires.questions.draft_locks import lock_draft, lock_part, number_rows
from questionnaires.questions.models import Questionnaire, QuestionnaireSection, QuestionnaireVersion
from reseau.texts.wording import counted
from reseau.web.queries.row_locks import lock_row

TITLE_IN_USE = "Une version de ce questionnaire est en service\u00a0: son titre ne change plus."
LAST_SECTION = "Un questionnaire garde une partie au moins."


@transaction.atomic
def change_questionnaire(*, questionnaire: Questionnaire, title: str, purpose: str) -> Questionnaire:
    """Change the title and the purpose; the title no more once people answer under it. Raises ValidationError."""
    questionnaire = lock_row(Questionnaire.objects.all(), questionnaire.pk)
    if title != questionnaire.title and questionnaire.versions.filter(frozen__isnull=False).exists():
        raise ValidationError({"title": TITLE_IN_USE})
    questionnaire.title, questionnaire.purpose = title, purpose
    questionnaire.full_clean(exclude=["created_by"])
    questionnaire.save(update_fields=["title", "purpose"])
    return questionnaire


@transaction.atomic
def archive_questionnaire(*, questionnaire: Questionnaire, is_archived: bool) -> None:
    """Put a questionnaire away, or back into the lists. Answers to it go on."""
    Questionnaire.objects.filter(pk=questionnaire.pk).update(is_archived=is_archived)


@transaction.atomic
def change_texts(*, version: QuestionnaireVersion, introduction: str, thanks: str) -> None:
    """Change what people read before the first question and after the last. Raises ValidationError if in use."""
    draft = lock_draft(version.pk)
    draft.introduction, draft.thanks = introduction, thanks
    draft.full_clean()
    draft.save(update_fields=["introduction", "thanks"])


@transaction.atomic
def add_section(*, version: QuestionnaireVersion, title: str = "", introduction: str = "") -> QuestionnaireSection:
    """Add a section at the end of a draft. Raises ValidationError if the version is in use."""
    lock_draft(version.pk)
    section = QuestionnaireSection(
        version_id=version.pk, rank=version.sections.count() + 1, title=title, introduction=introduction
    )
    section.full_clean()
    section.save()
    return section


@transaction.atomic
def change_section(*, section: QuestionnaireSection, title: str, introduction: str) -> None:
    """Change the title of a section and the text before its questions. Raises ValidationError if in use."""
    section = lock_part(section)
    section.title, section.introduction = title, introduction
    section.full_clean()
    section.save(update_fields=["title", "introduction"])


@transaction.atomic
def move_section(*, section: QuestionnaireSection, places: int) -> None:
    """Move a section up (-1) or down (1) with its questions; past an end it stays. Raises ValidationError if in use."""
    section = lock_part(section)
    keys = _keys(section)
    old = keys.index(section.pk)
    keys.insert(min(max(old + places, 0), len(keys) - 1), keys.pop(old))
    number_rows(QuestionnaireSection.objects.filter(version=section.version_id), keys)


@transaction.atomic
def remove_section(*, section: QuestionnaireSection) -> None:
    """Remove a section without questions. Raises ValidationError if it has some, if it is the last, or if in use."""
    section = lock_part(section)
    if count := section.questions.count():
        raise ValidationError(
            f"Cette partie a {counted(count, 'question')}\u00a0: retirez-les ou placez-les ailleurs d’abord."
        )
    keys = [key for key in _keys(section) if key != section.pk]
    if not keys:
        raise ValidationError(LAST_SECTION)
    section.delete()
    number_rows(QuestionnaireSection.objects.filter(version=section.version_id), keys)


def _keys(section: QuestionnaireSection) -> list[int]:
    """Return the keys of the sections of its version, in order."""
    sections = QuestionnaireSection.objects.filter(version=section.version_id)
    return list(sections.order_by("rank", "pk").values_list("pk", flat=True))
