"""Files of the quality charter in the demo: one at each stage, a past one to compare with, two labels."""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from alertes.channels.notices.services import erase_notices_about
from extranet.demo.content import read_file
from extranet.demo.files.drawings import render_drawing
from extranet.demo.network.people import one_of_each_place
from qualite.labelling.action_plan.models import PlannedAction
from qualite.labelling.action_plan.services import plan_action
from qualite.labelling.charter.models import Charter
from qualite.labelling.decisions.models import FileDecision
from qualite.labelling.decisions.services import decide
from qualite.labelling.enums import AnswerLevel, LabelOutcome, Sight
from qualite.labelling.self_assessment.models.assessment import Assessment
from qualite.labelling.self_assessment.services import attach_proof, open_assessment, save_answer, submit_assessment
from qualite.labelling.visits.models import Visit
from qualite.labelling.visits.services import hand_in_visit, plan_visit, save_observations
from reseau.documents.files.scans import check_scan
from reseau.people.members.models.member import Member

# A past file of the first place: its label ends in two months.
FORMER_AGE = timedelta(days=3 * 365 - 60)
PARTLY = {"acces-libre-accompagne": AnswerLevel.PARTLY, "regle-affichee-et-signee": AnswerLevel.PARTLY}
NOT_CONCERNED = {"ouvert-vingt-quatre-heures": AnswerLevel.NOT_CONCERNED}
FORMERLY = PARTLY | {"pratiques-echangees": AnswerLevel.PARTLY, "premiere-formation": AnswerLevel.NOT_YET}


def build_charter_files(*, animators: Sequence[Member], coordinator: Member) -> None:
    """Build files of seven places; `animators[0]` has a past file, a draft, and a visit to make today."""
    charter = Charter.objects.in_force().get(slug="epm")
    first, *others = one_of_each_place(animators)
    abroad = [member for member in others if member.territory_ids.isdisjoint(first.territory_ids)]
    near = [member for member in others if not member.territory_ids.isdisjoint(first.territory_ids)]
    former = _visited(charter, first, visitor=abroad[0], levels=FORMERLY)
    _decide(former, coordinator, LabelOutcome.GRANTED, ago=FORMER_AGE)
    _draft(charter, first)
    to_visit = _submitted(charter, abroad[1])
    plan_visit(assessment=to_visit, visitor=first, by=coordinator, **_today())
    _submitted(charter, near[0])
    _visited(charter, near[1], visitor=abroad[2])
    granted = _visited(charter, abroad[3], visitor=near[2])
    _plan(granted, abroad[3])
    _decide(granted, coordinator, LabelOutcome.GRANTED, ago=timedelta(days=200))
    planned = _visited(charter, near[3], visitor=abroad[4])
    _plan(planned, near[3])
    _decide(planned, coordinator, LabelOutcome.PLAN_FIRST, ago=timedelta(days=40))
    refused = _visited(charter, abroad[5], visitor=near[4])
    _decide(refused, coordinator, LabelOutcome.REFUSED, ago=timedelta(days=90))


def _today() -> dict:
    return {"date": timezone.localdate(), "start": time(14), "end": time(16)}


def _fill(assessment: Assessment, by: Member, levels: Mapping[str, AnswerLevel], *, most: int | None = None) -> None:
    words = read_file("charter")["words"]
    for criterion in assessment.charter.criteria[:most]:
        save_answer(
            assessment=assessment,
            criterion=criterion,
            by=by,
            edition=0,
            level=levels.get(criterion.slug, AnswerLevel.YES),
            words=words[criterion.slug],
            link="",
        )


def _draft(charter: Charter, member: Member) -> None:
    """A draft with half of its answers, a photo and an action."""
    assessment = open_assessment(epm=member.main_position.epm, charter=charter, by=member)
    _fill(assessment, member, PARTLY | NOT_CONCERNED, most=6)
    photo = check_scan(file=ContentFile(render_drawing("ordinateur"), name="affiche.png"))
    criterion = next(row for row in charter.criteria if row.slug == "prix-selon-les-moyens")
    attach_proof(assessment=assessment, criterion=criterion, scan=photo, name="L’affiche des tarifs.png", by=member)
    _plan(assessment, member)


def _submitted(charter: Charter, member: Member, levels: Mapping[str, AnswerLevel] = PARTLY) -> Assessment:
    assessment = open_assessment(epm=member.main_position.epm, charter=charter, by=member)
    _fill(assessment, member, levels | NOT_CONCERNED)
    return submit_assessment(assessment=assessment, by=member)


def _visited(
    charter: Charter, member: Member, *, visitor: Member, levels: Mapping[str, AnswerLevel] = PARTLY
) -> Assessment:
    assessment = _submitted(charter, member, levels)
    visit = plan_visit(assessment=assessment, visitor=visitor, by=member, **_today())
    content = read_file("charter")
    seen = {
        criterion.pk: (
            Sight.PARTLY if criterion.slug in PARTLY else Sight.SEEN,
            content["observations"].get(criterion.slug, ""),
        )
        for criterion in charter.criteria
    }
    visit = save_observations(visit=visit, observations=seen, summary=content["summary"])
    hand_in_visit(visit=visit, by=visitor)
    assessment.refresh_from_db()
    return assessment


def _plan(assessment: Assessment, by: Member) -> None:
    criteria = {criterion.slug: criterion for criterion in assessment.charter.criteria}
    for row in read_file("charter")["action"]:
        plan_action(
            assessment=assessment,
            by=by,
            criterion=criteria[row["criterion"]],
            text=row["text"],
            who=row["who"],
            due_on=timezone.localdate() + timedelta(days=row["days"]),
        )


def _decide(assessment: Assessment, coordinator: Member, outcome: LabelOutcome, *, ago: timedelta) -> None:
    """Decide, then move the whole file back in time: what was told then is no news today."""
    content = read_file("charter")
    reasons = {
        LabelOutcome.GRANTED: content["granted_reason"],
        LabelOutcome.PLAN_FIRST: content["plan_reason"],
        LabelOutcome.REFUSED: content["refused_reason"],
    }
    decided_on: date = timezone.localdate() - ago
    # A label begins no earlier than its file was submitted.
    Assessment.objects.filter(pk=assessment.pk).update(submitted_at=timezone.now() - ago - timedelta(days=45))
    decide(assessment=assessment, outcome=outcome, by=coordinator, reason=reasons[outcome], starts_on=decided_on)
    erase_notices_about(about=f"charter:{assessment.pk}")
    then = timezone.now() - ago
    visited, submitted = timedelta(days=15), timedelta(days=45)
    FileDecision.objects.filter(assessment=assessment).update(decided_at=then)
    Visit.objects.filter(assessment=assessment).update(
        date=decided_on - visited, held_at=then - visited, changed=then - submitted
    )
    assessment.answers.exclude(figure_text="").update(figure_on=decided_on - submitted)
    assessment.answers.update(changed_at=then - submitted)
    Assessment.objects.filter(pk=assessment.pk).update(
        opened_on=decided_on - timedelta(days=75), submitted_at=then - submitted
    )
    PlannedAction.objects.filter(assessment=assessment).update(created=then - submitted)
