"""PDF file of a learner for the jury: identity, rows of each skill, evidence, opinion (`data/dossier_jury.typ`)."""

import datetime
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from b2i.outcomes.enums import Attainment
from b2i.outcomes.jury.jury_file import Judgement, JuryFile, ProvenDomain, SkillRows
from b2i.outcomes.jury.models.agreement import agreement_in_words
from b2i.outcomes.jury.models.candidacy import Candidacy
from b2i.outcomes.jury.models.frozen_paper import FrozenPaper
from b2i.outcomes.jury.pieces import EvidencePiece, pieces_by_line, pieces_in_words
from b2i.records.models import Evidence, Record
from b2i.records.validation.models.accreditation import Accreditation
from b2i.records.validation.models.validation import Validation
from reseau.documents.papers.paper import Paper
from reseau.texts.wording import day_in_full

TEMPLATE = Path(__file__).parents[2] / "data" / "dossier_jury.typ"
DECISION_TEMPLATE = TEMPLATE.with_name("decision_jury.typ")
KIND, DECISION_KIND = "Dossier pour le jury", "Décision du recteur"
WORKING_COPY = "exemplaire de travail, qui n’est pas celui que le jury a lu"
DECISION_SCOPE = (
    "Ce papier dit ce que le réseau a noté. L’attestation, ou la décision, est celle que le recteur a signée. Une "
    "correction fait une nouvelle version, la précédente n’est pas réécrite."
)
NEVER_SENT = "le site n’a pas gardé ce que le jury a lu"
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
ACTS = (
    "H\u00a0: habilitation d’une personne. A\u00a0: agrément d’un centre (arrêté, articles 3 à 5). Les tableaux qui "
    "suivent les citent par leur repère."
)
FORM_UNKNOWN = (
    "Le réseau n’a pas trouvé de modèle propre au rectorat\u00a0: s’il en donne un, c’est lui qui compte, et ces pages "
    "servent à le remplir."
)
NO_IDENTITY = "non noté\u00a0: le dossier n’est pas complet"

# An accreditation, who holds it, from which day: the last two as the validation copied them.
AttestedAct = tuple[Accreditation, str, datetime.date]


class ActTable:
    """The acts by which the skills of a file were validated, each once, under a mark that skills refer to.

    The act of a centre is an « agrément », that of a person an « habilitation » (arrêté of 2012, articles 3–5).
    """

    def __init__(self, file: JuryFile) -> None:
        self._lines: dict[int, tuple[str, str, str]] = {}  # mark, holder, act
        validations = [proven.validation for domain in file.domains for proven in domain.skills]
        for letter, kind, acts in (
            ("H", "habilitation", self._of_people(validations)),
            ("A", "agrément", self._of_centres(validations)),
        ):
            for accreditation, holder, starts_on in acts:
                if accreditation.pk not in self._lines:
                    rank = 1 + sum(mark.startswith(letter) for mark, *_ in self.lines)
                    words = f"{kind} du {day_in_full(starts_on, 'j F Y')} ({accreditation.act})"
                    self._lines[accreditation.pk] = f"{letter}{rank}", holder, words

    @staticmethod
    def _of_people(validations: list[Validation]) -> Iterator[AttestedAct]:
        for validation in validations:
            yield validation.accreditation, str(validation.decided_by or "–"), validation.accredited_from

    @staticmethod
    def _of_centres(validations: list[Validation]) -> Iterator[AttestedAct]:
        for validation in validations:
            accreditation = validation.centre_accreditation
            yield accreditation, accreditation.epm.name, validation.centre_accredited_from

    def mark(self, accreditation: Accreditation) -> str:
        return self._lines[accreditation.pk][0]

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        return list(self._lines.values())


def jury_paper(file: JuryFile, *, state: str = WORKING_COPY) -> Paper:
    """Return the file of a candidacy. `state`: whether it is the one that the jury reads."""
    name = file.learner.member.get_full_name()
    pieces, acts = pieces_by_line(file), ActTable(file)
    return Paper.of(
        TEMPLATE,
        archival_day=timezone.localdate(),
        title=f"{KIND}, {name}",
        kind=KIND,
        origin=settings.ORGANISATION,
        organisation=", ".join(part for part in (settings.ORGANISATION, settings.ORGANISATION_ADDRESS) if part),
        site=settings.WAGTAIL_SITE_NAME,
        aim=file.record.framework.name,
        holder=name,
        facts=[*_facts(file), ("État", state)],
        scope=f"{SCOPE} {FORM_UNKNOWN}",
        threshold=THRESHOLD,
        lettering=LETTERING,
        acts=acts.lines,
        acts_words=ACTS,
        rows=[_rows(domain, acts) for domain in file.domains],
        opinion=_opinion(file),
        domains=[_domain(domain) for domain in file.domains],
        evidence=[_line(rank, line, pieces.get(line.pk, [])) for rank, line in enumerate(file.evidence, start=1)],
        missing="" if file.is_ready else "Les seuils ne sont pas encore atteints dans tous les domaines.",
    )


def decision_paper(record: Record, candidacy: Candidacy, *, version: int, file: FrozenPaper | None) -> Paper:
    """Return a version of the decision on `candidacy`. `file`: the file that the jury read, if the site has it."""
    jury, name = candidacy.jury, record.learner.member.get_full_name()
    read = f"version {file.version} du {day_in_full(file.frozen_on, 'j F Y')}, empreinte {file.sha256}" if file else ""
    return Paper.of(
        DECISION_TEMPLATE,
        archival_day=timezone.localdate(),
        title=f"{DECISION_KIND}, {name}",
        kind=DECISION_KIND,
        origin=settings.ORGANISATION,
        organisation=", ".join(part for part in (settings.ORGANISATION, settings.ORGANISATION_ADDRESS) if part),
        site=settings.WAGTAIL_SITE_NAME,
        aim=record.framework.name,
        holder=name,
        facts=[
            ("Livret", f"carte {record.learner.card_number}"),
            ("Session", f"{day_in_full(jury.held_on)}, {jury.place}, académie\u00a0: {jury.academy}"),
            ("Dossier lu par le jury", read or NEVER_SENT),
            ("Décision", candidacy.get_decision_display()),
            ("Prise le", day_in_full(candidacy.decided_on, "j F Y")),
            *([("Attestation n°", candidacy.attestation_number)] if candidacy.attestation_number else []),
            *([("Acte du recteur", candidacy.act)] if candidacy.act else []),
            ("Notée le", f"{day_in_full(timezone.localdate(), 'j F Y')}, par {candidacy.decision_noted_by}"),
            ("Version", str(version)),
        ],
        scope=DECISION_SCOPE,
    )


def _facts(file: JuryFile) -> list[tuple[str, str]]:
    learner, record = file.learner, file.record
    facts = [
        ("Référentiel", f"{record.framework.name}, {record.framework.version}"),
        *_identity(file),
        *([("Âge", f"{doubt.label}. {doubt.rule}")] if (doubt := file.age_doubt) else []),
        ("Commune", str(learner.commune or "non précisée")),
        ("Livret", f"carte {learner.card_number}, ouvert le {day_in_full(record.opened_on, 'j F Y')}"),
        ("EPM qui suit la personne", learner.epm.name),
        ("Compétences validées", f"{file.validated} sur {file.total}"),
        ("Dossier arrêté le", day_in_full(timezone.localdate(), "j F Y")),
    ]
    if file.candidacy:
        facts.append(("Demande de la personne", _application(file)))
        facts.append(("Texte qui lui a été lu", agreement_in_words(file.candidacy.agreement_version)))
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


def _rows(domain: ProvenDomain, acts: ActTable) -> dict:
    validations = {proven.skill.pk: proven.validation for proven in domain.skills}
    return {
        "name": _domain_name(domain),
        "lines": [_row(rows, validations.get(rows.skill.pk), acts) for rows in domain.rows],
    }


def _row(rows: SkillRows, validation: Validation | None, acts: ActTable) -> tuple[str, str, str, str]:
    evaluation = _validation(validation, acts) if validation else _judgement(rows.evaluator)
    return f"{rows.skill.code} {rows.skill.wording}", _judgement(rows.learner), _judgement(rows.trainer), evaluation


def _judgement(judgement: Judgement | None) -> str:
    if judgement is None:
        return "–"
    by = f", {judgement.by}" if judgement.by else ""
    return f"{judgement.attainment.label}, le {judgement.day:%d/%m/%Y}{by}"


def _validation(validation: Validation, acts: ActTable) -> str:
    """« acquis, le 03/11/2026, Valérie Combes (H1), centre A1 », then what is particular to it."""
    words = (
        f"{Attainment.ACQUIRED.label}, le {validation.decided_on:%d/%m/%Y}, {validation.decided_by or '–'} "
        f"({acts.mark(validation.accreditation)}), centre {acts.mark(validation.centre_accreditation)}"
    )
    if second := validation.second:
        words += f"\u00a0; seconde signature\u00a0: {second.signed_by or '–'}, le {second.signed_on:%d/%m/%Y}"
    return f"{words}\u00a0; {FORMER_RULE}" if validation.under_former_rule else words


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


def _line(rank: int, line: Evidence, pieces: list[EvidencePiece]) -> tuple[str, ...]:
    by = f"{line.observed_by or '–'}, {line.epm.name}"
    text = f"{line.how}\u00a0: {line.full_text}"
    if line.contest_words:
        answer = line.contest_answer or "réponse attendue"
        text += f" (contesté par la personne\u00a0: «\u00a0{line.contest_words}\u00a0»\u00a0; {answer})"
    day = f"{line.observed_on:%d/%m/%Y}"
    if line.noted_later_on:
        day += f", noté le {line.noted_later_on:%d/%m/%Y}"
    return str(rank), line.skill.code, text, day, by, pieces_in_words(pieces)
