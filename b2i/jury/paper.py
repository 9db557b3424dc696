"""PDF file of a learner for the jury: identity, thresholds, validated skills, evidence (`data/dossier_jury.typ`)."""

import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from b2i.jury.jury_file import JuryFile, ProvenDomain, ProvenSkill
from b2i.records.models import Evidence
from reseau.papers.paper import Paper
from reseau.wording import day_in_full, join_words

TEMPLATE = Path(__file__).parents[1] / "data" / "dossier_jury.typ"
KIND = "Dossier pour le jury"
FORMER_RULE = "validée selon l’ancienne règle, une preuve suffisait"
SCOPE = (
    "Dossier préparé par le réseau pour le jury académique. L’attestation est délivrée par le recteur, sur proposition "
    "du jury (arrêté du 13\u00a0avril 2012, article\u00a06)\u00a0; ce dossier ne la remplace pas et ne la promet pas."
)


def jury_paper(file: JuryFile) -> Paper:
    name = file.learner.member.get_full_name()
    return Paper.of(
        TEMPLATE,
        title=f"{KIND}, {name}",
        kind=KIND,
        origin=settings.ORGANISATION,
        organisation=", ".join(part for part in (settings.ORGANISATION, settings.ORGANISATION_ADDRESS) if part),
        site=settings.WAGTAIL_SITE_NAME,
        aim=file.record.framework.name,
        holder=name,
        facts=_facts(file),
        scope=SCOPE,
        domains=[_domain(domain) for domain in file.domains],
        skills=[_skill(skill) for domain in file.domains for skill in domain.skills],
        evidence=[_line(skill, line) for domain in file.domains for skill in domain.skills for line in skill.evidence],
        missing="" if file.is_ready else "Les seuils ne sont pas encore atteints dans tous les domaines.",
    )


def _facts(file: JuryFile) -> list[tuple[str, str]]:
    learner, record = file.learner, file.record
    facts = [
        ("Référentiel", f"{record.framework.name}, {record.framework.version}"),
        ("Année de naissance", str(learner.birth_year or "non précisée")),
        ("Commune", str(learner.commune or "non précisée")),
        ("Livret", f"carte {learner.card_number}, ouvert le {day_in_full(record.opened_on, 'j F Y')}"),
        ("EPM qui suit la personne", learner.epm.name),
        ("Compétences validées", f"{file.validated} sur {file.total}"),
        ("Dossier arrêté le", day_in_full(timezone.localdate(), "j F Y")),
    ]
    if file.candidacy:
        facts.append(("Demande de la personne", _application(file)))
    return facts


def _application(file: JuryFile) -> str:
    by = f", notée par {file.candidacy.noted_by}" if file.candidacy.noted_by else ""
    return f"passer devant le jury, le {day_in_full(file.candidacy.asked_on, 'j F Y')}{by}"


def _domain(domain: ProvenDomain) -> tuple[str, str, str, str]:
    return (
        f"{domain.domain.letter} – {domain.domain.name}",
        f"{len(domain.skills)} sur {domain.total}",
        str(domain.domain.threshold or "–"),
        "oui" if domain.is_reached else "non",
    )


def _skill(proven_skill: ProvenSkill) -> dict:
    validation = proven_skill.validation
    centre = validation.centre_accreditation
    personal_act = _act("habilitation", validation.accreditation.act, validation.accredited_from)
    facts = [
        ("Validée le", day_in_full(validation.decided_on, "j F Y")),
        ("Par", f"{validation.decided_by or '–'}, {personal_act}"),
        ("Centre", f"{centre.epm.name}, {_act('agrément', centre.act, validation.centre_accredited_from)}"),
        ("Proposée par", str(validation.proposed_by or "–")),
    ]
    if validation.under_former_rule:
        facts.append(("Règle", FORMER_RULE))
    if second := validation.second:
        day = day_in_full(second.signed_on, "j F Y")
        facts.append(("Seconde signature", f"{second.signed_by or '–'}, le {day}"))
    return {"name": f"{proven_skill.skill.code} {proven_skill.skill.wording}", "facts": facts}


def _act(kind: str, act: str, starts_on: datetime.date) -> str:
    """The act of a centre is an « agrément », that of a person an « habilitation » (arrêté of 2012, articles 3–5)."""
    return f"{kind} du {day_in_full(starts_on, 'j F Y')} ({act})"


def _line(proven_skill: ProvenSkill, line: Evidence) -> tuple[str, str, str, str]:
    by = f"{line.observed_by or '–'}, {line.epm.name}"
    text = f"{line.how}\u00a0: {line.full_text}"
    if file_labels := [file.address or file.name for file in line.files.all()]:
        text += f" (joint\u00a0: {join_words(file_labels)})"
    if line.contest_words:
        answer = line.contest_answer or "réponse attendue"
        text += f" (contesté par la personne\u00a0: «\u00a0{line.contest_words}\u00a0»\u00a0; {answer})"
    return proven_skill.skill.code, text, day_in_full(line.observed_on, "j F Y"), by
