"""Feedback between a reader and the authors: notices, the only answer, limits."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from alertes.channels.notices.models import Notice
from ressources.library.readers import services as limits
from ressources.library.readers.models import Feedback
from ressources.library.readers.services import (
    answer_feedback,
    reopen_feedback,
    send_feedback,
    settle_feedback,
)
from tests.clock import freeze_time
from tests.factories.readers import FeedbackFactory
from tests.factories.ressources import AuthorshipFactory, SheetFactory
from tests.moments import A_MINUTE

pytestmark = pytest.mark.django_db


def notices_of(member, **fields) -> list[str]:
    return list(Notice.objects.filter(member=member, **fields).order_by("pk").values_list("text", flat=True))


def send(sheet, by, text="Le menu a changé.", kind="erreur") -> Feedback:
    return send_feedback(sheet=sheet, by=by, kind=kind, text=text)


def test_feedback_notifies_the_authors_with_its_text_and_link(sheet, animator, stranger, territorial, departed):
    coauthor = AuthorshipFactory(sheet=sheet).member
    AuthorshipFactory(sheet=sheet, member=departed)
    feedback = send(sheet, stranger)
    words = f"{stranger} signale une erreur dans «\u00a0{sheet.title}\u00a0»\u00a0: Le menu a changé."
    assert [notices_of(member) for member in (animator, coauthor)] == [[words], [words]]
    assert [notices_of(member) for member in (territorial, departed, stranger)] == [[], [], []]
    assert Notice.objects.get(member=animator).url == (f"/ressources/fiches/{sheet.pk}/retours/#retour-{feedback.pk}")


def test_feedback_on_an_orphan_notifies_the_reviewers(
    epm, departed, stranger, territorial, other_territorial, coordinator
):
    send(SheetFactory(epm=epm, author=departed), stranger, kind="question")
    assert [len(notices_of(member)) for member in (territorial, other_territorial, coordinator, departed)] == [
        1,
        0,
        0,
        0,
    ]


def test_answer_is_saved_once_and_notified(sheet, animator, colleague, stranger):
    AuthorshipFactory(sheet=sheet, member=colleague)
    feedback = send(sheet, stranger)
    answered_feedback = answer_feedback(feedback=feedback, by=animator, text="Merci, je corrige.")
    assert (answered_feedback.answer, answered_feedback.answered_by, answered_feedback.settled) == (
        "Merci, je corrige.",
        animator,
        None,
    )
    assert notices_of(stranger) == [
        f"{animator} a répondu à votre retour sur «\u00a0{sheet.title}\u00a0»\u00a0: Merci, je corrige."
    ]
    assert notices_of(colleague) == []  # no answer is possible any more
    answer_feedback(feedback=feedback, by=animator, text="Merci, je corrige.")
    with pytest.raises(ValidationError, match="Merci, je corrige"):
        answer_feedback(feedback=feedback, by=colleague, text="Non.")
    assert len(notices_of(stranger)) == 1


def test_answer_that_closes_the_feedback_notifies_once(sheet, animator, stranger):
    answered_feedback = answer_feedback(feedback=send(sheet, stranger), by=animator, text="C’est corrigé.", settle=True)
    assert (answered_feedback.settled_by, len(notices_of(stranger))) == (animator, 1)


def test_closing_notifies_and_reopening_withdraws_the_notice(sheet, animator, stranger):
    feedback = send(sheet, stranger)
    settle_feedback(feedback=feedback, by=animator)
    settle_feedback(feedback=feedback, by=animator)
    assert notices_of(stranger) == [f"Votre retour sur «\u00a0{sheet.title}\u00a0» est traité, par {animator}."]
    assert notices_of(animator) == []
    reopen_feedback(feedback=feedback)
    assert (notices_of(stranger), list(Feedback.objects.unsettled())) == ([], [feedback])


def test_feedback_of_erased_member_can_be_answered(animator, sheet):
    feedback = FeedbackFactory(sheet=sheet, sender=None)
    answer_feedback(feedback=feedback, by=animator, text="C’est corrigé.")
    settle_feedback(feedback=feedback, by=animator)
    assert Notice.objects.count() == 0


def test_same_feedback_sent_twice_is_one_message(sheet, stranger):
    with freeze_time(now := timezone.now()):
        feedback = send(sheet, stranger)
    with freeze_time(now + A_MINUTE - timedelta(seconds=1)):
        assert send(sheet, stranger) == feedback
    with freeze_time(now + A_MINUTE):
        send(sheet, stranger)
    assert Feedback.objects.count() == 2


def test_open_feedback_on_a_sheet_is_limited(sheet, animator, stranger, colleague, monkeypatch):
    monkeypatch.setattr(limits, "MAX_UNSETTLED", 2)
    first = send(sheet, stranger, "un")
    send(sheet, stranger, "deux")
    with pytest.raises(ValidationError):
        send(sheet, stranger, "trois")
    send(sheet, colleague, "trois")
    send(SheetFactory(), stranger, "trois")
    settle_feedback(feedback=first, by=animator)
    send(sheet, stranger, "trois")


def test_daily_feedback_is_limited(stranger, monkeypatch):
    monkeypatch.setattr(limits, "MAX_A_DAY", 2)
    with freeze_time(now := timezone.now()):
        for _ in range(2):
            send(SheetFactory(), stranger)
    a_day_later = now + timedelta(days=1)
    with freeze_time(a_day_later - A_MINUTE), pytest.raises(ValidationError):
        send(SheetFactory(), stranger)
    with freeze_time(a_day_later):
        send(SheetFactory(), stranger)


def test_database_refuses_inconsistent_feedback(sheet):
    for fields in ({"text": ""}, {"answer": "Oui"}, {"answered": timezone.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            FeedbackFactory(sheet=sheet, **fields)
