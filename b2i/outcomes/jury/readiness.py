"""Who may go before the jury: learners with enough validated skills in each domain.

The threshold is 70 % of each domain, rounded up, as stored in the framework. Practised skills do not count.
"""

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from b2i.frameworks.models.framework import Domain
from b2i.records.models import Record, RecordQuerySet
from b2i.records.validation.models.validation import Validation


def ready_for_jury(records: RecordQuerySet) -> RecordQuerySet:
    """Return those of `records` that reach the threshold of every domain that has one."""
    validations = Validation.objects.granted().filter(skill__domain=OuterRef("pk"), record=OuterRef(OuterRef("pk")))
    validation_counts = validations.order_by().values("record").annotate(number=Count("pk")).values("number")
    domains = Domain.objects.filter(framework=OuterRef("framework"), threshold__isnull=False)
    validated_count = Coalesce(Subquery(validation_counts, output_field=IntegerField()), 0)
    unreached_domains = domains.annotate(validated=validated_count).filter(validated__lt=F("threshold"))
    return records.filter(~Q(Exists(unreached_domains)), Exists(domains))


def is_ready(record: Record) -> bool:
    return ready_for_jury(Record.objects.filter(pk=record.pk)).exists()
