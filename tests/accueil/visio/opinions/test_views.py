"""Pages of opinions: who gathers them, what a tablet shows and takes, and that nobody stays connected behind one."""

import io
import json

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader
from pytest_django.asserts import assertContains, assertNotContains

from accueil.visio.appointments.enums import OpinionAnswer, OpinionQuestion
from accueil.visio.opinions.models import OpinionMonth, OpinionTablet
from accueil.visio.opinions.services import close_tablet
from tests.accueil.visio.opinions.conftest import entry
from tests.factories.accueil import OpeningSlotFactory, PartnerFactory
from tests.factories.b2i import LearnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_try_counted():
    cache.clear()


@pytest.fixture
def visitor() -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def base(epm) -> str:
    return f"/points-visio/lieux/{epm.slug}/avis/"


def send(client: Client, tablet: OpinionTablet, *entries: dict, member: str | None = None):
    body = {"member": tablet.queue_owner if member is None else member, "entries": entries}
    return client.post(f"/points-visio/avis/{tablet.token}/envoi/", json.dumps(body), content_type="application/json")


def test_tablet_asks_both_questions_with_the_partners_of_the_place(visitor, tablet, room, partner):
    OpeningSlotFactory(room=room, partner=partner)
    PartnerFactory(short_name="Ailleurs")

    page = visitor.get(tablet.get_absolute_url())

    assertContains(page, 'data-partner="caf"', count=1)
    assertNotContains(page, "Ailleurs")
    for question in OpinionQuestion:
        assertContains(page, question.label, count=1)
        assertContains(page, f'data-question="{question}"', count=len(OpinionAnswer))
    assert (page["X-Robots-Tag"], page["Referrer-Policy"]) == ("noindex, nofollow", "no-referrer")
    assert not visitor.cookies


def test_opinion_arrives_once_without_account_nor_cookie(visitor, tablet, hold):
    hold(2)
    sent = entry()

    assert send(visitor, tablet, sent).json()["entries"][0]["state"] == "written"
    assert send(visitor, tablet, sent).json()["entries"][0]["state"] == "already"
    assert send(visitor, tablet, entry(), member="avis-0").status_code == 409
    assert OpinionMonth.objects.get().received == 1
    assert not visitor.cookies


def test_address_of_another_row_opens_nothing(visitor, tablet):
    key, _, signature = tablet.token.partition("-")

    assert visitor.get(f"/points-visio/avis/{int(key) + 1}-{signature}/").status_code == 404
    assert visitor.get(f"/points-visio/avis/{key}-x{signature[1:]}/").status_code == 404


def test_connected_member_leaves_their_account_first(client_of, tablet, animator):
    client = client_of(animator)
    state = f"/points-visio/avis/{tablet.token}/etat/"

    assertContains(client.get(tablet.get_absolute_url()), "Vous êtes connecté dans ce navigateur.")
    assert client.get(state).json()["member"] == ""
    response = client.post(f"/points-visio/avis/{tablet.token}/ouvrir/", follow=True)

    assertContains(response, "data-partner", count=0)
    assertContains(response, "Aucun partenaire ne reçoit encore ici.")
    assert "_auth_user_id" not in client.session
    assert client.get(state).json() == {"member": tablet.queue_owner, "token": "", "closed": ""}


def test_closed_tablet_says_so(visitor, tablet):
    close_tablet(tablet=tablet)

    assertContains(visitor.get(tablet.get_absolute_url()), "Cette tablette est fermée")
    assert visitor.get(f"/points-visio/avis/{tablet.token}/etat/").json()["closed"] == "closed"


@pytest.mark.parametrize("name", ["animator", "territorial", "coordinator"])
def test_those_who_keep_the_place_open_and_close_its_tablet(client_of, request, name, epm, base):
    client = client_of(request.getfixturevalue(name))

    assertContains(client.get(base), "Préparer la tablette")
    assertContains(client.post(f"{base}tablette/ouvrir/", follow=True), "La tablette est prête.")
    tablet = OpinionTablet.objects.get()
    assertContains(client.get(base), tablet.get_absolute_url())
    assertContains(client.post(f"{base}tablette/fermer/", follow=True), "La tablette est fermée.")
    assertContains(client.get(base), "Rouvrir la tablette")


@pytest.mark.parametrize("path", ["", "bulletins.pdf", "tablette/ouvrir/", "tablette/fermer/"])
def test_others_read_a_404(client_of, stranger, other_territorial, tablet, base, path):
    others = [stranger, other_territorial, LearnerFactory().member]
    methods = {"": ("get", "post"), "bulletins.pdf": ("get",)}.get(path, ("post",))

    for member in others:
        for method in methods:
            assert getattr(client_of(member), method)(base + path).status_code == 404
    tablet.refresh_from_db()
    assert tablet.is_open


def test_team_keys_a_slip(client_of, animator, base, hold, partner, month):
    hold(1)
    typed = {"partner": partner.pk, "month": month.isoformat(), "welcome": "yes", "expectations": "no"}
    client = client_of(animator)

    assertContains(client.post(base, typed, follow=True), "Le bulletin est compté.")
    refused = client.post(base, typed)

    assertContains(refused, "a déjà son avis. Notez d’abord l’entretien.")
    row = OpinionMonth.objects.get()
    assert (row.received, row.welcome_yes, row.expectations_no) == (1, 1, 1)
    for column in ("Entretiens", "Avis"):
        assertContains(client.get(base), f'<td class="number" data-column-name="{column}">1</td>', count=1, html=True)


def test_slip_of_a_partner_who_does_not_come_here_is_not_offered(client_of, animator, base, hold, month):
    hold(1)
    other = PartnerFactory()
    typed = {"partner": other.pk, "month": month.isoformat(), "welcome": "yes", "expectations": "no"}

    assertContains(client_of(animator).post(base, typed), "Choisissez dans la liste.")
    assert OpinionMonth.objects.count() == 0


def test_page_makes_the_same_queries_with_one_and_three_partners(client_of, animator, base, hold):
    client = client_of(animator)
    hold(1)
    client.get(base)
    with CaptureQueriesContext(connection) as of_one:
        client.get(base)
    for rank in range(2):
        hold(1, partner=PartnerFactory(short_name=f"Autre {rank}"))
    with CaptureQueriesContext(connection) as of_three:
        assertContains(client.get(base), "Autre 1</td>")

    assert len(of_three) == len(of_one)


def test_slips_ask_the_same_questions_on_paper(client_of, animator, base, hold, papers):
    hold(1)

    response = client_of(animator).get(f"{base}bulletins.pdf")

    (papers / "bulletins-avis.pdf").write_bytes(response.content)
    pages = PdfReader(io.BytesIO(response.content)).pages
    words = " ".join(pages[0].extract_text().replace("\u00a0", " ").split())
    assert (len(pages), words.count("CAF")) == (1, 6)
    assert all(words.count(question.label.replace("\u00a0", " ")) == 6 for question in OpinionQuestion)
