"""Papers of the charter: the label of a place, and its file with answers, visit, decision and plan."""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from formation.proof.signatories.models import Signatory
from qualite.labelling.charter.models import Criterion
from qualite.labelling.labels.models import QualityLabel
from qualite.labelling.self_assessment.models.answer import CriterionAnswer
from qualite.labelling.self_assessment.models.assessment import Assessment
from qualite.labelling.visits.models import Observation, Visit
from reseau.documents.papers.paper import Paper
from reseau.documents.papers.qr import qr_image
from reseau.texts.wording import day_in_full, place_in_words

TEMPLATES = Path(__file__).parents[2] / "data"
LABEL_KIND, FILE_KIND = "Label de la charte qualité", "Dossier de la charte qualité"
WITHDRAWN_KIND = "Label retiré"
GONE = "une personne partie du réseau"
SCOPE = (
    "Ce label dit qu’une équipe s’est évaluée, qu’une personne d’un autre territoire est venue voir, et que la "
    "coordination a décidé. Il vaut pour la période écrite, dans ce lieu."
)


def label_paper(label: QualityLabel) -> Paper:
    """Render the label of a place, in the name of the signatory of the day of the decision."""
    signatory = Signatory.objects.on(label.starts_on)
    return Paper.of(
        TEMPLATES / "label.typ",
        title=f"{LABEL_KIND}, {label.epm}",
        kind=WITHDRAWN_KIND if label.is_withdrawn else LABEL_KIND,
        organisation=", ".join(part for part in (settings.ORGANISATION, settings.ORGANISATION_ADDRESS) if part),
        aim=label.charter.name,
        holder=label.epm.name,
        charter=f"{label.charter.name}, version {label.charter.version}",
        facts=label_facts(label),
        scope=SCOPE,
        text_origin=label.charter.origin,
        signatory=[("Nom", signatory.name), ("Qualité", signatory.quality)]
        if signatory
        else [("Nom", ""), ("Qualité", "")],
        **_checked(label.grouped_number, label.check_url, issued=day_in_full(label.decision.decided_at, "j F Y")),
    )


def label_facts(label: QualityLabel) -> list[tuple[str, str]]:
    """Facts about a label, for the paper and for the public page."""
    epm = label.epm
    facts = [
        ("Lieu", place_in_words(epm.name, epm.commune, epm.address)),
        ("Charte", f"{label.charter.name}, version {label.charter.version}"),
        ("Période", label.period),
    ]
    if label.is_withdrawn:
        facts.append(("Retrait", f"Label {label.withdrawn_words}\u00a0: il ne vaut plus."))
    return facts


def file_paper(assessment: Assessment) -> Paper:
    """Render a submitted file. Queries do not grow with its answers."""
    answers = {answer.criterion_id: answer for answer in assessment.answers.prefetch_related("files")}
    visit = assessment.visits.standing().select_related("involvement__member").prefetch_related("observations").first()
    seen = {row.criterion_id: row for row in visit.observations.all()} if visit and visit.is_held else {}
    return Paper.of(
        TEMPLATES / "dossier_charte.typ",
        title=f"{FILE_KIND}, {assessment.epm}",
        kind=FILE_KIND,
        organisation=settings.ORGANISATION,
        aim=str(assessment.charter),
        holder=assessment.epm.name,
        charter=str(assessment.charter),
        text_origin=assessment.charter.origin,
        facts=_file_facts(assessment, visit),
        axes=[
            {
                "title": axis.title,
                "criteria": [_criterion(row, answers.get(row.pk), seen.get(row.pk)) for row in axis.criteria.all()],
            }
            for axis in assessment.charter.axes.all()
        ],
        summary=visit.summary if visit and visit.is_held else "",
        decision=_decision(assessment),
        plan=_plan(assessment.actions.select_related("criterion")),
        **_checked(
            assessment.grouped_number, assessment.check_url, issued=day_in_full(assessment.submitted_at, "j F Y")
        ),
    )


def _checked(number: str, url: str, *, issued: str) -> dict:
    address = f"{urlsplit(settings.ORIGIN).netloc}{reverse('proof_form')}"
    site = settings.WAGTAIL_SITE_NAME
    about = {"origin": settings.ORGANISATION, "site": site, "number": number, "issued": issued}
    return about | {"url": url, "address": address, "qr": qr_image(url)}


def _file_facts(assessment: Assessment, visit: Visit | None) -> list[tuple[str, str]]:
    facts = [
        ("Envoyé", f"le {day_in_full(assessment.submitted_at, 'j F Y')} par {assessment.submitted_by or GONE}"),
        ("Étape", assessment.get_stage_display()),
    ]
    if visit:
        words = f"{day_in_full(visit.date, 'j F Y')}, par {visit.visitor or GONE} ({visit.visitor_territory})"
        facts.append(("Visite", words))
    return facts


def _criterion(criterion: Criterion, answer: CriterionAnswer | None, observation: Observation | None) -> dict:
    proofs = [answer.words, answer.figure_text, answer.link] if answer else []
    files = [file.name for file in answer.files.all()] if answer else []
    return {
        "title": criterion.title,
        "wording": criterion.wording,
        "needed": criterion.is_required,
        "level": answer.get_level_display() if answer and answer.level else "Sans réponse",
        "proofs": [proof for proof in proofs if proof],
        "files": files,
        "figure_day": day_in_full(answer.figure_on, "j F Y") if answer and answer.figure_on else "",
        "sight": observation.get_sight_display() if observation else "",
        "seen": observation.words if observation else "",
    }


def _decision(assessment: Assessment) -> dict:
    decision = getattr(assessment, "decision", None)
    if decision is None:
        return {}
    label = getattr(decision, "label", None)
    return {
        "outcome": decision.get_outcome_display(),
        "day": day_in_full(decision.decided_at, "j F Y"),
        "by": str(decision.decider or GONE),
        "reason": decision.reason,
        "period": ", ".join(
            words for words in (label.period, label.withdrawn_words, f"numéro {label.grouped_number}") if words
        )
        if label
        else "",
    }


def _plan(actions: Iterable) -> list[tuple[str, ...]]:
    return [
        (action.text, action.who, day_in_full(action.due_on, "j F Y"), action.get_state_display()) for action in actions
    ]
