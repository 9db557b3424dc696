"""Needs: express one, support one, and notify the members whom a session answers."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.corrections import correct_unread_notices, told_members, waiting_members
from alertes.channels.notices.services import notify, take_back_notice, take_back_notices_about
from b2i.frameworks.models.framework import Domain
from formation.declarations.events import TRAINING_WISHED
from formation.offer.catalogue.models.training import TrainingPage
from formation.offer.needs.models import SettledQuestions, Voice, Wish, WishAnswer
from formation.sessions.models.session import Session
from reseau.people.members.models.member import Member
from reseau.texts.tags.models import Tag
from reseau.texts.wording import day_in_full

# What is told to those who wished for a training: `formation.declarations.told_facts`.
OPENING = "session_opening"


@transaction.atomic
def add_wish(
    *, words: str, by: Member, domain: Domain | None = None, weekdays: Iterable[int] = (), parts: Iterable[str] = ()
) -> Wish:
    """Record a need in free words; if the same words exist, support that need instead."""
    wish = Wish.objects.filter(training=None, words__iexact=words).first()
    if wish is None:
        wish = Wish.objects.create(words=words, domain=domain, created_by=by)
    support_wish(wish=wish, by=by, weekdays=weekdays, parts=parts)
    return wish


@transaction.atomic
def want_training(
    *, training: TrainingPage, by: Member, weekdays: Iterable[int] = (), parts: Iterable[str] = ()
) -> Wish:
    """Add `by` to the people to notify of the next date of `training`."""
    wish = _wish_of(training, by)
    support_wish(wish=wish, by=by, weekdays=weekdays, parts=parts)
    return wish


@transaction.atomic
def support_wish(*, wish: Wish, by: Member, weekdays: Iterable[int] = (), parts: Iterable[str] = ()) -> Voice:
    """Add the voice of `by`, from the territory where they work today, or update its preferences.

    A voice that a session had answered counts again.
    """
    position = by.main_position
    preferences = {"weekdays": sorted(weekdays), "parts": sorted(parts)}
    origin = {"territory_id": position.covered_territory_id if position else None}
    voice, is_new = Voice.objects.get_or_create(wish=wish, member=by, defaults={**preferences, **origin})
    if not is_new:
        if not Voice.objects.unanswered().filter(pk=voice.pk).exists():
            voice.created, voice.territory_id = timezone.now(), origin["territory_id"]
        voice.weekdays, voice.parts = preferences["weekdays"], preferences["parts"]
        voice.save()
    return voice


@transaction.atomic
def withdraw_voice(*, wish: Wish, by: Member) -> None:
    """Remove the voice of `by`. Free words without a voice and without an answer are deleted."""
    Voice.objects.filter(wish=wish, member=by).delete()
    if not wish.training_id and not wish.voices.exists() and not wish.answers.exists():
        wish.delete()


@transaction.atomic
def attach_wish(*, wish: Wish, training: TrainingPage, by: Member) -> Wish:
    """Merge a need in free words into that of `training`; each member keeps one voice.

    Raises ValidationError if the need already names a training.
    """
    if wish.training_id:
        raise ValidationError("Ce besoin est déjà celui d’une formation.")
    training_wish = _wish_of(training, by)
    supporters = training_wish.voices.values("member")
    wish.voices.exclude(member__in=supporters).update(wish=training_wish)
    wish.answers.exclude(session__training=training).update(wish=training_wish)
    wish.delete()
    return training_wish


@transaction.atomic
def wish_from_questions(
    *, tag: Tag, by: Member, words: str = "", domain: Domain | None = None, training: TrainingPage | None = None
) -> Wish:
    """Make a need of the questions that come back on a tag, in words or as a training; they are proposed no more."""
    wish = want_training(training=training, by=by) if training else add_wish(words=words, domain=domain, by=by)
    settle_questions(tag=tag, by=by, wish=wish)
    return wish


@transaction.atomic
def settle_questions(*, tag: Tag, by: Member, wish: Wish | None = None) -> None:
    """Note that the questions on a tag gave a need, or nothing until somebody asks a new one."""
    decision = {"wish": wish, "settled": timezone.now(), "settled_by": by}
    SettledQuestions.objects.update_or_create(tag=tag, defaults=decision)


@transaction.atomic
def answer_wish(*, wish: Wish, session: Session) -> None:
    """Record that `session` was opened for `wish`, so that its supporters are notified at the announcement."""
    if wish.training_id != session.training_id:
        WishAnswer.objects.get_or_create(wish=wish, session=session)


@transaction.atomic
def notify_wishers(*, session: Session, by: Member) -> int:
    """Notify, once, the members whose wish `session` answers; return how many.

    The session is announced: nobody is notified of a draft.
    """
    wishes = Wish.objects.filter(training=session.training_id) | Wish.objects.filter(answers__session=session)
    voices = Voice.objects.unanswered().filter(wish__in=wishes.values("pk")).exclude(member=by)
    members = list(Member.objects.filter(pk__in=voices.values("member")))
    notify(
        members=members,
        key=_wished(session),
        text=_wished_words(session),
        url=session.get_absolute_url(),
        exclude=by,
        kind=TRAINING_WISHED,
        fact=fact_about(OPENING, session.pk),
    )
    return len(members)


@transaction.atomic
def correct_wishers(*, session: Session, was: str, news: str, by: Member, at: datetime.datetime) -> None:
    """Say what is true now to those who wait to be told of the session; tell `news` to those who were told of it.

    `was`: the fact before the change; the same one changes nothing. Participants and trainers are told as such.
    """
    if fact_about(OPENING, session.pk) == was:
        return
    key, about = _wished(session), f"session:{session.pk}:wished-changed"
    members = list(wishers_to_tell(session=session))
    if session.is_open:
        correct_unread_notices(key=key, text=_wished_words(session), fact=fact_about(OPENING, session.pk))
    else:
        take_back_notice(key=key)
    take_back_notices_about(about=about)
    notify(
        members=members,
        key=f"{about}:{at:%Y%m%d%H%M%S%f}",
        text=news,
        url=session.get_absolute_url(),
        exclude=by,
        kind=TRAINING_WISHED,
        fact=fact_about("session", session.pk),
    )


def wishers_to_tell(*, session: Session) -> QuerySet[Member]:
    """Return those who were told that the session answers their wish, and are neither its participants nor trainers."""
    return _without_people_of(session, told_members(_wished(session)))


def wishers_who_wait(*, session: Session) -> QuerySet[Member]:
    """Return those whom no mail has told yet that the session answers their wish."""
    return _without_people_of(session, waiting_members(_wished(session)))


def _without_people_of(session: Session, members: QuerySet[Member]) -> QuerySet[Member]:
    participants, trainers = session.enrolments.active().values("member"), session.trainers.values("member")
    return members.exclude(pk__in=participants).exclude(pk__in=trainers)


def _wished(session: Session) -> str:
    return f"session:{session.pk}:wished"


def _wished_words(session: Session) -> str:
    first_day = min(half_day.date for half_day in session.half_days.all())
    return (
        f"Vous l’attendiez\u00a0: {session.training.title}, le {day_in_full(first_day)}, {session.place}. "
        f"{_enrolment_in_words(session)}"
    )


def _enrolment_in_words(session: Session) -> str:
    if session.opens_on and session.opens_on > timezone.localdate():
        return f"Inscriptions à partir du {day_in_full(session.opens_on)}"
    return "Les inscriptions sont ouvertes"


def _wish_of(training: TrainingPage, by: Member) -> Wish:
    """Return the wish of a training. The first voice creates it, under the most frequent theme of its skills."""
    wish = Wish.objects.filter(training=training).first()
    if wish:
        return wish
    domains = [skill.domain for skill in training.skills.select_related("domain")]
    theme = max(domains, key=domains.count, default=None)
    return Wish.objects.get_or_create(training=training, defaults={"domain": theme, "created_by": by})[0]
