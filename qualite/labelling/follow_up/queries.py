"""Lists of files with what each waits for, and the history of a place."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from qualite.labelling.action_plan.models import OPEN_STATES
from qualite.labelling.charter.models import Charter
from qualite.labelling.enums import AnswerLevel, FileStage
from qualite.labelling.labels.models import QualityLabel
from qualite.labelling.self_assessment.models.assessment import Assessment
from reseau.places.models.epm import EPM


def counted_files(files: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """Add what lists show of a file: answers, criteria in place, open and late actions."""
    open_actions = Q(actions__state__in=OPEN_STATES)
    answered = ~Q(answers__level="")
    return files.annotate(
        answered=Count("answers", filter=answered, distinct=True),
        in_place=Count("answers", filter=Q(answers__level=AnswerLevel.YES), distinct=True),
        open_actions=Count("actions", filter=open_actions, distinct=True),
        late_actions=Count("actions", filter=open_actions & Q(actions__due_on__lt=timezone.localdate()), distinct=True),
    )


def files_of_open_places(user) -> QuerySet[Assessment]:
    """Return the files that `user` may read, without those of places that have closed."""
    return Assessment.objects.visible_to(user).filter(epm__is_open=True)


def waiting_for(user, files: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """Return the files where the next gesture is the user's: a visitor to choose, a decision to make."""
    if user.is_coordinator:
        mine = Q(stage=FileStage.VISITED) | Q(stage=FileStage.SUBMITTED)
    else:
        mine = Q(stage=FileStage.SUBMITTED, territory__in=user.watched_territory_ids)
    return files.filter(mine).exclude(epm__in=user.epm_ids)


@dataclass(frozen=True, slots=True)
class PlaceCharter:
    """A charter in force at a place: its open file, the past ones, the labels."""

    charter: Charter
    open_file: Assessment | None
    past_files: list[Assessment]
    labels: list[QualityLabel]

    @property
    def label(self) -> QualityLabel | None:
        return next((label for label in self.labels if label.is_in_force), None)


def charters_of(epm: EPM, user) -> list[PlaceCharter]:
    """Return where a place stands for each charter in force. Three queries."""
    files = counted_files(Assessment.objects.visible_to(user).filter(epm=epm)).select_related(
        "charter", "decision__label"
    )
    files = list(files.order_by("-pk"))
    labels = list(QualityLabel.objects.filter(epm=epm).select_related("charter"))
    return [
        PlaceCharter(
            charter=charter,
            open_file=next((file for file in own if not file.is_decided), None),
            past_files=[file for file in own if file.is_decided],
            labels=[label for label in labels if label.charter.slug == charter.slug],
        )
        for charter in Charter.objects.in_force().annotate(criterion_count=Count("axes__criteria")).order_by("pk")
        for own in [[file for file in files if file.charter.slug == charter.slug]]
    ]
