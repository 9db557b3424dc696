"""Mails that come back: read in the forms of named servers, believed only at the signed address of their envelope."""

import pytest
from django.utils import timezone

from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.reply_addresses import return_address
from alertes.channels.mails.sending import send_waiting
from alertes.channels.refusals.models import RefusedAddress, ReturnedMail
from alertes.channels.refusals.services import MOST_RETURNED, try_address_again
from alertes.channels.replies.enums import IncomingState
from alertes.channels.replies.services import receive
from alertes.enums import MailState
from tests.alertes.channels.replies.returned_by_servers import FORMS, report
from tests.clock import freeze_time
from tests.factories.alertes import MailFactory
from tests.moments import days_from_now

pytestmark = pytest.mark.django_db
LATE = {"action": "delayed", "status": "4.4.1", "answer": "451 4.4.1 Connection timed out"}


@pytest.fixture(autouse=True)
def _mailbox(settings):
    settings.REPLY_ADDRESS = "reponse@extranet.example"


def sent_to(member=None, **fields) -> Mail:
    address = fields.get("outsider") or member.email
    return MailFactory(member=member, state=MailState.SENT, address=address, settled=timezone.now(), **fields)


def come_back(mail: Mail, form: str = "Postfix", **said):
    return receive(raw=report(form, to=return_address(mail), recipient=mail.address, **said))


def refused() -> list[tuple[str, str]]:
    return list(RefusedAddress.objects.values_list("address", "answer"))


@pytest.mark.parametrize("form", FORMS)
def test_address_that_does_not_exist_gets_nothing_more(animator, form):
    mail = sent_to(animator)

    incoming = come_back(mail, form)

    mail.refresh_from_db()
    assert refused() == [(animator.email, "550 5.1.1 User unknown")]
    assert (mail.state, mail.problem) == (MailState.FAILED, "Revenu\u00a0: 550 5.1.1 User unknown")
    assert (incoming.state, bytes(incoming.raw)) == (IncomingState.IGNORED, b"")
    assert incoming.problem == "Avis de non-remise. 550 5.1.1 User unknown"
    MailFactory(member=animator)
    assert send_waiting() == 0


@pytest.mark.parametrize("form", ["Postfix", "Exim", "Exchange"])
def test_mail_that_is_late_counts_and_stops_nothing(animator, form):
    mail = sent_to(animator)

    come_back(mail, form, **LATE)

    mail.refresh_from_db()
    assert (refused(), mail.state) == ([], MailState.SENT)
    assert list(ReturnedMail.objects.values_list("mail", "address", "answer")) == [
        (mail.pk, animator.email, LATE["answer"])
    ]


@pytest.mark.parametrize("status", ["5.7.1", "5.6.0", "5.3.4"])
def test_mail_refused_for_what_it_is_counts_and_does_not_condemn_its_address(animator, status):
    mail = sent_to(animator)

    come_back(mail, status=status, answer=f"554 {status} Message refused")

    mail.refresh_from_db()
    assert (refused(), mail.state, ReturnedMail.objects.count()) == ([], MailState.FAILED, 1)


def test_full_mailbox_gets_nothing_more(animator):
    come_back(sent_to(animator), status="5.2.2", answer="552 5.2.2 Mailbox full")

    assert refused() == [(animator.email, "552 5.2.2 Mailbox full")]


def test_same_mail_counts_once_and_five_in_a_month_stop_the_sending(animator):
    mails = [sent_to(animator) for _ in range(MOST_RETURNED)]
    with freeze_time(days_from_now(-31)):
        come_back(sent_to(animator), **LATE)
    for mail in mails[:-1]:
        come_back(mail, **LATE)
        come_back(mail, **LATE)
    assert refused() == []

    come_back(mails[-1], **LATE)

    assert refused() == [
        (animator.email, f"{MOST_RETURNED} courriels revenus en un mois. Dernière réponse : {LATE['answer']}")
    ]
    try_address_again(address=animator.email)
    assert (refused(), ReturnedMail.objects.count()) == ([], 0)


def test_address_without_account_is_noted_too():
    come_back(sent_to(outsider="mairie@example.org"))

    assert refused() == [("mairie@example.org", "550 5.1.1 User unknown")]


def test_report_at_a_forged_address_silences_nobody(animator, colleague):
    mail, other = sent_to(animator), sent_to(colleague)
    address = return_address(mail)
    forged = [
        address.replace(f"-{mail.pk}-", f"-{other.pk}-"),
        address.replace(f"-{animator.pk}-", f"-{colleague.pk}-", 1),
        f"{address.partition('@')[0][:-1]}a@extranet.example",
        "reponse@extranet.example",
        animator.email,
    ]
    for to in forged:
        receive(raw=report("Postfix", to=to, recipient=colleague.email))

    assert (refused(), ReturnedMail.objects.count()) == ([], 0)


def test_report_names_the_address_of_the_mail_whatever_it_says(animator, colleague):
    mail = sent_to(animator)

    receive(raw=report("Postfix", to=return_address(mail), recipient=colleague.email))

    assert refused() == [(animator.email, "550 5.1.1 User unknown")]


REPORT = "To: %s\r\nContent-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/"
SAYING_NOTHING = {
    "no report": "Return-Path: <>\r\nTo: %s\r\n\r\nBonjour",
    "an empty report": REPORT + "delivery-status\r\n\r\n--b--",
    "an odd charset": "To: %s\r\nX-Failed-Recipients: a@b\r\nContent-Type: text/plain; charset=nul\r\n\r\n550 x",
    "an odd status": REPORT + "delivery-status\r\n\r\nAction: failed\r\nStatus: 5.x\r\n\r\n--b--",
    "delivered": REPORT + "delivery-status\r\n\r\nAction: delivered\r\nStatus: 2.0.0\r\n\r\n--b--",
    "read": REPORT + "disposition-notification\r\n\r\nDisposition: manual-action\r\n\r\n--b--",
}


@pytest.mark.parametrize("said", SAYING_NOTHING)
def test_report_that_says_nothing_changes_nothing(animator, said):
    mail = sent_to(animator)

    incoming = receive(raw=(SAYING_NOTHING[said] % return_address(mail)).encode())

    assert (incoming.state, incoming.problem) == (IncomingState.IGNORED, "Avis de non-remise.")
    assert (refused(), ReturnedMail.objects.count()) == ([], 0)


def test_envelope_bears_the_signed_address_and_the_header_that_of_the_site(server, animator, settings):
    settings.DEFAULT_FROM_EMAIL = "Réseau <extranet@example.org>"
    mail = MailFactory(member=animator)

    assert send_waiting() == 1

    assert server.senders == [return_address(mail)]
    (source,) = server.messages
    assert b"<extranet@example.org>" in source
    assert return_address(mail).encode() not in source
    come_back(Mail.objects.get())
    assert refused() == [(animator.email, "550 5.1.1 User unknown")]


def test_site_that_reads_no_mail_keeps_its_own_address_on_the_envelope(server, animator, settings):
    settings.REPLY_ADDRESS, settings.DEFAULT_FROM_EMAIL = "", "extranet@example.org"
    MailFactory(member=animator)

    assert send_waiting() == 1
    assert server.senders == ["extranet@example.org"]


def test_page_of_the_member_says_so_to_them_and_to_those_who_can_mend_it(client_of, animator, colleague, territorial):
    come_back(sent_to(animator), **LATE)
    page = animator.get_absolute_url()

    for reader, is_told in ((animator, True), (territorial, True), (colleague, False)):
        html = client_of(reader).get(page).content.decode()
        assert ("Un courriel n’est pas arrivé" in html, LATE["answer"] in html) == (is_told, is_told)
