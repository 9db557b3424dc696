"""Page of refused mails: for the coordination, without what people wrote."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alertes.channels.replies.enums import IncomingState
from alertes.channels.replies.models import IncomingMail

pytestmark = pytest.mark.django_db
PROBLEM = "Votre courriel n’a pas pu être lu."


def refuse(identity: str, **fields) -> None:
    fields = {"state": IncomingState.REFUSED, "problem": PROBLEM, "raw": b"Mes mots."} | fields
    IncomingMail.objects.create(identity=identity, **fields)


def read(client, reader) -> tuple[str, int]:
    client.force_login(reader)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(reverse("alertes:refused_mails"))
    return page.content.decode(), len(queries)


def test_coordination_reads_who_was_refused_and_why(client, coordinator, animator, colleague):
    refuse("1", member=animator)
    refuse("2", state=IncomingState.PUBLISHED, member=colleague)
    page, few = read(client, coordinator)
    assert [word in page for word in (PROBLEM, str(animator), str(colleague), "Mes mots.")] == [
        True,
        True,
        False,
        False,
    ]

    refuse("3"), refuse("4", member=colleague)
    page, many = read(client, coordinator)
    assert (page.count(PROBLEM), page.count("Adresse inconnue"), many) == (3, 1, few)


def test_others_do_not_see_the_page(client, animator):
    refuse("1", member=animator)
    client.force_login(animator)
    assert client.get(reverse("alertes:refused_mails")).status_code == 404
    assert not IncomingMail.objects.visible_to(animator).exists()
