"""Labels: withdrawn by a decision; those that end, of which the team and the territory are reminded in time."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices.services import notify
from qualite.declarations.events import CHARTER_NEWS
from qualite.labelling.enums import FilePart
from qualite.labelling.labels.models import ENDS_SOON, LabelWithdrawal, QualityLabel
from qualite.labelling.self_assessment.people import note_team, take_part, team_of, watchers_of
from reseau.people.members.models.member import Member
from reseau.texts.elision import of_place
from reseau.texts.wording import day_in_full
from reseau.web.queries.row_locks import lock_row

LAST_REMINDER = datetime.timedelta(days=30)


@transaction.atomic
def withdraw_label(*, label: QualityLabel, by: Member, reason: str) -> LabelWithdrawal:
    """Withdraw a label from today; its badge and its public paper go at once, and both teams are told why.

    Raises ValidationError for a label that is over or withdrawn already, without a reason, to who is not of the
    coordination, and to who works in the place, answered for it or visited it.
    """
    label = lock_row(QualityLabel.objects.with_decision().select_related("decision__assessment__epm"), label.pk)
    today = timezone.localdate()
    if label.is_withdrawn:
        raise ValidationError("Ce label est déjà retiré.")
    if label.ends_on < today:
        raise ValidationError("Ce label est terminé\u00a0: il n’y a rien à retirer.")
    if not by.is_coordinator:
        raise ValidationError("La coordination décide.")
    file = label.decision.assessment
    note_team(file, until=today)
    withdrawal = LabelWithdrawal(
        label=label,
        decision=label.decision,
        assessment=file,
        involvement=take_part(file, member=by, part=FilePart.DECIDER),
        reason=reason,
    )
    withdrawal.full_clean()
    withdrawal.save()
    label.withdrawn_on = today
    label.save(update_fields=["withdrawn_on"])
    notify(
        members=[*team_of(file), *watchers_of(file)],
        exclude=by,
        key=f"charter:{file.pk}:label:{label.pk}:withdrawn",
        text=f"Le label {of_place(label.epm)} est retiré. La raison est écrite dans le dossier.",
        details=reason,
        url=file.get_absolute_url(),
        kind=CHARTER_NEWS,
        fact=fact_about("quality_label", label.pk),
    )
    return withdrawal


def remind_of_labels() -> int:
    """Remind three months, then one month before the end of a label that no later one follows. Returns how many."""
    today = timezone.localdate()
    later = QualityLabel.objects.filter(
        epm=OuterRef("epm"), charter__slug=OuterRef("charter__slug"), ends_on__gt=OuterRef("ends_on"), withdrawn_on=None
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
            fact=fact_about("quality_label", label.pk),
        )
    return len(labels)
