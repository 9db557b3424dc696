"""Columns that the review adds to a query of sheets."""

from django.db import models
from django.db.models.functions import Coalesce

from reseau.models.member import Member
from ressources.files.queries import with_working_files
from ressources.review.models import Remark
from ressources.sheets.models.contribution import Contribution
from ressources.sheets.models.page_rows import Gathered


def with_open_remarks(sheets: models.QuerySet) -> models.QuerySet:
    """Count the remarks of each sheet that are not done yet, as `open_remarks`."""
    remarks = Remark.objects.open().filter(sheet=models.OuterRef("pk")).order_by()
    counts = remarks.values("sheet").annotate(count=models.Count("pk"))
    return sheets.annotate(open_remarks=Coalesce(models.Subquery(counts.values("count")), 0))


def with_desk(sheets: models.QuerySet) -> models.QuerySet:
    """Join what the pages of writing and of review show beside the text of a sheet."""
    coauthors = Member.objects.filter(sheet_authorships__sheet=models.OuterRef("pk")).order_by("search_name", "pk")
    contributors = Contribution.objects.filter(sheet=models.OuterRef("pk")).by_name()
    joined = with_open_remarks(sheets).select_related(
        "owner", "latest_revision__user", "topic_origin__topic__forum", "adaptation__origin"
    )
    return with_working_files(joined).annotate(
        coauthor_rows=Gathered(coauthors, "id", "first_name", "last_name"),
        contributor_rows=Gathered(contributors, *Contribution.shown_fields),
    )
