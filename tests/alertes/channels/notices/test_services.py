"""Notifying members once, except the author of the action, and taking back notices that are no longer true."""

import pytest

from alertes.channels.mails.models.mail import Mail
from alertes.channels.notices import services as notices_services
from alertes.channels.notices.models import Notice
from alertes.choices.preferences.models import MailChoice
from alertes.enums import MailState, Matter, Rhythm
from forums.declarations.events import OWN_TOPIC_ANSWERED
from reseau.people.members.models.member import Member
from ressources.declarations.events import SHEET_ANSWER
from tests.clock import freeze_time
from tests.factories.alertes import NoticeFactory
from tests.moments import days_from_now

pytestmark = pytest.mark.django_db


def notify_all(members, **changes):
    notices_services.notify(**{"members": members, "key": "post:1", "text": "Une réponse", "url": "/forums/"} | changes)


def test_each_member_gets_one_unread_notice(animator, colleague):
    notify_all([animator, colleague])

    rows = Notice.objects.order_by("member").values_list("member", "key", "text", "url", "read_at")
    assert list(rows) == [
        (animator.pk, "post:1", "Une réponse", "/forums/", None),
        (colleague.pk, "post:1", "Une réponse", "/forums/", None),
    ]


def test_members_may_come_as_a_queryset_or_twice(animator):
    notify_all(Member.objects.filter(pk=animator.pk))
    notify_all([animator, animator], key="post:2")

    assert Notice.objects.count() == 2


def test_repeated_key_changes_nothing_even_once_read(animator):
    notify_all([animator])
    Notice.objects.mark_read()

    notify_all([animator], text="Une réponse, encore")

    notice = Notice.objects.get()
    assert (notice.text, notice.read_at is None) == ("Une réponse", False)


def test_same_key_still_reaches_a_member_without_that_notice(animator, colleague):
    notify_all([animator])

    notify_all([animator, colleague])

    assert sorted(Notice.objects.values_list("member", flat=True)) == sorted([animator.pk, colleague.pk])


def test_excluded_member_is_not_notified(animator, colleague):
    notify_all([animator, colleague], exclude=animator)

    assert list(Notice.objects.values_list("member", flat=True)) == [colleague.pk]


def test_empty_list_of_members_is_not_an_error(animator):
    notify_all([animator], exclude=animator)

    assert not Notice.objects.exists()


def test_long_text_is_cut_to_the_length_of_a_notice(animator):
    notify_all([animator], text="a" * 301)

    assert Notice.objects.get().text == "a" * 299 + "…"


def test_notifying_costs_the_same_queries_for_one_and_many(animator, colleague, django_assert_num_queries):
    with django_assert_num_queries(3):  # savepoint, insertion, savepoint
        notify_all([animator])
    with django_assert_num_queries(3):
        notify_all([animator, colleague], key="post:2")


def test_notice_taken_back_disappears_if_unread(animator, colleague):
    NoticeFactory(member=animator, key="post:1")
    read_notice = NoticeFactory(member=colleague, key="post:1", read=True)
    other_notice = NoticeFactory(member=animator, key="post:10")

    notices_services.take_back_notice(key="post:1")

    assert set(Notice.objects.all()) == {read_notice, other_notice}


def test_taking_back_asks_one_query_where_nothing_is_unread(animator, django_assert_num_queries):
    NoticeFactory(member=animator, key="post:1", read=True)

    with django_assert_num_queries(3):  # with those of the savepoint
        notices_services.take_back_notice(key="post:1")


def test_handling_a_page_marks_its_notices_as_read_and_no_other(animator, colleague):
    about = NoticeFactory(member=animator, url="/forums/reseau/cle-usb/message/3/")
    NoticeFactory(member=animator, url="/forums/reseau/cle-usb-2/message/4/")
    NoticeFactory(member=colleague, url="/forums/reseau/cle-usb/message/3/")

    assert notices_services.mark_read(member=animator, url_prefix="/forums/reseau/cle-usb/") == 1
    assert list(Notice.objects.filter(read_at__isnull=False)) == [about]


# By mail


def test_notice_without_kind_is_not_mailed(animator):
    notify_all([animator])

    assert not Mail.objects.exists()


def test_notice_with_a_kind_reaches_all_and_is_mailed_to_subscribers(animator, colleague):
    MailChoice.objects.create(member=colleague, matter=Matter.FORUMS, rhythm=Rhythm.NEVER)

    notify_all([animator, colleague], kind=OWN_TOPIC_ANSWERED)

    assert Notice.objects.count() == 2
    mail = Mail.objects.get()
    assert (mail.member, mail.key, mail.subject, mail.text, mail.url, mail.follows_notice) == (
        *(animator, "post:1", "Une réponse", "Une réponse", "/forums/", True),
    )


def test_mail_has_the_full_text_that_the_notice_cuts(animator):
    notify_all([animator], text="Changez ceci. " * 40, details="Étape 2 : trop courte.", kind=SHEET_ANSWER)

    assert Mail.objects.get().text == "Changez ceci. " * 40 + "\n\nÉtape 2 : trop courte."


def test_mail_says_its_own_words_and_details_where_it_has_some(animator):
    notify_all([animator], kind=OWN_TOPIC_ANSWERED, mail_text="Une réponse de Camille", details="Le texte entier")
    notify_all([animator], key="post:2", kind=OWN_TOPIC_ANSWERED)

    assert list(Mail.objects.order_by("pk").values_list("subject", "text")) == [
        ("Une réponse de Camille", "Une réponse de Camille\n\nLe texte entier"),
        ("Une réponse", "Une réponse"),
    ]
    assert set(Notice.objects.values_list("text", flat=True)) == {"Une réponse"}


def test_notice_taken_back_is_not_mailed(animator, colleague):
    notify_all([animator, colleague], kind=OWN_TOPIC_ANSWERED)
    notify_all([animator], key="post:10", kind=OWN_TOPIC_ANSWERED)
    Notice.objects.filter(member=colleague).mark_read()

    notices_services.take_back_notice(key="post:1")

    assert set(Mail.objects.values_list("member", "key")) == {(colleague.pk, "post:1"), (animator.pk, "post:10")}


def test_notice_sent_again_after_it_was_taken_back_is_mailed(animator):
    notify_all([animator], kind=OWN_TOPIC_ANSWERED)
    notices_services.take_back_notice(key="post:1")

    notify_all([animator], kind=OWN_TOPIC_ANSWERED)

    assert Mail.objects.count() == 1


def test_sent_mail_stays_in_the_log_when_its_notice_is_taken_back(animator):
    notify_all([animator], kind=OWN_TOPIC_ANSWERED)
    Mail.objects.update(state=MailState.SENT, attempts=1)

    notices_services.take_back_notice(key="post:1")
    notify_all([animator], kind=OWN_TOPIC_ANSWERED)

    assert Mail.objects.get().state == MailState.SENT


def test_corrected_notice_changes_before_and_after_its_mail_leaves(animator, colleague):
    notify_all([animator, colleague], kind=OWN_TOPIC_ANSWERED)
    Notice.objects.mark_read()
    animator.mails.update(state=MailState.SENT)

    for member in (animator, colleague):
        notices_services.correct_notice(member=member, key="post:1", text="Deux réponses", is_news=member == animator)

    notices = Notice.objects.order_by("member").values_list("text", "read_at")
    assert [(text, read_at is None) for text, read_at in notices] == [("Deux réponses", True), ("Deux réponses", False)]
    mails = Mail.objects.order_by("member").values_list("subject", "text")
    assert list(mails) == [("Une réponse", "Une réponse"), ("Deux réponses", "Deux réponses")]


def test_corrected_notice_leaves_other_mails_of_the_member_and_of_others(animator, colleague):
    notify_all([animator, colleague], kind=OWN_TOPIC_ANSWERED)
    notify_all([animator], key="post:10", text="Autre sujet", kind=OWN_TOPIC_ANSWERED)

    notices_services.correct_notice(member=animator, key="post:1", text="Deux réponses", is_news=True)

    texts = {(mail.member, mail.key): mail.text for mail in Mail.objects.all()}
    assert texts == {
        (animator, "post:1"): "Deux réponses",
        (animator, "post:10"): "Autre sujet",
        (colleague, "post:1"): "Une réponse",
    }
    assert set(Notice.objects.filter(text="Deux réponses").values_list("member", "key")) == {(animator.pk, "post:1")}


def test_corrected_notice_leaves_a_mail_that_may_have_arrived(animator):
    notify_all([animator], kind=OWN_TOPIC_ANSWERED)
    animator.mails.update(attempts=1)

    notices_services.correct_notice(member=animator, key="post:1", text="Deux réponses", is_news=True)

    assert animator.mails.get().text == "Une réponse"


def merge(member, **changes):
    common = {"about": "record:1:decided", "text": "Une compétence validée", "url": "/b2i/livrets/1/"}
    notices_services.merge_into_daily_notice(**{"member": member, "kind": OWN_TOPIC_ANSWERED} | common | changes)


def test_merged_notices_of_a_day_are_one_with_the_latest_text_and_one_mail(animator):
    merge(animator, mail_text="Une compétence")
    merge(animator, text="2 compétences validées", mail_text="2 compétences", url="/b2i/livrets/1/?domaine=D1")
    (notice,), (mail,) = Notice.objects.all(), Mail.objects.all()
    assert (notice.text, notice.url) == ("2 compétences validées", "/b2i/livrets/1/?domaine=D1")
    assert (mail.subject, mail.text) == ("2 compétences", "2 compétences")


def test_merged_news_is_unread_again_and_not_mailed_twice(animator):
    merge(animator)
    Notice.objects.mark_read()
    Mail.objects.update(state=MailState.SENT)
    merge(animator, text="2 compétences validées")
    assert Notice.objects.unread().get().text == "2 compétences validées"
    assert Mail.objects.get().text == "Une compétence validée"


def test_merged_notice_of_another_day_stays_unless_it_is_a_state(animator, colleague):
    for member in (animator, colleague):
        with freeze_time(days_from_now(-1)):
            merge(member)
    merge(animator, text="2 compétences validées")
    merge(colleague, text="2 compétences à valider", is_state=True)
    assert (animator.notices.count(), colleague.notices.count()) == (2, 1)
    assert Mail.objects.filter(member=colleague).count() == 1


def test_merged_subjects_stay_apart(animator):
    merge(animator)
    merge(animator, about="record:12:decided", is_state=True)
    assert Notice.objects.count() == 2


def test_corrected_daily_notice_keeps_its_place_until_nothing_waits(animator):
    merge(animator, text="2 compétences à valider")
    notices_services.correct_daily_notices(member=animator, about="record:1:decided", text="Une compétence à valider")
    assert (Notice.objects.get().text, Mail.objects.get().text) == ("Une compétence à valider",) * 2
    notices_services.correct_daily_notices(member=animator, about="record:1:decided", text="")
    assert (Notice.objects.count(), Mail.objects.count()) == (0, 0)


def test_read_notice_is_not_corrected(animator):
    merge(animator, text="2 compétences à valider")
    Notice.objects.mark_read()
    notices_services.correct_daily_notices(member=animator, about="record:1:decided", text="")
    assert Notice.objects.get().text == "2 compétences à valider"


def test_forgotten_subject_leaves_no_notice_and_no_mail(animator):
    merge(animator)
    Notice.objects.mark_read()
    Mail.objects.update(state=MailState.SENT)
    merge(animator, about="record:12:decided")
    notices_services.erase_notices_about(about="record:1")
    assert Notice.objects.get().key.startswith("record:12:")
    assert Mail.objects.get().key.startswith("record:12:")
