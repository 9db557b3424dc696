"""Kept pages under any sequence of acts of services, of Wagtail and of the clock: always those that a site without
memory would render.
"""

import datetime

import hypothesis.strategies as st
import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from wagtail.models import Site

from extranet.operations.public_cache.models import TableChange
from extranet.public.pages.models.home import HomePage
from extranet.public.pages.models.news import NewsPage
from formation.sessions.models.session import Session
from formation.year.session_changes.services import cancel_session
from reseau.directory.place_hours.enums import WrongHours
from reseau.directory.place_hours.services import keep_hours, report_wrong_hours
from reseau.enums import Audience
from reseau.people.connections.models import Connection
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.places.models.feature import PlaceFeature
from ressources.authoring.upkeep.services import mark_obsolete
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop
from ressources.workshops.open_workshops.services.announcements import cancel_workshop
from tests.clock import freeze_time
from tests.factories.agenda import MeetingFactory
from tests.factories.extranet import add_news
from tests.factories.formation import SessionFactory, TrainingPageFactory
from tests.factories.open_workshops import OpenWorkshopFactory
from tests.factories.reseau import EPMFactory, MemberFactory, PositionFactory
from tests.factories.ressources import SheetFactory
from tests.random_runs import random_steps

# A Tuesday, an hour before the places open.
START = datetime.datetime(2026, 3, 10, 12, 59, 30, tzinfo=datetime.UTC)
HOURS = ("Tu 14:00-18:00; PH off", "Mo-Fr 09:00-12:00", "")
LISTS = (
    "/",
    "/annuaire/",
    "/ressources/",
    "/ressources/prochains-ateliers/",
    "/agenda/",
    "/formation/",
    "/actualites/",
)
NAMES = st.sampled_from(["Médiathèque", "Cyber-base", "Fablab"])
KEPT = 100_000


class KeptPages(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.now = START
        with freeze_time(self.now):
            self.epm = EPMFactory(name="Médiathèque")
            self.member = PositionFactory(epm=self.epm).member
            self.coordinator = MemberFactory(coordinator=True)
            SheetFactory(epm=self.epm, author=self.member)
            SessionFactory(training=TrainingPageFactory(title="Parler du mot de passe"), epm=self.epm)
            add_news("Rentrée")
        self.keeping, self.rendering = self.browser(KEPT), self.browser(0)

    def browser(self, size: int) -> Client:
        """Return a browser of a site with that much memory."""
        client = Client()
        with override_settings(PUBLIC_CACHE_BYTES=size):
            client.get("/connexion/")
        client.cookies.clear()
        return client

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    @property
    def sheets(self) -> list[WorkshopPage]:
        return list(WorkshopPage.objects.order_by("pk"))

    def paths(self) -> list[str]:
        sheets = [f"/ressources/{sheet.slug}/" for sheet in self.sheets[:2]]
        return [*LISTS, f"/annuaire/{self.epm.slug}/", *sheets]

    @rule(audience=st.sampled_from(Audience))
    def publish_sheet(self, audience: Audience) -> None:
        with freeze_time(self.now):
            sheet = SheetFactory(epm=self.epm, author=self.member)
            WorkshopPage.objects.filter(pk=sheet.pk).update(audience=audience)

    @rule(audience=st.sampled_from(Audience))
    def change_audience(self, audience: Audience) -> None:
        with freeze_time(self.now):
            sheet = self.sheets[0]
            sheet.audience = audience
            sheet.save_revision().publish()

    @rule()
    def unpublish_or_publish(self) -> None:
        with freeze_time(self.now):
            sheet = self.sheets[0]
            sheet.unpublish() if sheet.live else sheet.get_latest_revision().publish()

    @rule()
    def delete_sheet(self) -> None:
        if len(self.sheets) > 1:
            with freeze_time(self.now):
                self.sheets[-1].delete()

    @rule()
    def mark_sheet_obsolete(self) -> None:
        with freeze_time(self.now):
            self.play(
                lambda: mark_obsolete(page=self.sheets[-1], by=self.coordinator, reason="Le logiciel n’existe plus")
            )

    @rule(name=NAMES)
    def rename_place(self, name: str) -> None:
        EPM.objects.filter(pk=self.epm.pk).update(name=name, search_name=name.lower())

    @rule(name=NAMES)
    def rename_place_by_hand(self, name: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE reseau_epm SET name = %s WHERE id = %s", [name, self.epm.pk])

    @rule(is_open=st.booleans())
    def close_or_open_place(self, is_open: bool) -> None:
        EPM.objects.filter(pk=self.epm.pk).update(is_open=is_open)

    @rule()
    def add_place(self) -> None:
        with freeze_time(self.now):
            EPMFactory()

    @rule(hours=st.sampled_from(HOURS))
    def change_hours(self, hours: str) -> None:
        with freeze_time(self.now):
            keep_hours(epm=self.epm, expression=hours, note="", by=self.member)

    @rule()
    def report_hours(self) -> None:
        with freeze_time(self.now):
            report_wrong_hours(epm=self.epm, problem=WrongHours.CLOSED)

    @rule(value=st.sampled_from(["wifi", "imprimante"]))
    def offer_something(self, value: str) -> None:
        PlaceFeature.objects.bulk_create(
            [PlaceFeature(epm=self.epm, kind="service", value=value)], ignore_conflicts=True
        )

    @rule(is_announced=st.booleans())
    def announce_or_cancel_workshop(self, is_announced: bool) -> None:
        with freeze_time(self.now):
            workshop = OpenWorkshop.objects.order_by("pk").last()
            if is_announced or workshop is None:
                OpenWorkshopFactory(sheet=SheetFactory(epm=self.epm, author=self.member), epm=self.epm)
            else:
                self.play(lambda: cancel_workshop(workshop=workshop, by=self.member))

    @rule(is_announced=st.booleans())
    def announce_or_cancel_session(self, is_announced: bool) -> None:
        with freeze_time(self.now):
            session = Session.objects.order_by("pk").last()
            if is_announced:
                SessionFactory(training=session.training, epm=self.epm)
            else:
                self.play(lambda: cancel_session(session=session, reason="Salle en travaux", by=self.coordinator))

    @rule()
    def announce_meeting(self) -> None:
        with freeze_time(self.now):
            MeetingFactory(title="Portes ouvertes", audience="public")

    @rule(is_written=st.booleans())
    def write_or_move_news(self, is_written: bool) -> None:
        with freeze_time(self.now):
            news = NewsPage.objects.order_by("pk").last()
            if is_written or news is None:
                add_news(f"Nouvelle {NewsPage.objects.count()}")
            else:
                news.delete()

    @rule(lead=NAMES)
    def write_home(self, lead: str) -> None:
        with freeze_time(self.now):
            home = HomePage.objects.get()
            home.lead = lead
            home.menu = [("section", {"section": "reseau:directory", "label": lead})]
            home.save_revision().publish()

    @rule(name=NAMES)
    def rename_site(self, name: str) -> None:
        Site.objects.update(site_name=name)

    @rule(is_active=st.booleans())
    def close_account(self, is_active: bool) -> None:
        Member.objects.filter(pk=self.member.pk).update(is_active=is_active)

    @rule()
    def log_in(self) -> None:
        """What no visitor sees leaves the pages in memory."""
        before = TableChange.objects.version()
        with freeze_time(self.now):
            Client().force_login(self.coordinator, backend=settings.AUTHENTICATION_BACKENDS[0])
        assert (TableChange.objects.version(), Connection.objects.count() > 0) == (before, True)

    @rule(minutes=st.sampled_from([1, 29, 61, 240, 660, 1440, 10_080]))
    def wait(self, minutes: int) -> None:
        self.now += datetime.timedelta(minutes=minutes)

    @rule(seconds=st.integers(1, 59))
    def wait_a_little(self, seconds: int) -> None:
        self.now += datetime.timedelta(seconds=seconds)

    @invariant()
    def kept_pages_are_those_of_now(self) -> None:
        if not hasattr(self, "keeping"):
            return
        with freeze_time(self.now):
            for path in self.paths():
                with CaptureQueriesContext(connection) as queries:
                    kept = self.keeping.get(path)
                if len(queries) == 1:  # from memory; otherwise it was just rendered
                    rendered = self.rendering.get(path)
                    assert (path, kept.content) == (path, rendered.content)
                    assert kept.headers["etag"] == rendered.headers["etag"]

    @staticmethod
    def play(act) -> None:
        """Play an act that services may refuse: twice the same, or too late."""
        try:
            with transaction.atomic():
                act()
        except ValidationError:
            pass


@pytest.mark.django_db
def test_any_sequence_of_acts_shows_the_pages_of_now(site_tree):
    assert timezone.get_current_timezone_name() == "Europe/Paris"

    run_state_machine_as_test(KeptPages, settings=random_steps(runs=6, steps=15))
