"""The page of mail choices, and the unsubscribe link, which works without login."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alertes.enums import MailState, Matter
from alertes.mails.models.mail_choice import MailChoice, mailed_matters
from alertes.mails.unsubscribe_links import unsubscribe_path
from reseau.members.models.member import Member
from tests.factories.alertes import MailFactory

pytestmark = pytest.mark.django_db

CHOICES = "/alertes/courriels/"


def checked_matters(page) -> set[str]:
    form = page.context["form"]
    return {field.name for field in form if field.value()}


@pytest.mark.parametrize("method", ["get", "post"])
def test_visitor_is_redirected_to_login_and_learner_gets_404(client, client_of, learner, method):
    assert getattr(client, method)(CHOICES).url.partition("?")[0] == "/connexion/"
    assert getattr(client_of(learner), method)(CHOICES).status_code == 404


def test_page_shows_choices_and_mail_address(client_of, animator):
    page = client_of(animator).get(CHOICES)

    assert checked_matters(page) == {"sheets", "training", "records", "forums"}
    assert animator.email in page.content.decode()
    assert "reviews" not in page.context["form"].fields


def test_reviewer_also_chooses_about_reviews(client_of, territorial):
    assert "reviews" in checked_matters(client_of(territorial).get(CHOICES))


def test_page_of_a_member_without_address_shows_how_to_give_one(client_of, animator):
    animator.email = None
    animator.save()

    page = client_of(animator).get(CHOICES).content.decode()

    assert "Votre compte n’a pas d’adresse électronique" in page
    assert "Ils partent à l’adresse" not in page


def test_choices_are_saved(client_of, animator):
    browser = client_of(animator)

    response = browser.post(CHOICES, {"forums": "on", "searches": "on"}, follow=True)

    assert response.redirect_chain == [(CHOICES, 302)]
    assert [str(message) for message in response.context["messages"]] == ["Vos choix sont enregistrés."]
    assert checked_matters(response) == {"forums", "searches"}


def test_empty_choice_stops_all_mails(client_of, animator):
    response = client_of(animator).post(CHOICES, follow=True)

    assert [str(message) for message in response.context["messages"]] == [
        "C’est noté\u00a0: vous ne recevrez plus de courriel. Vos alertes restent dans le site."
    ]
    assert mailed_matters(animator) == set()


def test_animator_chooses_nothing_about_reviews(client_of, animator):
    client_of(animator).post(CHOICES, {"reviews": "on"})

    assert not MailChoice.objects.filter(matter=Matter.REVIEWS).exists()


def test_reading_the_page_writes_nothing(client_of, animator):
    browser = client_of(animator)

    with CaptureQueriesContext(connection) as queries:
        browser.get(CHOICES)

    assert {query["sql"].split()[0] for query in queries} == {"SELECT"}
    assert len(queries) <= 8


def test_log_shows_only_the_mails_of_the_member(client_of, animator, colleague):
    MailFactory(member=animator, subject="Convocation", state=MailState.SENT, enclosed="convocation.pdf")
    MailFactory(member=animator, subject="Session annulée", state=MailState.FAILED, problem="550 Inconnu")
    MailFactory(member=colleague, subject="Pour ma collègue")
    MailFactory(to_outsider=True, subject="Pour un employeur")

    response = client_of(animator).get(CHOICES)

    assert [mail.subject for mail in response.context["latest"]] == ["Session annulée", "Convocation"]
    html = response.content.decode()
    assert ("Pour ma collègue" in html, "Pour un employeur" in html) == (False, False)
    assert ("joint\u00a0: convocation.pdf" in html, "550 Inconnu" in html) == (True, True)


def test_log_costs_the_same_for_one_mail_and_three(client_of, animator):
    browser, counts = client_of(animator), []
    for number in (1, 2):
        MailFactory.create_batch(number, member=animator)
        with CaptureQueriesContext(connection) as queries:
            browser.get(CHOICES)
        counts.append(len(queries))

    assert counts[0] == counts[1]


# Unsubscribe link


@pytest.fixture
def link(animator):
    return unsubscribe_path(MailFactory(member=animator, matter=Matter.FORUMS))


def test_unsubscribe_link_asks_for_confirmation(client, link, animator):
    page = client.get(link)

    assert page.status_code == 200
    assert "les forums" in page.content.decode()
    assert animator.email not in page.content.decode()
    assert not MailChoice.objects.exists()


def test_button_stops_mails_of_that_matter_without_login(client, link, animator):
    page = client.post(link)

    assert page.status_code == 200
    assert mailed_matters(animator) == {Matter.SHEETS, Matter.TRAINING, Matter.RECORDS}
    assert (page.context["is_done"], page.context["is_everything"]) == (True, False)
    assert "Vous ne recevrez plus de courriels à propos de" in page.text


def test_other_button_stops_all_mails(client, link, animator):
    page = client.post(link, {"everything": "1"})

    assert "Nous ne vous écrirons plus." in page.text

    assert mailed_matters(animator) == set()
    assert MailChoice.objects.filter(member=animator).count() == len(Matter)


def test_mail_software_unsubscribes_in_one_request(link, animator):
    mail_software = Client(enforce_csrf_checks=True)

    response = mail_software.post(link, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")

    assert response.status_code == 200
    assert Matter.FORUMS not in mailed_matters(animator)


def test_link_affects_only_its_member(client, client_of, link, colleague):
    client_of(colleague).post(link)

    assert Matter.FORUMS in mailed_matters(colleague)


def test_link_still_works_for_a_member_who_left(client, link, animator):
    animator.positions.all().delete()

    client.post(link)

    assert Matter.FORUMS not in mailed_matters(Member.objects.get(pk=animator.pk))


def test_cut_link_is_not_found(client, link):
    assert client.get(link[:-4] + "/").status_code == 404
    assert client.post(link[:-4] + "/").status_code == 404
