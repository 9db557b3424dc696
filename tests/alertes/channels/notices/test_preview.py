"""Who will be told of an announcement is what is then sent; its log counts what became of it."""

import pytest
from django.utils import timezone

from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.models.mail_item import MailItem
from alertes.channels.notices.models import Notice
from alertes.channels.notices.preview import SendingLog, plan_notifications, sending_log
from alertes.channels.notices.services import notify
from alertes.channels.refusals.models import RefusedAddress
from alertes.choices.preferences.services import choose_kinds
from alertes.choices.subscriptions.services import follow
from alertes.enums import DropReason, MailState, Rhythm
from forums.declarations.events import ANNOUNCED
from reseau.people.members.models.member import Member
from tests.factories.alertes import MailFactory

pytestmark = pytest.mark.django_db

FOLLOWED = ["forum:3"]


@pytest.fixture
def people(animator, colleague, stranger, territorial, coordinator):
    """By default, at once for this subject, without an address, hidden from the site and never, refused."""
    follow(member=colleague, subject=FOLLOWED[0], rhythm=Rhythm.AT_ONCE)
    Member.objects.filter(pk=stranger.pk).update(email=None)
    choose_kinds(member=territorial, choices={ANNOUNCED: (Rhythm.NEVER, False)})
    RefusedAddress.objects.create(address=coordinator.email.upper(), answer="550")
    return Member.objects.filter(pk__in=[each.pk for each in (animator, colleague, stranger, territorial, coordinator)])


def test_plan_says_what_each_will_get(people, animator, colleague, stranger, territorial, coordinator):
    plan = plan_notifications(people, kind=ANNOUNCED, followed=FOLLOWED)

    assert {notification.member: notification.ways for notification in plan.notifications} == {
        animator: "alerte, courriel, dans son prochain résumé",
        colleague: "alerte, courriel",
        stranger: "alerte\u00a0; pas de courriel\u00a0: pas d’adresse électronique",
        territorial: "\u00a0; pas de courriel\u00a0: n’en veut pas par courriel",
        coordinator: "alerte\u00a0; pas de courriel\u00a0: son adresse refuse nos courriels",
    }
    assert sum(len(members) for _, members in plan.channels) == plan.count == 5


def test_what_is_sent_is_what_the_plan_said(people):
    plan = plan_notifications(people, kind=ANNOUNCED, followed=FOLLOWED)

    notify(members=people, key="annonce", text="Une annonce", url="/forums/", kind=ANNOUNCED, followed=FOLLOWED)

    def keys(name):
        return {one.member.pk for one in plan.notifications if getattr(one, name)}

    assert set(Notice.objects.filter(is_shown=True).values_list("member", flat=True)) == keys("has_notice")
    assert set(Mail.objects.values_list("member", flat=True)) == keys("is_mailed")
    gathered = set(MailItem.objects.exclude(member__email__iexact="").values_list("member", flat=True))
    refused = {one.member.pk for one in plan.notifications if "refuse" in one.why_no_mail}
    assert gathered - refused == keys("is_gathered")


def test_mark_changes_with_who_is_told_and_how(people, animator):
    plan = plan_notifications(people, kind=ANNOUNCED)
    assert plan.mark == plan_notifications(people, kind=ANNOUNCED).mark

    choose_kinds(member=animator, choices={ANNOUNCED: (Rhythm.AT_ONCE, True)})

    assert plan.mark != plan_notifications(people, kind=ANNOUNCED).mark


def test_log_counts_what_was_read_sent_and_refused(people, animator, colleague):
    notify(members=people, key="annonce", text="Une annonce", url="/forums/", kind=ANNOUNCED, followed=FOLLOWED)
    Notice.objects.filter(member=animator).update(read_at=timezone.now())
    Mail.objects.filter(member=colleague).update(state=MailState.SENT)
    digest = MailFactory(
        member=people.last(), key="digest:1", state=MailState.DROPPED, problem=DropReason.REFUSED.label
    )
    MailItem.objects.exclude(member=animator).update(mail=digest)

    assert sending_log("annonce") == SendingLog(told=5, read=1, sent=1, waiting=1, spared=0, refused=1)
