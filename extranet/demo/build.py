"""Build the whole demo in one transaction, in order of dependency."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from b2i.frameworks.models.framework import Skill
from extranet.demo.files_ahead import files_ahead
from extranet.demo.forums.discussions import build_other_forums, build_polls, build_topics
from extranet.demo.forums.following import build_following, build_waiting_questions
from extranet.demo.forums.moderation import build_held_message, build_moved_topic, build_reports
from extranet.demo.growth.further_departments import add_departments
from extranet.demo.library.deliveries import build_deliveries, build_heritage_workshop
from extranet.demo.library.imports import build_import
from extranet.demo.library.open_workshops import build_open_workshops
from extranet.demo.library.readers import build_readers
from extranet.demo.library.reuse import build_adaptations, build_topic_sheets, merge_some_tags
from extranet.demo.library.searches import build_searches
from extranet.demo.library.sheet_discussions import build_sheet_discussions
from extranet.demo.library.sheet_requests import build_sheet_requests
from extranet.demo.library.sheets import build_sheets
from extranet.demo.library.short_sheets import build_short_sheets
from extranet.demo.library.watch import build_watch
from extranet.demo.messages import build_devices, build_letters, build_news, settle_digests, tell_announcement
from extranet.demo.network.access_review import build_access_review
from extranet.demo.network.accueil.opinions import build_opinions_on_interviews
from extranet.demo.network.accueil.seat_bookings import build_seat_bookings
from extranet.demo.network.accueil.telecentres import build_telecentres
from extranet.demo.network.accueil.tickets import build_tickets
from extranet.demo.network.accueil.trials import build_trial
from extranet.demo.network.accueil.visio import build_appointments, build_visio
from extranet.demo.network.meetings import build_meetings
from extranet.demo.network.patrimoine.places import build_heritage
from extranet.demo.network.people import Namer, build_profiles, build_staff
from extranet.demo.network.place_files import build_place_files
from extranet.demo.network.place_visits import build_place_visits
from extranet.demo.network.places import build_epms
from extranet.demo.network.privacy import build_privacy
from extranet.demo.network.projets.policy import build_policy
from extranet.demo.network.qualite.activity import build_activity
from extranet.demo.network.qualite.charter_files import build_charter_files
from extranet.demo.network.qualite.equipment import build_equipment
from extranet.demo.records.duplicates import build_twins
from extranet.demo.records.evidence import build_evidence
from extranet.demo.records.jury import build_jury, build_statements
from extranet.demo.records.learners import build_learners
from extranet.demo.records.new_version import build_new_version
from extranet.demo.records.past_learners import build_past_learners
from extranet.demo.records.rights import build_rights
from extranet.demo.records.validations import build_validations
from extranet.demo.surveys.campaigns import build_surveys
from extranet.demo.surveys.coded_survey import build_coded_survey
from extranet.demo.surveys.editions import build_editions
from extranet.demo.surveys.paper_survey import build_paper_survey
from extranet.demo.training.archives import build_archives
from extranet.demo.training.dossiers import build_dossier
from extranet.demo.training.evaluations import build_draft_questionnaire, build_opinions, settle_certificates
from extranet.demo.training.mails import build_calendars, settle_mails
from extranet.demo.training.planning import build_planning
from extranet.demo.training.replacements import build_replacement
from extranet.demo.training.training_kits import build_training_kits
from extranet.demo.training.travel import build_missions, build_rides
from extranet.demo.training.year import build_trainings, build_year
from reseau.people.members.models.member import Member
from search.index.sync import sync_paused

SEED = 46


def fresh_draw(number: int = 0) -> random.Random:
    """Return a repeatable draw: what one part takes from its own changes nothing for the others."""
    return random.Random(SEED + number)  # noqa: S311 - a repeatable draw is the point


@dataclass(frozen=True, slots=True)
class DemoStep:
    """One part of the demo, with the label of its progress."""

    label: str
    build: Callable[[], None]


class Demo:
    """The Lot, and `scale` − 1 further départements like it. The same seed gives the same names and texts."""

    def __init__(self, *, scale: int) -> None:
        self.scale = scale
        self.draw = fresh_draw()
        self.namer = Namer(self.draw)

    def steps(self) -> list[DemoStep]:
        return [
            DemoStep("lieux", self.build_places),
            DemoStep("animateurs", self.build_people),
            DemoStep("enquêtes", self.build_surveys),  # no file yet: meanwhile, those of the sheets are printed
            DemoStep(
                "enquête sur papier", lambda: build_paper_survey(coordinator=self.coordinator, keyer=self.animators[0])
            ),
            DemoStep(
                "enquête par codes",
                lambda: build_coded_survey(coordinator=self.coordinator, interviewers=self.animators[:2]),
            ),
            DemoStep("télétravail", self.build_telework),
            DemoStep("activité des lieux", self.build_activity),
            DemoStep("points visio", self.build_visio),
            DemoStep("fiches", self.build_library),
            DemoStep("ateliers animés", self.build_deliveries),
            DemoStep("formations", self.build_training),
            DemoStep("livrets", self.build_records),
            DemoStep("validations", self.build_validations),
            # After validations, which use the evidence of an earlier day.
            DemoStep("preuves et séances", lambda: build_evidence(animator=self.animators[0])),
            DemoStep("charte qualité", self.build_charter_files),
            DemoStep("matériel et prêts", lambda: build_equipment(animators=self.animators)),
            DemoStep("tickets déclic", self.build_tickets),
            DemoStep("patrimoine", lambda: build_heritage(animators=self.animators, coordinator=self.coordinator)),
            DemoStep("projets", lambda: build_policy(animators=self.animators, coordinator=self.coordinator)),
            DemoStep("forums", self.build_forums),
            DemoStep("actualités", build_news),
            DemoStep("recherches", self.build_searches),
            DemoStep("lectures", lambda: build_readers(animators=self.animators, draw=self.draw)),
            DemoStep("documents importés", self.build_import),
            DemoStep("veille", self.build_watch),
            DemoStep(
                "droits des apprenants", lambda: build_rights(animators=self.animators, coordinator=self.coordinator)
            ),
            DemoStep("lettres des territoires", build_letters),
            DemoStep("résumés", settle_digests),
            DemoStep("appareils", lambda: build_devices(animator=self.animators[0])),
        ]

    def build(self, tell: Callable[[str], None]) -> None:
        """Build the Lot, or nothing, then further départements, or none; call `tell` with the label of each part."""
        with transaction.atomic(), sync_paused(), files_ahead():
            for step in self.steps():
                tell(step.label)
                step.build()
        if self.scale > 1:
            add_departments(scale=self.scale, tell=tell)

    def build_places(self) -> None:
        self.epms = build_epms(draw=self.draw)

    def build_people(self) -> None:
        self.animators = build_staff(epms=self.epms, draw=self.draw, namer=self.namer)
        self.coordinator = Member.objects.get(email="coordination@example.org")
        territorials = Member.objects.filter(positions__territory__isnull=False).distinct().order_by("pk")
        build_profiles(self.animators)
        build_access_review()
        build_privacy(coordinator=self.coordinator)
        build_meetings(coordinator=self.coordinator, territorials=territorials, epms=self.epms)

    def build_library(self) -> None:
        self.skills = {skill.code: skill for skill in Skill.objects.filter(domain__framework__is_record_base=True)}
        territorials = Member.objects.filter(positions__territory__isnull=False)
        build_sheets(
            animators=self.animators,
            reviewers={territory: member for member in territorials for territory in member.territory_ids},
            skills=self.skills,
            draw=self.draw,
        )
        merge_some_tags(coordinator=self.coordinator)
        build_adaptations(animator=self.animators[0], adapter=self.animators[1])
        build_short_sheets(authors=self.animators[20:30], skills=self.skills)

    def build_deliveries(self) -> None:
        """Build deliveries with a separate random draw, so that names of people do not depend on it."""
        build_deliveries(animators=self.animators[:60], draw=fresh_draw())
        build_open_workshops(animators=self.animators[:60])
        build_heritage_workshop(animator=self.animators[0])

    def build_training(self) -> None:
        trainings = build_trainings(skills=self.skills)
        build_training_kits(trainings, by=self.coordinator)
        build_year(
            trainings=trainings,
            epms=self.epms,
            animators=self.animators,
            coordinator=self.coordinator,
            draw=fresh_draw(),
        )
        settle_certificates(animator=self.animators[0])
        build_rides(animator=self.animators[0])
        build_missions()
        settle_mails()
        build_opinions(silent_members=self.animators[:2], draw=fresh_draw())
        build_calendars(animator=self.animators[0])
        build_planning(animators=self.animators, coordinator=self.coordinator, draw=fresh_draw())
        build_replacement(coordinator=self.coordinator)
        settle_mails()
        build_dossier(coordinator=self.coordinator)
        build_archives(animators=self.animators, coordinator=self.coordinator)
        build_draft_questionnaire()

    def build_records(self) -> None:
        build_learners(animators=self.animators, namer=self.namer, draw=self.draw)
        build_twins(animators=self.animators)

    def build_validations(self) -> None:
        build_validations(animators=self.animators, coordinator=self.coordinator)
        build_jury(coordinator=self.coordinator)
        build_statements()
        build_past_learners(animators=self.animators, coordinator=self.coordinator, namer=self.namer)
        build_new_version(coordinator=self.coordinator)

    def build_charter_files(self) -> None:
        build_charter_files(animators=self.animators, coordinator=self.coordinator)
        build_place_visits()

    def build_telework(self) -> None:
        build_seat_bookings(build_telecentres(animators=self.animators))
        build_trial(coordinator=self.coordinator)

    def build_activity(self) -> None:
        """Count with a separate random draw, so that names of people do not depend on it."""
        build_activity(animators=self.animators, draw=fresh_draw())

    def build_visio(self) -> None:
        """Draw separately, so that names of people do not depend on it; the first place has a tablet of opinions."""
        build_visio(epms=self.epms)
        build_appointments(draw=fresh_draw())
        build_opinions_on_interviews(animators=self.animators, coordinator=self.coordinator, draw=fresh_draw())

    def build_tickets(self) -> None:
        """Name people with a separate random draw, so that names of members do not depend on it."""
        build_tickets(animators=self.animators[:60], coordinator=self.coordinator, draw=fresh_draw(1))

    def build_forums(self) -> None:
        build_topics(animators=self.animators, draw=self.draw)
        build_other_forums(animators=self.animators, coordinator=self.coordinator, draw=fresh_draw())
        build_polls(animators=self.animators, coordinator=self.coordinator, draw=fresh_draw())
        build_topic_sheets(animator=self.animators[0])
        build_sheet_discussions(animators=self.animators)
        build_following(animators=self.animators)
        tell_announcement()
        build_waiting_questions()
        build_reports(animators=self.animators, draw=fresh_draw())
        build_moved_topic(animators=self.animators)
        build_held_message(animators=self.animators)

    def build_searches(self) -> None:
        build_searches(scale=self.scale, draw=self.draw)
        build_sheet_requests(animators=self.animators)

    def build_import(self) -> None:
        build_import(animator=self.animators[0])
        build_place_files(coordinator=self.coordinator)

    def build_watch(self) -> None:
        territorials = Member.objects.filter(positions__territory__isnull=False).distinct().order_by("pk")
        build_watch(territorials=list(territorials), readers=self.animators[:12])

    def build_surveys(self) -> None:
        """Answer with a separate random draw, so that names of people do not depend on it."""
        build_surveys(epms=self.epms, coordinator=self.coordinator, draw=fresh_draw())
        build_editions(coordinator=self.coordinator, draw=fresh_draw())
