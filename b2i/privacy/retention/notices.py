"""Notices to the animators of an EPM about dormant records, without names or card numbers."""

from django.urls import reverse
from django.utils import timezone

from alertes.channels.notices.services import notify
from b2i.declarations.events import RECORD_CARE
from b2i.people.learners.notices import animators_of
from b2i.privacy.retention.rule import RULE
from reseau.places.models.epm import EPM


def notify_animators_of_dormancy(epm: EPM, *, count: int) -> None:
    """Notify the animators of an EPM of `count` dormant records, once a day at most."""
    subject = f"{count} livrets sont" if count > 1 else "Un livret est"
    notify(
        members=animators_of(epm.pk),
        key=f"dormant:{epm.pk}:{timezone.localdate():%Y-%m-%d}",
        text=f"{subject} sans nouvelles depuis {RULE.silence}. "
        f"Sans signe d’ici {RULE.notice}, l’élimination sera proposée.",
        url=reverse("b2i:dormant"),
        kind=RECORD_CARE,
    )
