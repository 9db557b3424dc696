"""The contact page: the right person reads the message, and its sender knows what happens next."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from alertes.channels.mails.mail_message import compose
from alertes.channels.mails.models.mail import Mail
from alertes.channels.mails.sending import MOST_A_DAY, drop_reason
from alertes.enums import Matter
from extranet.public.contact.enums import ContactTopic
from extranet.public.contact.forms import NO_ANSWER, TRAP_FILLED, UNKNOWN_COMMUNE
from extranet.public.contact.models import ContactPage
from extranet.public.contact.views import TOO_MANY_MESSAGE
from reseau.places.models.commune import Territory
from tests.factories.alertes import MailFactory
from tests.factories.b2i import LearnerFactory

pytestmark = pytest.mark.django_db
DATA = {
    "topic": "lieu",
    "message": "Bonjour, qui peut m’aider avec ma tablette ?\nMerci.",
    "commune": "",
    "name": "Odette Calmon",
    "email": "odette@example.org",
    "phone": "",
    "site": "",
}


@pytest.fixture(autouse=True)
def _no_earlier_message():
    cache.clear()


def send(client, **changes):
    return client.post("/contact/", DATA | changes)


def addresses() -> list[str]:
    return list(Mail.objects.order_by("outsider").values_list("outsider", flat=True))


def test_territorial_animator_of_the_commune_reads_a_local_message(
    client, epm, territorial, coordinator, other_territorial
):
    response = send(client, commune="gramat")

    assert addresses() == [territorial.email]
    assert (response.status_code, response.url) == (
        302,
        f"/contact/envoye/?sujet=lieu&reponse=courriel&commune={epm.commune_id}",
    )
    text = client.get(response.url).content.decode()
    assert text.count("Il va à l’animation du territoire de Figeac, et à personne d’autre.") == 1
    Territory.objects.filter(pk=epm.commune.territory_id).update(name="Assier")
    assert "Il va à l’animation du territoire d’Assier" in client.get(response.url).content.decode()


@pytest.mark.parametrize(
    ("topic", "address"),
    [
        ("donnees", "dpo@essai.example"),
        ("accessibilite", "accessibilite@essai.example"),
        ("securite", "contact@essai.example"),
    ],
)
def test_named_contact_reads_its_topic_whatever_the_commune(client, epm, territorial, coordinator, topic, address):
    send(client, topic=topic, commune="Gramat")

    assert addresses() == [address]


@pytest.mark.parametrize("changes", [{"topic": "partenaire", "commune": "Gramat"}, {"topic": "lieu"}])
def test_coordination_reads_the_rest(client, epm, territorial, coordinator, changes):
    send(client, **changes)

    assert addresses() == [coordinator.email]


def test_coordination_stands_in_for_a_territory_without_animator(client, epm, coordinator):
    send(client, commune="Gramat")

    assert addresses() == [coordinator.email]


def test_contact_of_the_settings_stands_in_for_a_network_without_coordinator(client):
    send(client)

    assert addresses() == ["contact@essai.example"]


def test_former_animator_reads_nothing(client, epm, territorial, coordinator):
    territorial.positions.update(end=timezone.localdate() - timedelta(days=1))
    send(client, commune="Gramat")

    assert addresses() == [coordinator.email]


def test_message_without_anybody_to_read_it_is_refused_and_kept(client, settings):
    settings.INSTITUTION = {}
    response = send(client)

    assert (response.status_code, Mail.objects.count()) == (422, 0)
    assert "Merci." in response.content.decode()


def test_mail_carries_the_words_and_answers_go_to_the_sender(client, coordinator):
    send(client)
    message = compose(Mail.objects.get())

    assert message.reply_to == ["odette@example.org"]
    assert "Auto-Submitted" not in message.extra_headers
    assert "De\u00a0: Odette Calmon" in message.body
    assert DATA["message"] in message.body.replace("\r\n", "\n")
    assert "http" not in message.body
    assert "Si vous répondez, votre réponse va à odette@example.org." in message.body


def test_address_in_a_message_never_becomes_a_button(client, coordinator):
    send(client, message="Regardez\n\nhttps://piege.example/connexion\n\nMerci")
    html = compose(Mail.objects.get()).alternatives[0][0]

    assert 'class="go"' not in html


def test_phone_is_enough_and_said_to_whoever_answers(client, coordinator):
    response = send(client, email="", phone="05 36 49 12 34")
    mail = Mail.objects.get()

    assert "par téléphone, au 05 36 49 12 34" in mail.text
    assert mail.reply_to == ""
    assert "On vous appellera au numéro" in client.get(response.url).content.decode()


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"email": ""}, "email", NO_ANSWER),
        ({"commune": "Tombouctou"}, "commune", UNKNOWN_COMMUNE),
        ({"site": "https://pub.example"}, "site", TRAP_FILLED),
        ({"topic": "inconnu"}, "topic", None),
        ({"phone": "12"}, "phone", None),
        ({"message": ""}, "message", None),
    ],
)
def test_mistake_is_said_beside_its_field_and_nothing_is_lost(client, coordinator, changes, field, words):
    response = send(client, **changes)
    text = response.content.decode()

    assert (response.status_code, Mail.objects.count()) == (422, 0)
    assert list(response.context["form"].errors) == [field]
    assert words is None or response.context["form"].errors[field] == [words]
    assert "Odette Calmon" in text
    assert "message" in changes or "Merci." in text


def test_trap_is_hidden_until_it_is_filled(client, coordinator):
    assert client.get("/contact/").content.decode().count('class="trap"') == 1
    assert send(client, site="x").content.decode().count('class="trap"') == 0


def test_too_many_messages_wait_without_being_lost(client, coordinator):
    responses = [send(client, message=f"Message {number}") for number in range(9)]

    assert [response.status_code for response in responses] == [302] * 8 + [429]
    assert responses[-1].context["form"].non_field_errors() == [TOO_MANY_MESSAGE]
    assert "Message 8" in responses[-1].content.decode()
    assert Mail.objects.count() == 8


def test_message_of_the_public_is_sent_on_a_busy_day(client, coordinator):
    MailFactory.create_batch(
        MOST_A_DAY, to_outsider=True, outsider=coordinator.email, state="sent", settled=timezone.now()
    )
    send(client)

    assert drop_reason(Mail.objects.get(matter=Matter.CONTACT)) is None


def test_learner_finds_their_name(client_of, epm):
    member = LearnerFactory(epm=epm).member

    assert client_of(member).get("/contact/").context["form"].initial["name"] == member.get_full_name()


@pytest.mark.parametrize(("topic", "initial"), [("donnees", "donnees"), ("<b>", "")])
def test_address_chooses_the_topic(client, topic, initial):
    assert client.get("/contact/", {"sujet": topic}).context["form"].initial["topic"] == initial


@pytest.mark.parametrize("query", ["", "?sujet=x&commune=99999", "?commune=%27"])
def test_page_after_sending_opens_for_any_address(client, query):
    response = client.get(f"/contact/envoye/{query}")

    assert (response.status_code, response.headers["X-Robots-Tag"]) == (200, "noindex")


def test_page_says_what_the_coordination_wrote(client, site_tree):
    call_command("install", verbosity=0)
    ContactPage.objects.update(introduction="Écrivez-nous.", delay="Deux jours.", elsewhere="<p>Au marché</p>")

    assert "Au marché" in client.get("/contact/").content.decode()
    assert "Deux jours." in client.get("/contact/envoye/").content.decode()


def test_page_opens_on_a_site_that_has_not_written_it_yet(client, empty_site):
    assert ContactPage.objects.count() == 0
    assert client.get("/contact/").status_code == 200


def test_members_are_not_asked_about_the_matter(animator, coordinator):
    assert Matter.CONTACT not in Matter.of(animator)
    assert Matter.CONTACT not in Matter.of(coordinator)


def test_every_topic_has_somebody(client, coordinator):
    for topic in ContactTopic:
        cache.clear()
        assert send(client, topic=topic.value).status_code == 302
