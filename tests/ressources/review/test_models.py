"""Assignments across rounds, late ones; visibility and threads of remarks."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from ressources.review.models import Remark, RemarkAnswer, ReviewAssignment
from ressources.review.queries import with_open_remarks
from ressources.sheets.models.sheet import Sheet
from tests.clock import freeze_time
from tests.factories.b2i import LearnerFactory
from tests.factories.ressources import AuthorshipFactory, RemarkAnswerFactory, RemarkFactory, SubmittedFactory

pytestmark = pytest.mark.django_db


def test_str_of_an_assignment_names_sheet_reviewer_and_day(epm, territorial):
    with freeze_time("2026-03-02 09:00"):
        page = SubmittedFactory(epm=epm, data__title="Ranger ses photos")
    assignment = ReviewAssignment.objects.get(sheet=page)
    assert str(assignment) == "Ranger ses photos, à prendre, pour le 2026-03-12"

    assignment.hand_to(territorial)

    assert str(assignment) == f"Ranger ses photos, {territorial}, pour le 2026-03-12"


def test_assignment_is_late_the_day_after_its_last_day(epm):
    with freeze_time("2026-03-02 09:00"):
        page = SubmittedFactory(epm=epm)
    assert page.assignment.due == date(2026, 3, 12)

    for day, is_late in (("2026-03-12 22:00", False), ("2026-03-12 23:30", True), ("2026-03-13 09:00", True)):
        with freeze_time(day):  # 23:30 UTC is half past midnight in Paris
            assert (page.assignment.is_late, ReviewAssignment.objects.late().exists()) == (is_late, is_late)


def test_new_round_keeps_the_reviewer_and_sets_another_day(submitted, territorial):
    submitted.assignment.hand_to(territorial)

    with freeze_time("2026-06-01 09:00"):
        renewed = ReviewAssignment.objects.restart(submitted)

    assert (renewed.reviewer, renewed.due) == (territorial, date(2026, 6, 11))
    assert (renewed.holder_reminded, renewed.territory_reminded) == (None, None)


def test_assignment_is_deleted_with_its_sheet(submitted):
    submitted.delete()

    assert not ReviewAssignment.objects.exists()


pytestmark = pytest.mark.django_db


def test_str_of_a_remark_is_its_text(submitted):
    remark = RemarkFactory(sheet=submitted, text="Une pause ?")

    assert (str(remark), str(RemarkAnswerFactory(remark=remark, text="Oui."))) == ("Une pause ?", "Oui.")


def test_remark_is_visible_only_to_authors_and_reviewers(
    submitted, animator, colleague, stranger, territorial, second, other_territorial, coordinator, epm
):
    remark = RemarkFactory(sheet=submitted)
    coauthor = AuthorshipFactory(sheet=submitted).member
    learner = LearnerFactory(epm=epm).member

    readers = {person for person in (animator, coauthor, territorial, second, coordinator) if sees(person, remark)}
    others = [person for person in (colleague, stranger, other_territorial, learner) if sees(person, remark)]

    assert readers == {animator, coauthor, territorial, second, coordinator}
    assert others == []
    assert not Remark.objects.visible_to(AnonymousUser()).exists()


def sees(person, remark) -> bool:
    return Remark.objects.visible_to(person).filter(pk=remark.pk).exists()


def test_done_remark_is_not_open(submitted):
    done_remark, open_remark = RemarkFactory(sheet=submitted, done=True), RemarkFactory(sheet=submitted)

    assert (list(Remark.objects.open()), done_remark.is_done, open_remark.is_done) == ([open_remark], True, False)


def test_lists_count_open_remarks(submitted, draft):
    RemarkFactory(sheet=submitted)
    RemarkFactory(sheet=submitted)
    RemarkFactory(sheet=submitted, done=True)

    counts = dict(with_open_remarks(Sheet.objects.all()).values_list("pk", "open_remarks"))
    assert counts == {submitted.pk: 2, draft.pk: 0}


@pytest.mark.parametrize(
    ("factory", "sentence"),
    [(RemarkFactory, "Écrivez votre remarque."), (RemarkAnswerFactory, "Écrivez votre réponse.")],
)
def test_database_refuses_empty_texts(submitted, factory, sentence):
    subject = {"sheet": submitted} if factory is RemarkFactory else {"remark": RemarkFactory(sheet=submitted)}

    with pytest.raises(ValidationError) as refusal:
        factory.build(**subject, text="").validate_constraints()
    assert refusal.value.messages == [sentence]
    with pytest.raises(IntegrityError):
        factory(**subject, text="")


def test_remark_outlives_its_version_and_its_author(submitted, second):
    remark = RemarkFactory(sheet=submitted, author=second, revision=submitted.latest_revision)
    submitted.latest_revision.delete()
    second.delete()

    remark.refresh_from_db()
    assert (remark.revision, remark.author) == (None, None)


def test_remarks_are_deleted_with_their_sheet(submitted):
    RemarkAnswerFactory(remark=RemarkFactory(sheet=submitted))

    submitted.delete()

    assert not Remark.objects.exists()
    assert not RemarkAnswer.objects.exists()
