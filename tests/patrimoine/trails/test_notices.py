"""Who is told of a trail or a record: its readers when it is sent, and once more after a week; then its author."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains

from alertes.channels.notices.models import Notice
from jobs.periodic import declared_jobs
from patrimoine.sites.enums import HeritageState
from patrimoine.sites.models import HeritagePlace
from patrimoine.sites.services import publish_heritage, remind_of_heritage
from patrimoine.trails.models import HeritageTrail
from patrimoine.trails.services import remind_of_trails
from tests.factories.patrimoine import HeritagePlaceFactory, HeritageTrailFactory, TrailStopFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(animator, figeac, epm):
    trail = HeritageTrailFactory(territory=figeac, state=HeritageState.DRAFT, author=animator)
    for rank in range(2):
        TrailStopFactory(trail=trail, place__commune=epm.commune, rank=rank)
    return trail


def act(client, name: str, trail, **data):
    return client.post(reverse(f"patrimoine:{name}", args=[trail.slug]), data)


def told(member) -> list[str]:
    return list(Notice.objects.filter(member=member).order_by("pk").values_list("text", flat=True))


def test_trail_goes_to_its_readers_and_its_answer_to_its_author(
    client_of, draft, animator, territorial, other_territorial, colleague
):
    author, reader = client_of(animator), client_of(territorial)
    act(author, "trail_submit", draft)
    assert told(territorial) == [f"Le circuit «\u00a0{draft}\u00a0» attend votre relecture."]
    assert told(animator) == told(other_territorial) == []

    back = reverse("patrimoine:trail_return", args=[draft.slug])
    for other in (animator, colleague, other_territorial):
        assert client_of(other).get(back).status_code == 404
    assert reader.post(back, {"remark": ""}).status_code == 422
    reader.post(back, {"remark": "Où se garer ?"})
    draft.refresh_from_db()
    assert (draft.state, told(territorial)) == (HeritageState.DRAFT, [])
    assert told(animator) == [f"Le circuit «\u00a0{draft}\u00a0» est à revoir\u00a0: Où se garer ?"]
    assertContains(author.get(draft.get_absolute_url()), "Où se garer ?")

    act(author, "trail_submit", draft)
    act(reader, "trail_publish", draft)
    act(reader, "trail_withdraw", draft)
    assert [text.rpartition("»")[2].strip() for text in told(animator)[1:]] == ["est publié.", "est retiré."]


def test_what_waits_for_a_week_is_recalled_once_until_it_is_answered(client_of, draft, animator, territorial, epm):
    place = HeritagePlaceFactory(submitted=True, commune=epm.commune, author=animator)
    HeritagePlaceFactory(draft=True, commune=epm.commune)
    act(client_of(animator), "trail_submit", draft)
    Notice.objects.all().delete()
    jobs = {job.run for job in declared_jobs()}
    assert {remind_of_heritage, remind_of_trails} <= jobs
    assert (remind_of_heritage(), remind_of_trails(), told(territorial)) == (0, 0, [])

    long_ago = timezone.now() - timedelta(days=8)
    HeritagePlace.objects.filter(pk=place.pk).update(changed=long_ago)
    HeritageTrail.objects.update(changed=long_ago)
    for _ in range(2):
        assert (remind_of_heritage(), remind_of_trails()) == (1, 1)
    assert [f"{thing}" in text for thing, text in zip((place, draft), told(territorial), strict=True)] == [True, True]

    publish_heritage(place=place, by=territorial)
    act(client_of(territorial), "trail_publish", draft)
    assert told(territorial) == []
