"""PDF file of a learner for the jury: identity, rows of each skill, evidence, opinion (`data/dossier_jury.typ`)."""

import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from b2i.jury.jury_file import Judgement, JuryFile, ProvenDomain, ProvenSkill
from b2i.jury.pieces import EvidencePiece, pieces_by_line, pieces_in_words
from b2i.records.models import Evidence
from reseau.papers.paper import Paper
from reseau.wording import day_in_full

TEMPLATE = Path(__file__).parents[1] / "data" / "dossier_jury.typ"
KIND = "Dossier pour le jury"
FORMER_RULE = "validée selon l’ancienne règle, une preuve suffisait"
SCOPE = (
    "Dossier préparé par le réseau pour le jury académique. L’attestation est délivrée par le recteur, sur proposition "
    "du jury (arrêté du 13\u00a0avril 2012, article\u00a06)\u00a0; ce dossier ne la remplace pas et ne la promet pas."
)

THRESHOLD = (
    "Seuil\u00a0: 70\u00a0% des compétences de chaque domaine, arrondi au-dessus. C’est un usage des centres, rapporté "
    "par Thot Cursus (cursus.edu, 14\u00a0septembre 2010)\u00a0; l’arrêté du 13\u00a0avril 2012 n’en fixe aucun, et le "
    "jury juge."
)
LETTERING = (
    "Dans chaque colonne, les mêmes mots\u00a0: non acquis, en cours, acquis (usage des centres, non une échelle de "
    "l’arrêté). «\u00a0–\u00a0»\u00a0: personne ne s’est prononcé. Formation\u00a0: «\u00a0en cours\u00a0» quand une "
    "preuve est notée, «\u00a0acquis\u00a0» quand l’EPM a proposé la compétence. Évaluation, par une personne "
    "habilitée\u00a0: «\u00a0en cours\u00a0» quand elle l’a renvoyée, «\u00a0acquis\u00a0» quand elle l’a validée."
)
FORM_UNKNOWN = (
    "Le réseau n’a pas trouvé de modèle propre au rectorat\u00a0: s’il en donne un, c’est lui qui compte, et ces pages "
    "servent à le remplir."
)
NO_IDENTITY = "non noté\u00a0: le dossier n’est pas complet"


def jury_paper(file: JuryFile) -> Paper:
    name = file.learner.member.get_full_name()
    pieces = pieces_by_line(file)
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
        scope=f"{SCOPE} {FORM_UNKNOWN}",
        threshold=THRESHOLD,
        lettering=LETTERING,
        rows=[_rows(domain) for domain in file.domains],
        opinion=_opinion(file),
        domains=[_domain(domain) for domain in file.domains],
        skills=[_skill(skill) for domain in file.domains for skill in domain.skills],
        evidence=[_line(rank, line, pieces.get(line.pk, [])) for rank, line in enumerate(file.evidence, start=1)],
        missing="" if file.is_ready else "Les seuils ne sont pas encore atteints dans tous les domaines.",
    )


def _facts(file: JuryFile) -> list[tuple[str, str]]:
    learner, record = file.learner, file.record
    facts = [
        ("Référentiel", f"{record.framework.name}, {record.framework.version}"),
        *_identity(file),
        ("Commune", str(learner.commune or "non précisée")),
        ("Livret", f"carte {learner.card_number}, ouvert le {day_in_full(record.opened_on, 'j F Y')}"),
        ("EPM qui suit la personne", learner.epm.name),
        ("Compétences validées", f"{file.validated} sur {file.total}"),
        ("Dossier arrêté le", day_in_full(timezone.localdate(), "j F Y")),
    ]
    if file.candidacy:
        facts.append(("Demande de la personne", _application(file)))
    return facts


def _identity(file: JuryFile) -> list[tuple[str, str]]:
    if identity := file.identity:
        birth = f"le {day_in_full(identity.born_on, 'j F Y')}, {identity.birth_place}"
        return [("Nom de naissance", identity.birth_name), ("Prénoms", identity.first_names), ("Naissance", birth)]
    return [("État civil", NO_IDENTITY), ("Année de naissance", str(file.learner.birth_year or "non précisée"))]


def identity_in_words(file: JuryFile) -> str:
    """« Delpech Jeanne Marie (Jeanne Delpech), naissance le 3 mars 1958, Cahors (Lot) »."""
    if identity := file.identity:
        birth = f"naissance le {day_in_full(identity.born_on, 'j F Y')}, {identity.birth_place}"
        return f"{identity.birth_name} {identity.first_names} ({file.learner}), {birth}"
    return f"{file.learner}, état civil non noté"


def _rows(domain: ProvenDomain) -> dict:
    return {
        "name": _domain_name(domain),
        "lines": [
            (f"{rows.skill.code} {rows.skill.wording}", *map(_judgement, (rows.learner, rows.trainer, rows.evaluator)))
            for rows in domain.rows
        ],
    }


def _judgement(judgement: Judgement | None) -> str:
    if judgement is None:
        return "–"
    by = f", {judgement.by}" if judgement.by else ""
    return f"{judgement.attainment.label}, le {judgement.day:%d/%m/%Y}{by}"


def _opinion(file: JuryFile) -> dict:
    """Return what the centre says, or nothing: the frame is then filled in with a pen."""
    if (opinion := file.opinion) is None:
        return {}
    facts = [
        ("Centre agréé", opinion.centre.name),
        ("Avis", opinion.get_opinion_display().lower()),
        *([("Motif", opinion.words)] if opinion.words else []),
        ("Donné par", f"{opinion.signatory}, {opinion.quality}, le {day_in_full(opinion.given_on, 'j F Y')}"),
    ]
    return {"facts": facts}


def _application(file: JuryFile) -> str:
    by = f", notée par {file.candidacy.noted_by}" if file.candidacy.noted_by else ""
    return f"passer devant le jury, le {day_in_full(file.candidacy.asked_on, 'j F Y')}{by}"


def _domain(domain: ProvenDomain) -> tuple[str, str, str, str]:
    return (
        _domain_name(domain),
        f"{len(domain.skills)} sur {domain.total}",
        str(domain.domain.threshold or "–"),
        "oui" if domain.is_reached else "non",
    )


def _domain_name(domain: ProvenDomain) -> str:
    """A domain bears the code that its skills begin with."""
    return f"{domain.domain.code} – {domain.domain.name}"


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


def _line(rank: int, line: Evidence, pieces: list[EvidencePiece]) -> tuple[str, ...]:
    by = f"{line.observed_by or '–'}, {line.epm.name}"
    text = f"{line.how}\u00a0: {line.full_text}"
    if line.contest_words:
        answer = line.contest_answer or "réponse attendue"
        text += f" (contesté par la personne\u00a0: «\u00a0{line.contest_words}\u00a0»\u00a0; {answer})"
    day = day_in_full(line.observed_on, "j F Y")
    if line.noted_later_on:
        day += f", noté le {day_in_full(line.noted_later_on, 'j F Y')}"
    return str(rank), line.skill.code, text, day, by, pieces_in_words(pieces)
