"""What the review adds to a query of sheets: counts of remarks, rows of the desk, parts of the queue."""

from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone

from reseau.people.members.models.member import Member
from reseau.web.queries.json_rows import JSONRows
from ressources.files.queries import with_working_files
from ressources.review.enums import QueuePart
from ressources.review.models import Remark
from ressources.sheets.models.contribution import Contribution


def with_open_remarks(sheets: models.QuerySet) -> models.QuerySet:
    """Count the remarks of each sheet that are not done yet, as `open_remarks`."""
    remarks = Remark.objects.open().filter(sheet=models.OuterRef("pk")).order_by()
    counts = remarks.values("sheet").annotate(count=models.Count("pk"))
    return sheets.annotate(open_remarks=Coalesce(models.Subquery(counts.values("count")), 0))


def with_working_columns(sheets: models.QuerySet) -> models.QuerySet:
    """Join what the pages of writing and of review show beside the text of a sheet."""
    coauthors = Member.objects.filter(sheet_authorships__sheet=models.OuterRef("pk")).order_by("search_name", "pk")
    contributors = Contribution.objects.filter(sheet=models.OuterRef("pk")).by_name()
    sheets = with_open_remarks(sheets).select_related(
        "owner", "latest_revision__user", "topic_origin__topic__forum", "adaptation__origin"
    )
    return with_working_files(sheets).annotate(
        coauthor_rows=JSONRows(coauthors, "id", "first_name", "last_name"),
        contributor_rows=JSONRows(contributors, *Contribution.shown_fields),
    )


def in_part(queue: models.QuerySet, part: QueuePart, user) -> models.QuerySet:
    """Return the sheets of a queue that are in that part of it for `user`."""
    return queue.filter(_part_condition(part, user))


def part_counts(user) -> dict[str, models.Count]:
    """Return what counts the sheets of a queue in each of its parts, by name of the part."""
    return {part.name: models.Count("pk", filter=_part_condition(part, user)) for part in QueuePart}


def _part_condition(part: QueuePart, user) -> models.Q:
    return {
        QueuePart.ALL: models.Q(pk__isnull=False),
        QueuePart.MINE: models.Q(assignment__reviewer=user),
        QueuePart.NOBODY: models.Q(assignment__reviewer=None),
        QueuePart.LATE: models.Q(assignment__due__lt=timezone.localdate()),
    }[part]
