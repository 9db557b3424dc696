"""Remarks: added, answered, done; notices and refusals."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.notices.models import Notice
from alertes.enums import Matter
from ressources.authoring.publication import services as publication
from ressources.review import services as review
from ressources.review.models import Remark, RemarkAnswer
from ressources.review.remarked_sections import find_section
from tests.clock import freeze_time
from tests.factories.ressources import AuthorshipFactory, RemarkAnswerFactory, RemarkFactory

pytestmark = pytest.mark.django_db


def say(page, by, key: str = "steps-1", text: str = "Trop court.") -> Remark:
    return review.add_remark(page=page, by=by, section=find_section(page.latest_content, key), text=text)


def notices_of(member) -> list[str]:
    return [key.split(":")[0] for key in Notice.objects.filter(member=member).values_list("key", flat=True)]


def test_remark_keeps_its_version_and_the_label_of_its_part(submitted, territorial):
    remark = say(submitted, territorial)

    title = submitted.latest_content.steps[1].title
    assert (remark.part, remark.place, remark.label, remark.author, remark.revision) == (
        *("steps", 1, f"Étape 2\u00a0: {title}", territorial, submitted.latest_revision),
    )


def test_remark_sent_twice_is_one(submitted, territorial, second):
    say(submitted, territorial)
    say(submitted, territorial)
    say(submitted, second)
    say(submitted, territorial, key="steps-0")

    assert Remark.objects.count() == 3


def test_same_words_half_a_minute_later_are_another_remark_and_another_answer(submitted, territorial, animator):
    now = timezone.now()
    for delay, count in ((0, 1), (29, 1), (30, 2)):
        with freeze_time(now + timedelta(seconds=delay)):
            say(submitted, territorial)
            review.answer_remark(remark=Remark.objects.earliest("pk"), by=animator, text="C’est fait.")
        assert (Remark.objects.count(), RemarkAnswer.objects.count()) == (count, count)


def test_sheet_out_of_review_accepts_no_remark(submitted, territorial):
    publication.publish(page=submitted, by=territorial)

    with pytest.raises(ValidationError) as refusal:
        say(submitted, territorial)
    assert refusal.value.message.startswith("Cette fiche n’est plus en relecture")


def test_sheet_sent_back_to_its_author_accepts_more_remarks(submitted, territorial):
    page = publication.ask_changes(page=submitted, by=territorial, reason="Une pause.")

    assert say(page, territorial).sheet_id == submitted.pk


def test_answer_of_author_notifies_the_reviewer(submitted, animator, territorial, second):
    remark = RemarkFactory(sheet=submitted, author=territorial)
    Notice.objects.all().delete()

    answer = review.answer_remark(remark=remark, by=animator, text="J’ai ajouté dix minutes.")

    assert (answer.text, notices_of(territorial), notices_of(second), notices_of(animator)) == (
        *("J’ai ajouté dix minutes.", ["remark"], [], []),
    )
    assert MailItem.objects.get(member=territorial, key__startswith="remark").matter == Matter.REVIEWS


def test_answer_of_reviewer_notifies_the_authors(submitted, animator, territorial):
    coauthor = AuthorshipFactory(sheet=submitted).member
    remark = RemarkFactory(sheet=submitted, author=territorial)

    review.answer_remark(remark=remark, by=territorial, text="Parfait.")

    assert (notices_of(animator), notices_of(coauthor)) == (["remark"], ["remark"])


def test_answer_to_former_member_notifies_nobody(submitted, animator):
    remark = RemarkFactory(sheet=submitted, author=None)
    Notice.objects.all().delete()

    review.answer_remark(remark=remark, by=animator, text="C’est fait.")

    assert not Notice.objects.exists()


def test_answer_sent_twice_is_one(submitted, animator):
    remark = RemarkFactory(sheet=submitted)
    for _ in range(2):
        review.answer_remark(remark=remark, by=animator, text="C’est fait.")

    assert RemarkAnswer.objects.count() == 1


def test_remark_is_done_once_and_may_be_reopened(submitted, animator, territorial):
    remark = RemarkFactory(sheet=submitted)

    review.mark_done(remark=remark, by=animator)
    review.mark_done(remark=remark, by=territorial)
    remark.refresh_from_db()
    assert (remark.is_done, remark.done_by) == (True, animator)

    review.reopen_remark(remark=remark)
    remark.refresh_from_db()
    assert (remark.is_done, remark.done_by) == (False, None)


def test_unanswered_remark_is_withdrawn(submitted):
    answered_remark, withdrawn_remark = RemarkFactory(sheet=submitted), RemarkFactory(sheet=submitted)
    RemarkAnswerFactory(remark=answered_remark)

    review.withdraw_remark(remark=withdrawn_remark)
    with pytest.raises(ValidationError) as refusal:
        review.withdraw_remark(remark=answered_remark)

    assert list(Remark.objects.all()) == [answered_remark]
    assert refusal.value.message == "Quelqu’un a répondu à cette remarque\u00a0: elle ne se retire plus."


def test_mail_of_request_for_changes_lists_open_remarks(submitted, animator, territorial):
    RemarkFactory(sheet=submitted, label="Matériel", text="Et sans câble ?")
    RemarkFactory(sheet=submitted, label="Objectif", text="Déjà corrigé", done=True)

    publication.ask_changes(page=submitted, by=territorial, reason="Presque prête.")

    item = MailItem.objects.get(member=animator, key__contains=":changes:")
    assert f"{item.text}\n\n{item.details}".endswith("Presque prête.\n\nRemarques\u00a0:\n\nMatériel\nEt sans câble ?")


def test_remarks_survive_new_versions_and_the_publication(submitted, animator, territorial):
    remark = say(submitted, territorial)
    publication.publish(page=submitted, by=territorial)

    assert list(Remark.objects.open()) == [remark]
