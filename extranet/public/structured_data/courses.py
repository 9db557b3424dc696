"""A training of the catalogue, as a course; its coming sessions are when it is held."""

from django.conf import settings

from alertes.channels.mails.headers import absolute
from extranet.public.structured_data.events import describe_session
from formation.offer.catalogue.models.training import TrainingPage


def describe_training(training: TrainingPage) -> dict:
    """Describe a training with the sessions that its page shows."""
    address = absolute(training.get_absolute_url())
    description = {
        "@type": "Course",
        "@id": address,
        "name": training.title,
        "description": training.aim,
        "url": address,
        "inLanguage": "fr",
        "audience": {"@type": "Audience", "audienceType": training.audience_text},
        "provider": {"@type": "Organization", "name": settings.ORGANISATION},
    }
    optional = {
        "coursePrerequisites": training.prerequisites,
        "teaches": training.aim_list,
        "hasCourseInstance": [describe_session(session) for session in training.shown_sessions],
    }
    return description | {name: value for name, value in optional.items() if value}
