"""The grid of a workshop based on a sheet: the workshop is entered once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from b2i.frameworks.models.framework import Skill
from b2i.records.grids.models import GroupSession
from ressources.workshops.deliveries.models.delivery import Delivery
from ressources.workshops.deliveries.services import remove_delivery
from tests.factories.b2i import LearnerFactory, RecordFactory
from tests.factories.deliveries import DeliveryFactory
from tests.factories.ressources import SheetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner(epm, skill_keys):
    skill_keys("D1.1")
    return RecordFactory(learner=LearnerFactory(epm=epm, member__last_name="Delpech")).learner


@pytest.fixture
def photos(epm, animator, skill_keys):
    """A sheet that works on D1.1 and D2.1."""
    return SheetFactory(
        epm=epm, author=animator, data__title="Ranger ses photos", data__skills=skill_keys("D1.1", "D2.1")
    )


def path_of(sheet) -> str:
    return f"/ressources/fiches/{sheet.pk}/grille/"


def data(learner, **changes) -> dict:
    skills = list(Skill.objects.filter(code="D1.1").values_list("pk", flat=True))
    facts = {"date": timezone.localdate(), "title": "Photos", "learners": [learner.pk], "skills": skills}
    return facts | changes


def test_grid_starts_with_title_and_skills_of_the_sheet(client_of, animator, learner, photos):
    form = client_of(animator).get(path_of(photos)).context["form"]
    assert form["title"].value() == "Ranger ses photos"
    assert {Skill.objects.get(pk=key).code for key in form["skills"].value()} == {"D1.1", "D2.1"}


NO_RECORD, NEW_RUN, KNOWN_RUN = "ne suit encore aucun livret", "L’atelier est compté du même coup", "déjà compté\u00a0:"


def test_grid_needs_a_record(client_of, animator, photos):
    page = client_of(animator).get(path_of(photos)).text
    assert [words in page for words in (NO_RECORD, NEW_RUN, ">Ouvrir la grille<")] == [True, False, False]


def test_page_says_whether_the_workshop_is_counted_and_where_it_came_from(client_of, animator, learner, photos, epm):
    client = client_of(animator)
    delivery = DeliveryFactory(sheet=photos, member=animator, epm=epm, date=timezone.localdate())

    for query, expected, up in (
        ("", [False, True, False], photos.get_absolute_url()),
        (f"?atelier={delivery.pk}", [False, False, True], "/ressources/mes-ateliers/"),
    ):
        page = client.get(f"{path_of(photos)}{query}").text
        assert [words in page for words in (NO_RECORD, NEW_RUN, KNOWN_RUN)] == expected
        assert f'href="{up}"' in page.split("<h1>")[0].split("</header>")[1]


def test_grid_records_the_workshop_with_its_learners(client_of, animator, learner, photos, epm):
    response = client_of(animator).post(path_of(photos), data(learner))
    session, delivery = GroupSession.objects.get(), Delivery.objects.get()
    assert response["Location"] == session.get_absolute_url()
    assert (delivery.group_session, delivery.headcount, delivery.minutes) == (session, 1, photos.duration)
    assert (delivery.member, delivery.epm, delivery.date) == (animator, epm, session.date)
    page = client_of(animator).get(session.get_absolute_url()).content.decode()
    assert (page.count("Atelier compté"), page.count("Ranger ses photos"), page.count("pour 1 personne.")) == (1, 1, 1)


def test_recorded_workshop_is_linked_and_not_counted_twice(client_of, animator, learner, photos, epm):
    delivery = DeliveryFactory(sheet=photos, member=animator, epm=epm, date=timezone.localdate(), headcount=9)
    client = client_of(animator)
    form = client.get(f"{path_of(photos)}?atelier={delivery.pk}").context["form"]
    assert form["date"].value() == delivery.date
    client.post(f"{path_of(photos)}?atelier={delivery.pk}", data(learner))
    delivery.refresh_from_db()
    assert (Delivery.objects.count(), delivery.headcount) == (1, 9)
    assert delivery.group_session == GroupSession.objects.get()


def test_second_grid_of_the_same_workshop_is_the_first(client_of, animator, learner, photos):
    client = client_of(animator)
    client.post(path_of(photos), data(learner))
    response = client.post(path_of(photos), data(learner))
    assert response["Location"] == GroupSession.objects.get().get_absolute_url()


def test_day_before_the_publication_is_refused(client_of, animator, learner, photos):
    photos.first_published_at = timezone.now() + timedelta(days=700)
    photos.save()
    response = client_of(animator).post(path_of(photos), data(learner))
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["date"])
    assert (GroupSession.objects.count(), Delivery.objects.count()) == (0, 0)


def test_recorded_workshop_redirects_to_its_grid_on_demand(client_of, animator, learner, photos):
    facts = {"date": timezone.localdate(), "headcount": 6, "minutes": 60, "grid": "oui"}
    response = client_of(animator).post(f"/ressources/fiches/{photos.pk}/anime/", facts)
    assert response["Location"] == f"{path_of(photos)}?atelier={Delivery.objects.get().pk}"


def test_my_workshops_link_to_their_grid(client_of, animator, learner, photos, epm):
    client = client_of(animator)
    DeliveryFactory(sheet=photos, member=animator, epm=epm, date=timezone.localdate())
    assert client.get("/ressources/mes-ateliers/").content.decode().count("Remplir la grille<span") == 1
    client.post(path_of(photos), data(learner))
    assert client.get("/ressources/mes-ateliers/").content.decode().count("Ouvrir la grille") == 1


def test_removed_delivery_keeps_the_grid(client_of, animator, learner, photos):
    client = client_of(animator)
    client.post(path_of(photos), data(learner))
    remove_delivery(delivery=Delivery.objects.get(), by=animator)
    session = GroupSession.objects.get()
    assert client.get(session.get_absolute_url()).content.decode().count("Atelier compté") == 0


def test_grids_of_a_sheet_are_for_members_who_follow_learners(client_of, learner, photos, territorial, coordinator):
    for member in (territorial, coordinator, learner.member):
        client = client_of(member)
        assert client.get(path_of(photos)).status_code == 404
        assert client.post(path_of(photos), data(learner)).status_code == 404
    assert GroupSession.objects.count() == 0


def test_workshops_of_others_and_of_other_sheets_are_not_linked(client_of, animator, stranger, learner, photos):
    others = DeliveryFactory(sheet=photos)
    for key in (others.pk, "x", "9" * 30):
        assert client_of(animator).get(f"{path_of(photos)}?atelier={key}").status_code == 404


def test_stranger_cannot_add_a_learner_of_another_epm(client_of, stranger, learner, photos):
    response = client_of(stranger).post(path_of(photos), data(learner))
    assert (response.status_code, GroupSession.objects.count()) == (422, 0)
