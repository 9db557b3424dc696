"""Remarks: between the authors and the reviewers of a sheet, open until they are done."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from ressources.review.models.remark import Remark, RemarkAnswer
from ressources.sheets.models.sheet import Sheet
from tests.factories.b2i import LearnerFactory
from tests.factories.ressources import AuthorshipFactory, RemarkAnswerFactory, RemarkFactory

pytestmark = pytest.mark.django_db


def test_a_remark_reads_as_what_it_says(submitted):
    remark = RemarkFactory(sheet=submitted, text="Une pause ?")

    assert (str(remark), str(RemarkAnswerFactory(remark=remark, text="Oui."))) == ("Une pause ?", "Oui.")


def test_authors_and_reviewers_see_it_and_nobody_else(
    submitted, animator, colleague, stranger, territorial, second, other_territorial, coordinator, epm
):
    remark = RemarkFactory(sheet=submitted)
    coauthor = AuthorshipFactory(sheet=submitted).member
    learner = LearnerFactory(epm=epm).member

    seen = {person for person in (animator, coauthor, territorial, second, coordinator) if sees(person, remark)}
    unseen = [person for person in (colleague, stranger, other_territorial, learner) if sees(person, remark)]

    assert seen == {animator, coauthor, territorial, second, coordinator}
    assert unseen == []
    assert not Remark.objects.visible_to(AnonymousUser()).exists()


def sees(person, remark) -> bool:
    return Remark.objects.visible_to(person).filter(pk=remark.pk).exists()


def test_what_is_done_is_not_open(submitted):
    done, waiting = RemarkFactory(sheet=submitted, done=True), RemarkFactory(sheet=submitted)

    assert (list(Remark.objects.open()), done.is_done, waiting.is_done) == ([waiting], True, False)


def test_lists_count_what_is_open(submitted, draft):
    RemarkFactory(sheet=submitted)
    RemarkFactory(sheet=submitted)
    RemarkFactory(sheet=submitted, done=True)

    counted = dict(Sheet.objects.with_open_remarks().values_list("pk", "open_remarks"))
    assert counted == {submitted.pk: 2, draft.pk: 0}


@pytest.mark.parametrize(
    ("factory", "sentence"),
    [(RemarkFactory, "Écrivez votre remarque."), (RemarkAnswerFactory, "Écrivez votre réponse.")],
)
def test_the_database_refuses_what_says_nothing(submitted, factory, sentence):
    about = {"sheet": submitted} if factory is RemarkFactory else {"remark": RemarkFactory(sheet=submitted)}

    with pytest.raises(ValidationError) as refusal:
        factory.build(**about, text="").validate_constraints()
    assert refusal.value.messages == [sentence]
    with pytest.raises(IntegrityError):
        factory(**about, text="")


def test_a_remark_outlives_its_version_and_its_author(submitted, second):
    remark = RemarkFactory(sheet=submitted, author=second, revision=submitted.latest_revision)
    submitted.latest_revision.delete()
    second.delete()

    remark.refresh_from_db()
    assert (remark.revision, remark.author) == (None, None)


def test_remarks_go_with_their_sheet(submitted):
    RemarkAnswerFactory(remark=RemarkFactory(sheet=submitted))

    submitted.delete()

    assert not Remark.objects.exists()
    assert not RemarkAnswer.objects.exists()
