"""Section on the page of an EPM, for those who work there: its dormant records."""

from b2i.learners.models.learner import Learner
from b2i.retention.models import DormancyNotice
from reseau.sections import register


@register
def dormant_records(request, epm):
    if not request.user.is_authenticated or epm.pk not in request.user.epm_ids:
        return None
    followed_learners = Learner.objects.visible_to(request.user).filter(epm=epm)
    count = DormancyNotice.objects.filter(learner__in=followed_learners).count()
    return ("b2i/retention/_epm_dormant.html", {"count": count}) if count else None
