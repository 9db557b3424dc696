"""Commands of the site: installation and periodic work."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from alertes.channels.notices.models import Notice
from b2i.frameworks.models.framework import Framework
from formation.proof.attendance.services.attendance import close_attendance
from formation.proof.evaluation.models import EvaluationRequest
from forums.threads.forums.models import Forum
from reseau.people.connections.models import Connection
from reseau.places.models.commune import Commune, Territory
from ressources.authoring.writing.models import KeptText
from ressources.library.collections.models import Collection
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.deliveries.models.delivery_tally import DeliveryTally
from search.index.outbox import OutboxEntry
from tests.clock import freeze_time
from tests.factories.deliveries import DeliveryFactory
from tests.factories.formation import EnrolmentFactory, SessionFactory, in_days
from tests.factories.readers import CollectionFactory
from tests.factories.reseau import MemberFactory, PositionFactory
from tests.factories.ressources import DraftFactory, KeptTextFactory, SheetFactory
from tests.moments import days_from_now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]


def run(name: str) -> str:
    output = StringIO()
    call_command(name, stdout=output)
    return output.getvalue()


def test_second_install_changes_nothing():
    first, second = run("install"), run("install")

    assert first == second
    assert (Commune.objects.count(), Territory.objects.count(), Forum.objects.count()) == (312, 3, 5)
    assert Framework.objects.filter(is_record_base=True).count() == 1


def test_tick_updates_the_index_of_positions_ended_overnight():
    yesterday = timezone.localdate() - timedelta(days=1)
    member = PositionFactory(end=yesterday).member
    OutboxEntry.objects.all().delete()

    output = run("tick")

    assert OutboxEntry.objects.filter(kind="member", key=str(member.pk)).count() == 1
    assert "Changés par le jour dans l’index\u00a0: 1" in output.splitlines()


def test_tick_publishes_and_unpublishes_pages_on_their_day():
    now = timezone.now()
    expired_sheet, sheet = SheetFactory(), DraftFactory()
    expired_sheet.expire_at = now - timedelta(minutes=1)
    expired_sheet.save()
    sheet.go_live_at = now + timedelta(minutes=1)
    sheet.save_revision().publish()
    assert (expired_sheet.live, Page.objects.get(pk=sheet.pk).live) == (True, False)

    with freeze_time(now + timedelta(minutes=2)):
        run("tick")

    assert list(WorkshopPage.objects.live()) == [sheet]
    assert [notice.member for notice in Notice.objects.filter(url=sheet.get_absolute_url())] == [sheet.owner]


def test_tick_deletes_collections_removed_a_month_ago():
    recent_collection = CollectionFactory(deleted=timezone.now() - timedelta(days=29))
    CollectionFactory(deleted=timezone.now() - timedelta(days=31))

    run("tick")

    assert list(Collection.objects.all()) == [recent_collection]


def test_tick_deletes_texts_announced_long_ago():
    long_ago = timezone.now() - timedelta(days=100)
    KeptTextFactory(written=long_ago, warned=timezone.now() - timedelta(days=15))
    old_text, recent_text = KeptTextFactory(written=long_ago), KeptTextFactory()

    run("tick")

    assert {text.pk: text.warned is None for text in KeptText.objects.all()} == {
        old_text.pk: False,
        recent_text.pk: True,
    }


def test_tick_deletes_expired_sessions():
    Connection.objects.create(session_key="old", session_data="", expire_date=timezone.now() - timedelta(days=1))

    run("tick")

    assert Connection.objects.count() == 0


def test_tick_repairs_wrong_counters():
    with freeze_time("2026-10-05 12:00"):
        DeliveryFactory()
    DeliveryTally.objects.update(times=99)

    output = run("tick")

    assert DeliveryTally.objects.get().times == 1
    assert "Décomptes d’ateliers refaits\u00a0: 1" in output.splitlines()


def test_tick_requests_evaluations_reminds_and_deletes(site_tree):
    enrolment = EnrolmentFactory(session=SessionFactory(dates=[in_days(-1)]))
    half_day = enrolment.session.half_days.get()
    close_attendance(half_day=half_day, presences=[enrolment], by=MemberFactory(coordinator=True))

    output = [run("tick"), run("tick")]
    with freeze_time(days_from_now(7)):
        output.append(run("tick"))
    with freeze_time(days_from_now(400)):
        output.append(run("tick"))

    lines = [line.split("\u00a0: ") for text in output for line in text.splitlines()]
    assert [number for name, number in lines if name == "Avis demandés"] == ["1", "0", "0", "0"]
    assert [number for name, number in lines if name == "Avis rappelés"] == ["0", "0", "1", "0"]
    assert EvaluationRequest.objects.count() == 0
