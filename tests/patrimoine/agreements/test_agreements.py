"""Works of people without account: named as they want or not at all, on paper first, taken back in one gesture."""

import io
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from lxml import html
from pypdf import PdfReader
from pytest_django.asserts import assertContains, assertNotContains

from patrimoine.agreements.models import UNNAMED, MakerAgreement
from patrimoine.agreements.services import withdraw_agreement
from patrimoine.commons.selection import why_it_stays
from patrimoine.declarations.search import HeritageSource
from patrimoine.sites.enums import HeritageState
from patrimoine.sites.models import HeritagePlace
from patrimoine.works.models import HeritageWork
from patrimoine.works.services import add_work
from tests.factories.deliveries import DeliveryFactory
from tests.factories.patrimoine import HeritagePlaceFactory
from tests.patrimoine.works.test_works import photo

pytestmark = pytest.mark.django_db
WORK = {"description": "Le pont et son reflet", "people": "nobody", "elsewhere": "yes"}


@pytest.fixture
def place(animator, epm):
    return HeritagePlaceFactory(commune=epm.commune, author=animator, epm=epm)


@pytest.fixture
def address(place) -> str:
    return reverse("patrimoine:agreements", args=[place.slug])


def signed(**values) -> dict:
    return {
        "signatory": "Camille B.",
        "origin": "learner",
        "age": "adult",
        "shown_as": "",
        "signed_on": timezone.localdate().isoformat(),
        "kept_at": "Classeur 2",
        "licence": "cc-by-sa",
    } | values


def test_work_takes_the_name_and_the_licence_of_the_paper(client, client_of, animator, territorial, place, address):
    browser = client_of(territorial)
    assert client_of(animator).post(address, signed()).url == address
    agreement = MakerAgreement.objects.get()
    assert agreement.noted_by == animator

    page = reverse("patrimoine:works", args=[place.slug])
    browser.post(page, WORK | {"file": photo(), "agreement": agreement.pk})
    work = place.works.get()
    assert (work.maker, work.licence, work.origin) == (UNNAMED, "cc-by-sa", "learner")
    assert "Classeur 2" in work.proof
    assert why_it_stays(work) == "Son auteur n’a signé que pour ce site."
    form = browser.get(reverse("patrimoine:work_edit", args=[work.pk])).context["form"]
    assert list(form.fields) == ["description", "people", "elsewhere"]

    edit = reverse("patrimoine:agreement_edit", args=[agreement.pk])
    assertContains(browser.get(edit), f'value="{agreement.signed_on.isoformat()}"')
    client_of(animator).post(edit, signed(shown_as="Camille du moulin", covers_text="on", goes_elsewhere="on"))
    work = place.works.select_related("agreement").get()
    assert (work.maker, why_it_stays(work)) == ("Camille du moulin", "")
    shown = client.get(place.get_absolute_url())
    assertContains(shown, "Camille du moulin, CC BY-SA 4.0")
    assert html.fromstring(shown.text).xpath("//dt[.='Écrit par']/following-sibling::dd[1]/text()") == [
        "Camille du moulin"
    ]
    for hidden in ("Camille B.", "Classeur 2"):
        assertNotContains(shown, hidden)
    assert "Camille" not in str(HeritageSource().document(place))
    for name in ("jsonld", "geojson"):
        assert "Camille" not in client.get(f"/patrimoine/donnees/patrimoine.{name}").text


def test_author_takes_everything_back_in_one_gesture(
    client, client_of, animator, place, address, django_capture_on_commit_callbacks
):
    browser = client_of(animator)
    browser.post(address, signed(covers_text="on", shown_as="Camille"))
    agreement = MakerAgreement.objects.get()
    work = add_work(place=place, by=animator, file=photo(), agreement=agreement, **WORK, **agreement.rights)
    other = add_work(place=place, by=animator, file=photo(), **WORK | agreement.rights | {"maker": "Une autre"})
    names = [work.file.name, work.small.name]

    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("patrimoine:agreement_withdraw", args=[agreement.pk]))

    place.refresh_from_db()
    assert (place.state, place.story, place.summary) == (HeritageState.WITHDRAWN, "", "")
    assert list(HeritageWork.objects.all()) == [other]
    assert not MakerAgreement.objects.exists()
    assert [default_storage.exists(name) for name in names] == [False, False]
    assert client.get(place.get_absolute_url()).status_code == 404


def test_place_stays_when_only_a_photo_is_taken_back(animator, place):
    agreement = MakerAgreement.objects.create(place=place, **signed(signed_on=timezone.localdate()))
    add_work(place=place, by=animator, file=photo(), agreement=agreement, **WORK, **agreement.rights)
    withdraw_agreement(agreement=agreement, by=animator)
    place.refresh_from_db()
    assert (place.state, place.works.count()) == (HeritageState.PUBLISHED, 0)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"signatory": ""}, "signatory"),
        ({"age": ""}, "age"),
        ({"kept_at": ""}, "kept_at"),
        ({"signed_on": (timezone.localdate() + timedelta(days=1)).isoformat()}, "signed_on"),
        ({"covers_text": "on", "licence": "cc0"}, "licence"),
    ],
)
def test_what_the_paper_must_say_is_asked_for(client_of, animator, address, wrong, field):
    answer = client_of(animator).post(address, signed(**wrong))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_database_refuses_an_agreement_without_paper(place):
    agreement = MakerAgreement.objects.create(place=place, **signed(signed_on=timezone.localdate()))
    for change in ({"signatory": ""}, {"kept_at": ""}, {"licence": ""}, {"age": ""}, {"origin": "own"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            MakerAgreement.objects.filter(pk=agreement.pk).update(**change)


def test_agreements_are_for_those_who_keep_the_place(
    client, client_of, animator, territorial, colleague, other_territorial, place, address
):
    agreement = MakerAgreement.objects.create(place=place, **signed(signed_on=timezone.localdate()))
    pages = [
        address,
        reverse("patrimoine:agreement_pdf", args=[place.slug]),
        reverse("patrimoine:agreement_edit", args=[agreement.pk]),
    ]
    for member, status in ((animator, 200), (territorial, 200), (colleague, 404), (other_territorial, 404)):
        assert {client_of(member).get(page).status_code for page in pages} == {status}
    for member in (colleague, other_territorial):
        assert client_of(member).post(reverse("patrimoine:agreement_withdraw", args=[agreement.pk])).status_code == 404
    assert {client.get(page).status_code for page in pages} <= {302, 404}
    assert MakerAgreement.objects.exists()
    content = client_of(animator).get(pages[1]).content
    text = " ".join(PdfReader(io.BytesIO(content)).pages[0].extract_text().split())
    assert place.name in text
    assert "CC BY-SA 4.0" in text


def test_record_says_of_which_workshop_it_was_born(client, client_of, animator, colleague, place):
    delivery = DeliveryFactory(member=animator, date=timezone.localdate())
    other = DeliveryFactory(member=colleague, date=timezone.localdate())
    HeritagePlace.objects.filter(pk=place.pk).update(state=HeritageState.DRAFT)
    browser = client_of(animator)
    edit = reverse("patrimoine:edit", args=[place.slug])
    assertNotContains(browser.get(edit), f'value="{other.pk}"')
    typed = {
        "name": place.name,
        "commune": place.commune.name,
        "theme": "eau",
        "period": "xixe",
        "delivery": delivery.pk,
    }
    browser.post(edit, typed)
    assertContains(browser.get(place.get_absolute_url()), delivery.sheet.title)
    assert list(HeritagePlace.objects.values_list("delivery", flat=True)) == [delivery.pk]
