"""A file is opened, answered in several sittings, submitted with its figures frozen, taken back."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from alertes.channels.notices.models import Notice
from qualite.labelling.enums import AnswerLevel, FilePart, FileStage
from qualite.labelling.self_assessment.models.assessment import Involvement
from qualite.labelling.self_assessment.services import (
    MOST_FILES,
    attach_proof,
    open_assessment,
    remove_proof,
    save_answer,
    submit_assessment,
    take_back,
)
from reseau.documents.files.scans import check_scan
from tests.factories.qualite import CharterFactory
from tests.reseau.documents.files.documents import page, pdf

pytestmark = pytest.mark.django_db


def save(assessment, animator, **values):
    criterion = assessment.charter.criteria[0]
    typed = {"edition": 0, "level": "", "words": "", "link": ""} | values
    return save_answer(assessment=assessment, criterion=criterion, by=animator, **typed)


def test_opened_file_is_a_draft_of_the_territory(draft, epm):
    assert (draft.stage, draft.territory) == (FileStage.DRAFT, epm.commune.territory)


def test_second_file_of_one_charter_is_refused(draft, epm, charter, colleague):
    with pytest.raises(ValidationError, match="déjà un dossier en cours"):
        open_assessment(epm=epm, charter=charter, by=colleague)


def test_charter_not_in_force_opens_no_file(epm, animator):
    with pytest.raises(ValidationError, match="pas en vigueur"):
        open_assessment(epm=epm, charter=CharterFactory(draft=True), by=animator)


def test_closed_place_opens_no_file(epm, charter, animator):
    epm.is_open = False
    epm.save()

    with pytest.raises(ValidationError, match="Ce lieu est fermé"):
        open_assessment(epm=epm, charter=charter, by=animator)


def test_answer_is_saved_bit_by_bit(draft, animator):
    save(draft, animator, words="Un début")
    answer = save(draft, animator, words="Un début, puis la suite.", level=AnswerLevel.PARTLY, edition=1)

    assert (answer.words, answer.level, answer.edition) == ("Un début, puis la suite.", AnswerLevel.PARTLY, 2)
    assert draft.answers.count() == 1


def test_unchanged_answer_is_not_written_again(draft, animator):
    save(draft, animator, words="Un fait.")

    assert save(draft, animator, words="Un fait.", edition=0).edition == 1


def test_answer_changed_by_a_colleague_meanwhile_is_not_overwritten_unseen(draft, animator, colleague):
    save(draft, colleague, words="Ce qu’a écrit la collègue.")

    with pytest.raises(ValidationError, match=f"{colleague} a changé cette réponse"):
        save(draft, animator, words="Autre chose.", edition=0)

    assert draft.answers.get().words == "Ce qu’a écrit la collègue."


def test_file_without_all_answers_is_refused_with_each_lack(draft, animator):
    save(draft, animator, level=AnswerLevel.NOT_CONCERNED)

    with pytest.raises(ValidationError) as refusal:
        submit_assessment(assessment=draft, by=animator)

    assert [message.replace("\u00a0", " ") for message in refusal.value.messages] == [
        "« Ouvert » : le label en a besoin : répondez oui, en partie ou pas encore.",
        "« Un livret pour chacun » : dites où vous en êtes.",
    ]


def test_criterion_that_does_not_concern_the_place_says_why(draft, answer, animator):
    answer(draft)
    row = draft.answers.get(criterion=draft.charter.criteria[1])
    row.level, row.words = AnswerLevel.NOT_CONCERNED, ""
    row.save()

    with pytest.raises(ValidationError, match="dites pourquoi cela ne vous concerne pas"):
        submit_assessment(assessment=draft, by=animator)


def test_submitted_file_freezes_its_figures_with_their_day(submitted, epm):
    epm.opening_hours = "Sa 09:00-12:00"
    epm.save()

    with_figure, without = submitted.answers.order_by("pk")
    assert (with_figure.figure_text, with_figure.figure_on) == (
        "Horaires publiés\u00a0: Mardi\u00a0: 14\u00a0h\u00a0–\u2060\u00a018\u00a0h.",
        timezone.localdate(),
    )
    assert (without.figure_text, without.figure_on) == ("", None)


def test_submitted_file_keeps_its_team_and_tells_who_watches(draft, answer, animator, colleague, territorial):
    answer(draft)
    submit_assessment(assessment=draft, by=animator)

    team = Involvement.objects.filter(assessment=draft, part=FilePart.TEAM).values_list("member", flat=True)
    assert set(team) == {animator.pk, colleague.pk}
    assert [notice.member for notice in Notice.objects.all()] == [territorial]


def test_submitted_file_does_not_change(submitted, animator):
    with pytest.raises(ValidationError, match="déjà envoyé"):
        save(submitted, animator, words="Encore un mot.")
    with pytest.raises(ValidationError, match="déjà envoyé"):
        submit_assessment(assessment=submitted, by=animator)


def test_file_taken_back_is_a_draft_with_live_figures(submitted):
    assessment = take_back(assessment=submitted)

    assert (assessment.stage, assessment.number, assessment.submitted_at) == (FileStage.DRAFT, None, None)
    assert not assessment.answers.exclude(figure_text="").exists()


def test_file_is_not_taken_back_once_a_visit_is_planned(visit):
    with pytest.raises(ValidationError, match="ne se reprend plus"):
        take_back(assessment=visit.assessment)


def join(assessment, animator, name="Le règlement.PDF"):
    scan = check_scan(file=ContentFile(pdf(page("Règlement")), name=name))
    return attach_proof(
        assessment=assessment, criterion=assessment.charter.criteria[0], scan=scan, name=name, by=animator
    )


def test_file_joined_as_proof_is_kept_and_taken_away(draft, animator, django_capture_on_commit_callbacks):
    proof = join(draft, animator)

    assert (proof.name, proof.media_type, default_storage.exists(proof.file.name)) == (
        "Le règlement.pdf",
        "application/pdf",
        True,
    )
    with django_capture_on_commit_callbacks(execute=True):
        remove_proof(proof=proof)
    assert not default_storage.exists(proof.file.name)


def test_one_file_too_many_leaves_no_bytes(draft, animator):
    kept = {join(draft, animator).file.name.rpartition("/")[2] for _ in range(MOST_FILES)}

    with pytest.raises(ValidationError, match="5 pièces au plus"):
        join(draft, animator)

    assert set(default_storage.listdir("qualite")[1]) == kept


def test_files_of_a_submitted_file_stay(draft, answer, animator):
    proof = join(draft, animator)
    answer(draft)
    submit_assessment(assessment=draft, by=animator)

    with pytest.raises(ValidationError, match="déjà envoyé"):
        remove_proof(proof=proof)
    with pytest.raises(ValidationError, match="déjà envoyé"):
        join(draft, animator)
