"""Section on the page of an EPM, for those who work there: its dormant records."""

from django.db.models import QuerySet

from b2i.people.learners.models.learner import Learner
from b2i.privacy.retention.models import DormancyNotice
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.web.queries.compiled_query import CompiledQuery
from reseau.web.queries.row_counts import counted


def dormant_count(reader: Member, epm: EPM) -> QuerySet:
    followed_learners = Learner.objects.visible_to(reader).filter(epm=epm)
    return counted(DormancyNotice.objects.filter(learner__in=followed_learners))


DORMANT_COUNT = CompiledQuery(dormant_count)


def dormant_records(request, epm):
    if not request.user.is_authenticated or epm.pk not in request.user.epm_ids:
        return None
    count = DORMANT_COUNT.row(reader=request.user, epm=epm)
    return ("b2i/privacy/retention/_epm_dormant.html", {"count": count}) if count else None


SECTIONS = (dormant_records,)
