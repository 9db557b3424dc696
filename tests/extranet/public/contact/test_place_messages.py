"""A message from the page of a place: its team reads it, and visitors see no address."""

import pytest
from django.core.cache import cache

from alertes.channels.mails.models.mail import Mail
from extranet.public.contact.forms import CLOSED_PLACE
from reseau.places.models.epm import EPM
from tests.extranet.public.contact.test_views import DATA, addresses
from tests.factories.reseau import PositionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_earlier_message():
    cache.clear()


def write(client, epm, **changes):
    return client.post("/contact/", DATA | {"place": epm.slug} | changes)


def test_form_opened_from_a_place_names_it_and_asks_for_no_commune(client, epm):
    page = client.get(f"/contact/?lieu={epm.slug}").content.decode()

    assert page.count("Écrire à l’EPM de Gramat") == 1
    assert page.count(f'name="place" value="{epm.slug}"') == 1
    assert page.count('name="commune"') == 0


def test_mailbox_of_the_place_reads_the_message(client, epm, territorial, coordinator):
    PositionFactory(epm=epm, is_referent=True)
    EPM.objects.filter(pk=epm.pk).update(email="gramat@example.org")

    response = write(client, epm)

    assert addresses() == ["gramat@example.org"]
    assert response.url == f"/contact/envoye/?sujet=lieu&reponse=courriel&lieu={epm.slug}"
    assert client.get(response.url).content.decode().count("Il va à l’équipe de l’EPM de Gramat, et à personne") == 1
    assert "Lieu\u00a0: EPM de Gramat" in Mail.objects.get().text


def test_people_of_reference_read_it_for_a_place_without_mailbox(client, epm, territorial, coordinator):
    referent = PositionFactory(epm=epm, is_referent=True).member
    PositionFactory(epm=epm)

    write(client, epm)

    assert addresses() == [referent.email]


def test_territorial_animator_reads_it_for_a_place_where_nobody_answers(client, epm, territorial, coordinator):
    write(client, epm)

    assert addresses() == [territorial.email]


def test_named_contact_still_reads_what_concerns_personal_data(client, epm, territorial):
    write(client, epm, topic="donnees")

    assert addresses() == ["dpo@essai.example"]


def test_closed_place_gets_no_message_and_the_text_is_kept(client, epm, coordinator):
    EPM.objects.filter(pk=epm.pk).update(is_open=False)

    response = write(client, epm)

    assert (response.status_code, Mail.objects.count()) == (422, 0)
    assert response.context["form"].errors["place"] == [CLOSED_PLACE]
    assert "Merci." in response.content.decode()
