"""The page of mail choices, and the unsubscribe link, which works without login."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alertes.channels.mails.unsubscribe_links import unsubscribe_path
from alertes.choices.kinds import kinds_of
from alertes.choices.preferences.hours import quiet_hours
from alertes.choices.preferences.models import KindChoice, MailChoice, QuietHours
from alertes.choices.preferences.rhythms import chosen_rhythms, mailed_matters
from alertes.declarations.events import DIGEST
from alertes.enums import MailState, Matter, Rhythm
from extranet.declarations.events import PUBLIC_MESSAGE
from forums.declarations.events import TOPIC_ANSWERED
from reseau.people.members.models.member import Member
from ressources.declarations.events import REVIEW_AWAITED, SHEET_THANKS
from tests.factories.alertes import MailFactory

pytestmark = pytest.mark.django_db

CHOICES = "/alertes/courriels/"
RECEIVED = f"{CHOICES}recus/"
NEVER_BY_DEFAULT = {SHEET_THANKS.name}


def chosen(page) -> dict[str, str]:
    """Return the rhythm of each line of the page."""
    form = page.context["form"]
    return {line.kind.name: line.rhythm.value() for _, lines in form.lines_by_matter() for line in lines}


def filled(page, **changes) -> dict[str, str]:
    """Return the form of the page as a browser sends it, with changes."""
    form = page.context["form"]
    data = {
        field.html_name: field.value() for field in form if field.value() is not None and field.value() is not False
    }
    return data | {f"rhythm-{name.replace('__', '.')}": rhythm for name, rhythm in changes.items()}


@pytest.mark.parametrize("method", ["get", "post"])
def test_visitor_is_redirected_to_login_and_learner_gets_404(client, client_of, learner, method):
    assert getattr(client, method)(CHOICES).url.partition("?")[0] == "/connexion/"
    assert getattr(client_of(learner), method)(CHOICES).status_code == 404


def test_page_shows_choices_and_mail_address(client_of, animator):
    page = client_of(animator).get(CHOICES)

    assert chosen(page) == {kind.name: kind.rhythm for kind in kinds_of(animator)}
    assert animator.email in page.content.decode()
    assert REVIEW_AWAITED.name not in chosen(page)


def test_reviewer_also_chooses_about_reviews(client_of, territorial):
    page = client_of(territorial).get(CHOICES)

    assert REVIEW_AWAITED.name in chosen(page)
    assert PUBLIC_MESSAGE.sentence in page.content.decode()


def test_person_of_reference_reads_that_messages_of_the_public_always_leave(client_of, animator):
    """They get what is written to their place."""
    assert PUBLIC_MESSAGE.sentence not in client_of(animator).get(CHOICES).content.decode()

    animator.positions.update(is_referent=True)

    assert PUBLIC_MESSAGE.sentence in client_of(animator).get(CHOICES).content.decode()


def test_line_is_a_sentence_with_its_two_choices(client_of, animator):
    html = client_of(animator).get(CHOICES).content.decode()

    for kind in kinds_of(animator):
        assert html.count(kind.sentence) == 1
        assert html.count(f'name="rhythm-{kind.name}"') == html.count(f'name="shown-{kind.name}"') == 1


def test_page_of_a_member_without_address_shows_how_to_give_one(client_of, animator):
    animator.email = None
    animator.save()

    page = client_of(animator).get(CHOICES).content.decode()

    assert "Votre compte n’a pas d’adresse électronique" in page
    assert "Ils partent à l’adresse" not in page


def test_choices_are_saved(client_of, animator):
    browser = client_of(animator)
    data = filled(browser.get(CHOICES), forums__topic_answered="weekly") | {"quiet_begin": "18", "quiet_end": "9"}
    del data["shown-forums.topic_answered"]

    response = browser.post(CHOICES, data, follow=True)

    assert response.redirect_chain == [(CHOICES, 302)]
    assert [str(message) for message in response.context["messages"]] == ["Vos choix sont enregistrés."]
    assert chosen(response)["forums.topic_answered"] == "weekly"
    assert chosen_rhythms(animator)[TOPIC_ANSWERED] == (Rhythm.WEEKLY, False)
    assert quiet_hours([animator.pk]) == {animator.pk: (18, 9)}


def test_hours_of_the_site_stay_those_of_who_changes_none(client_of, animator):
    browser = client_of(animator)

    browser.post(CHOICES, filled(browser.get(CHOICES)))

    assert not QuietHours.objects.exists()


def test_invented_rhythm_is_refused_beside_its_line(client_of, animator):
    browser = client_of(animator)

    response = browser.post(CHOICES, filled(browser.get(CHOICES), forums__topic_answered="each_minute"))

    assert list(response.context["form"].errors) == ["rhythm-forums.topic_answered"]
    assert not KindChoice.objects.exists()


def test_one_button_stops_all_mails(client_of, animator):
    response = client_of(animator).post(CHOICES, {"nothing": "1"}, follow=True)

    assert [str(message) for message in response.context["messages"]] == [
        "C’est noté\u00a0: vous ne recevrez plus de courriel. Vos alertes restent dans le site."
    ]
    assert mailed_matters(animator) == set()


def test_reading_the_page_writes_nothing(client_of, animator):
    browser = client_of(animator)

    with CaptureQueriesContext(connection) as queries:
        browser.get(CHOICES)

    assert {query["sql"].split()[0] for query in queries} == {"SELECT"}
    assert len(queries) <= 9


def test_log_shows_only_the_mails_of_the_member(client_of, animator, colleague):
    MailFactory(member=animator, subject="Convocation", state=MailState.SENT, enclosed="convocation.pdf")
    MailFactory(member=animator, subject="Session annulée", state=MailState.FAILED, problem="550 Inconnu")
    MailFactory(member=colleague, subject="Pour ma collègue")
    MailFactory(to_outsider=True, subject="Pour un employeur")

    response = client_of(animator).get(RECEIVED)

    assert [mail.subject for mail in response.context["latest"]] == ["Session annulée", "Convocation"]
    html = response.content.decode()
    assert ("Pour ma collègue" in html, "Pour un employeur" in html) == (False, False)
    assert ("joint\u00a0: convocation.pdf" in html, "550 Inconnu" in html) == (True, True)


def test_log_costs_the_same_for_one_mail_and_three(client_of, animator):
    browser, counts = client_of(animator), []
    for number in (1, 2):
        MailFactory.create_batch(number, member=animator)
        with CaptureQueriesContext(connection) as queries:
            browser.get(RECEIVED)
        counts.append(len(queries))

    assert counts[0] == counts[1]


# Unsubscribe link


@pytest.fixture
def link(animator):
    mail = MailFactory(member=animator, matter=Matter.FORUMS, kind=TOPIC_ANSWERED.name)
    return unsubscribe_path(mail)


def declined_kinds(member) -> set[str]:
    return {kind.name for kind, (rhythm, _) in chosen_rhythms(member).items() if rhythm is Rhythm.NEVER}


def test_unsubscribe_link_asks_for_confirmation(client, link, animator):
    page = client.get(link)

    assert page.status_code == 200
    assert "On écrit dans un sujet que vous suivez." in page.content.decode()
    assert animator.email not in page.content.decode()
    assert not KindChoice.objects.exists()


def test_button_stops_mails_of_that_kind_without_login(client, link, animator):
    page = client.post(link)

    assert page.status_code == 200
    assert declined_kinds(animator) - NEVER_BY_DEFAULT == {TOPIC_ANSWERED.name}
    assert (page.context["is_done"], page.context["is_everything"]) == (True, False)
    assert "Vous ne recevrez plus de courriel pour ceci" in page.text


def test_other_button_stops_all_mails(client, link, animator):
    page = client.post(link, {"everything": "1"})

    assert "Nous ne vous écrirons plus." in page.text

    assert mailed_matters(animator) == set()
    assert MailChoice.objects.filter(member=animator).count() == len(Matter)


def test_mail_software_unsubscribes_in_one_request(link, animator):
    mail_software = Client(enforce_csrf_checks=True)

    response = mail_software.post(link, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")

    assert response.status_code == 200
    assert TOPIC_ANSWERED.name in declined_kinds(animator)


def test_link_affects_only_its_member(client, client_of, link, colleague):
    client_of(colleague).post(link)

    assert TOPIC_ANSWERED.name not in declined_kinds(colleague)


def test_link_still_works_for_a_member_who_left(client, link, animator):
    animator.positions.all().delete()

    client.post(link)

    assert TOPIC_ANSWERED.name in declined_kinds(Member.objects.get(pk=animator.pk))


def test_link_of_a_digest_stops_digests_and_keeps_what_leaves_at_once(client, animator):
    digest = MailFactory(member=animator, matter=Matter.DIGEST, kind=DIGEST.name)

    assert "résumé" in client.post(unsubscribe_path(digest)).content.decode()

    assert {kind for kind, (rhythm, _) in chosen_rhythms(animator).items() if rhythm is not Rhythm.NEVER} == {
        kind for kind in kinds_of(animator) if kind.rhythm is Rhythm.AT_ONCE
    }


def test_cut_link_is_not_found(client, link):
    assert client.get(link[:-4] + "/").status_code == 404
    assert client.post(link[:-4] + "/").status_code == 404
