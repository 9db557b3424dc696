"""Section on the page of an EPM, for those who work there: its dormant records."""

from django.db.models import QuerySet

from b2i.learners.models.learner import Learner
from b2i.retention.models import DormancyNotice
from reseau.compiled_queries.compiled_query import CompiledQuery
from reseau.compiled_queries.row_counts import counted
from reseau.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.sections import register


def dormant_count(reader: Member, epm: EPM) -> QuerySet:
    followed_learners = Learner.objects.visible_to(reader).filter(epm=epm)
    return counted(DormancyNotice.objects.filter(learner__in=followed_learners))


DORMANT_COUNT = CompiledQuery(dormant_count)


@register
def dormant_records(request, epm):
    if not request.user.is_authenticated or epm.pk not in request.user.epm_ids:
        return None
    count = DORMANT_COUNT.row(reader=request.user, epm=epm)
    return ("b2i/retention/_epm_dormant.html", {"count": count}) if count else None
