"""Labels that end: the team and the animation of the territory are reminded in time to begin again."""

import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone

from alertes.notices.services import notify
from qualite.decisions.models import ENDS_SOON, QualityLabel
from qualite.events import CHARTER_NEWS
from qualite.self_assessment.people import team_of, watchers_of
from reseau.elision import of_place
from reseau.wording import day_in_full

LAST_REMINDER = datetime.timedelta(days=30)


def remind_of_labels() -> int:
    """Remind three months, then one month before the end of a label that no later one follows. Returns how many."""
    today = timezone.localdate()
    later = QualityLabel.objects.filter(
        epm=OuterRef("epm"), charter__slug=OuterRef("charter__slug"), ends_on__gt=OuterRef("ends_on")
    )
    labels = QualityLabel.objects.in_force().filter(~Exists(later), ends_on__lte=today + ENDS_SOON, epm__is_open=True)
    labels = list(labels.with_place().select_related("decision__assessment__epm"))
    for label in labels:
        when = "last" if label.ends_on - today <= LAST_REMINDER else "first"
        file = label.decision.assessment
        notify(
            members=[*team_of(file), *watchers_of(file)],
            key=f"charter:{file.pk}:label:{label.pk}:{when}",
            text=(
                f"Le label {of_place(label.epm)} finit le {day_in_full(label.ends_on, 'j F Y')}\u00a0: "
                "un nouveau dossier se commence maintenant."
            ),
            url=label.epm.get_absolute_url(),
            kind=CHARTER_NEWS,
        )
    return len(labels)
