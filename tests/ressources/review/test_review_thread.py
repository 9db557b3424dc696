"""The thread of a review, in order."""

import pytest

from ressources.authoring.publication import services as publication
from ressources.review import services as review
from ressources.review.models import Remark
from ressources.review.review_thread import review_thread_of
from ressources.sheets.services import drafts
from tests.clock import freeze_time
from tests.factories.ressources import RemarkAnswerFactory, RemarkFactory, SheetContentFactory, SubmittedFactory

pytestmark = pytest.mark.django_db


def thread_of(page) -> list[tuple]:
    remarks = list(Remark.objects.filter(sheet=page).with_threads())
    return [(exchange.who, exchange.event, exchange.text) for exchange in review_thread_of(page, remarks)]


def test_review_thread_is_sorted_latest_first(epm, animator, territorial):
    with freeze_time("2026-03-02 09:00") as clock:
        page = SubmittedFactory(epm=epm, author=animator)
        clock.shift(60)
        review.take_review(page=page, by=territorial)
        clock.shift(60)
        remark = RemarkFactory(sheet=page, label="Objectif", text="Plus court ?", author=territorial)
        clock.shift(60)
        publication.ask_changes(page=page, by=territorial, reason="Presque prête.")
        clock.shift(60)
        RemarkAnswerFactory(remark=remark, author=animator, text="Oui.")
        clock.shift(60)
        review.mark_done(remark=remark, by=animator)
        page = drafts.save_draft(
            page=page,
            by=animator,
            data=SheetContentFactory(title="Plus court"),
            base_revision=page.latest_revision_id,
        )
        clock.shift(60)
        publication.submit(page=page, by=animator)
        clock.shift(60)
        publication.publish(page=page, by=territorial)

    assert thread_of(page) == [
        (territorial, "Fiche publiée", ""),
        (animator, "Fiche envoyée de nouveau en relecture", ""),
        (animator, "Fait\u00a0: «\u00a0Objectif\u00a0»", ""),
        (animator, "Réponse sur «\u00a0Objectif\u00a0»", "Oui."),
        (territorial, "Modifications demandées", "Presque prête."),
        (territorial, "Remarque sur «\u00a0Objectif\u00a0»", "Plus court ?"),
        (territorial, "S’occupe de la relecture", ""),
        (animator, "Fiche envoyée en relecture", ""),
    ]


def test_sheet_that_was_never_submitted_has_no_thread(draft):
    assert thread_of(draft) == []


def test_review_thread_uses_one_query(submitted, django_assert_num_queries):
    RemarkFactory(sheet=submitted)
    remarks = list(Remark.objects.with_threads())

    with django_assert_num_queries(1):
        review_thread_of(submitted, remarks)
