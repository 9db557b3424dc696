"""Searchable content of the training year: the trainings of the catalogue. It names no person."""

import datetime

from django.db import models
from django.db.models import Prefetch
from taggit.models import Tag

from b2i.frameworks.models.framework import Domain, Framework, Skill
from b2i.frameworks.skill_facets import skill_facets
from formation.offer.catalogue.models.training import ProgrammeHalfDay, TrainingPage, TrainingTag
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from formation.sessions.wording import half_days_in_words
from reseau.places import audience
from reseau.places.models.commune import Commune, Territory
from reseau.places.models.epm import EPM
from reseau.places.where_and_when import where_and_when
from reseau.texts.wording import day_in_full
from search.sources.documents import Document
from search.sources.registry import SearchSource


class TrainingSource(SearchSource):
    """Public. Places and years are those of coming sessions; `changed_by_days` finds those that have begun."""

    kind = "training"
    label = "Formation"
    label_plural = "Formations"
    icon = "graduation-cap"
    spoken = r"formations"
    model = TrainingPage

    def queryset(self) -> models.QuerySet[TrainingPage]:
        upcoming = Session.objects.upcoming().select_related("epm__commune__territory", "commune__territory")
        upcoming = upcoming.prefetch_related("half_days")
        skills = Prefetch("skills", Skill.objects.select_related("domain__framework"))
        return TrainingPage.objects.live().prefetch_related(
            "programme", "tags", skills, Prefetch("sessions", upcoming, to_attr="indexed_sessions")
        )

    def visible_to(self, user) -> models.QuerySet[TrainingPage]:
        return TrainingPage.objects.visible_to(user)

    def related(self) -> dict[type[models.Model], str]:
        return {
            ProgrammeHalfDay: "programme",
            TrainingTag: "tagged_items",
            Tag: "tagged_items__tag",
            Skill: "skills",
            Domain: "skills__domain",
            Framework: "skills__domain__framework",
            Session: "sessions",
            HalfDay: "sessions__half_days",
            EPM: "sessions__epm",
            Commune: "sessions__epm__commune",
            Territory: "sessions__epm__commune__territory",
        }

    def changed_by_days(self, since: datetime.date, today: datetime.date) -> models.QuerySet:
        sessions = Session.objects.announced().with_dates().filter(first_day__gte=since, first_day__lt=today)
        return sessions.order_by().values_list("training", flat=True)

    def document(self, instance: TrainingPage) -> Document:
        sessions = instance.indexed_sessions
        published_at = instance.first_published_at
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=instance.title,
            url=instance.get_absolute_url(),
            audience=frozenset({audience.PUBLIC}),
            summary=instance.aim,
            # Not the words of its files: ten pages of cards would bring it forward for almost any question.
            # « formation sécurité »: people type the kind as well.
            body=self.body(instance),
            keywords=(self.label,),
            tags=tuple(sorted(tag.name for tag in instance.tags.all())),
            facts=_facts(instance),
            facets={
                **skill_facets(instance.skills.all()),
                "epm": tuple(sorted({session.epm.name for session in sessions if session.epm})),
                "territory": tuple(sorted({session.where.territory.name for session in sessions if session.where})),
                "year": tuple(sorted({str(session.first_day.year) for session in sessions})),
                **where_and_when(
                    communes=[session.where for session in sessions if session.where],
                    days=[half_day.date for session in sessions for half_day in session.half_days.all()],
                ),
            },
            date=published_at.date() if published_at else None,
        )

    @staticmethod
    def body(training: TrainingPage) -> str:
        programme = [f"{half_day.title}\n{half_day.items}" for half_day in training.programme.all()]
        texts = [
            training.introduction,
            training.aims,
            *programme,
            training.audience_text,
            training.prerequisites,
            training.trainer_profile,
            training.accessibility,
            training.kit,
            training.week_after,
            *(f"{day_in_full(session.first_day)}, {session.place}" for session in training.indexed_sessions),
        ]
        return "\n".join(text for text in texts if text)


def _facts(training: TrainingPage) -> tuple[str, ...]:
    """Length, and next date."""
    half_days = half_days_in_words(len(training.programme.all()))
    if not training.indexed_sessions:
        return half_days, "Pas encore de date"
    next_session, *other_sessions = training.indexed_sessions
    count = len(other_sessions)
    other_dates = f", et {count} autre{'s' if count > 1 else ''} date{'s' if count > 1 else ''}" if count else ""
    next_day = day_in_full(next_session.first_day)
    return half_days, f"Prochaine date\u00a0: {next_day}, {next_session.place}{other_dates}"


SOURCES = (TrainingSource(),)
