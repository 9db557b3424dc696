"""Statuses of periodic jobs."""

from datetime import timedelta

import factory
from django.utils import timezone

from jobs.models import JobStatus


class JobStatusFactory(factory.django.DjangoModelFactory):
    """A job that succeeded a minute ago."""

    class Meta:
        model = JobStatus

    class Params:
        failing = factory.Trait(
            failures=1, failing_since=factory.LazyFunction(timezone.now), error="ValueError", succeeded=None
        )

    name = factory.Sequence("Travail {}".format)
    started = factory.LazyFunction(lambda: timezone.now() - timedelta(minutes=1))
    ended = factory.SelfAttribute("started")
    succeeded = factory.SelfAttribute("started")
