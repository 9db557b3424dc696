"""Sections of the page of an EPM: labels in force, for everybody; equipment and loans, for members; its file and its
activity, for who keeps it.
"""

from django.db.models import QuerySet
from django.utils import timezone

from qualite.activity.visit_tally.permissions import may_count
from qualite.labelling.labels.models import QualityLabel
from qualite.lending.inventory.queries import inventory_of, loans_around
from reseau.people.members.models.member import Member
from reseau.permissions import is_network_member
from reseau.places.models.epm import EPM
from reseau.places.permissions import may_edit_epm
from reseau.web.queries.compiled_query import CompiledQuery


def labels_of(reader: Member, epm: EPM) -> QuerySet[QualityLabel]:
    return QualityLabel.objects.visible_to(reader).filter(epm=epm).select_related("charter")


LABELS = CompiledQuery(labels_of)
LOANS = CompiledQuery(loans_around)


def quality_labels(request, epm) -> tuple[str, dict] | None:
    """One query. The public reads the labels in force, and nothing of a place without: it is no worse for that.

    Members read the history as well: past labels, and those that were withdrawn.
    """
    labels = LABELS.rows(reader=request.user, epm=epm)
    past = [label for label in labels if not label.is_in_force]
    labels = [label for label in labels if label.is_in_force]
    may_follow = is_network_member(request.user) and may_edit_epm(request.user, epm)
    if not labels and not past and not may_follow:
        return None
    return "qualite/labelling/labels/_epm_labels.html", {
        "labels": labels,
        "past": past,
        "epm": epm,
        "may_follow": may_follow,
    }


def lendable_equipment(request, epm) -> tuple[str, dict] | None:
    """Two queries, for members. A place without any shows nothing, but to those who keep it."""
    if not is_network_member(request.user):
        return None
    equipment = inventory_of(request.user).filter(epm=epm)
    loans = LOANS.rows(epm=epm)
    may_edit = may_edit_epm(request.user, epm)
    if not (equipment or loans or may_edit):
        return None
    context = {"epm": epm, "equipment": equipment, "loans": loans, "may_edit": may_edit}
    return "qualite/lending/inventory/_epm_equipment.html", context


def activity_of_place(request, epm) -> tuple[str, dict] | None:
    """The counter for the team, the months for who watches as well. No query."""
    if not (is_network_member(request.user) and may_edit_epm(request.user, epm)):
        return None
    context = {"epm": epm, "counts": may_count(request.user, epm), "today": timezone.localdate()}
    return "qualite/activity/activity_month/_epm_activity.html", context


SECTIONS = (quality_labels, lendable_equipment, activity_of_place)
