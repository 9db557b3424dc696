"""Sentences about what comes of a record: proposals, validations, statements, the file of the jury, a new version."""

from collections import defaultdict

from django.db.models import Model

from b2i.privacy.rights.words_of_rows import by, day, listed, quoted, sentences

FORMER_RULE = "C’était selon l’ancienne règle."


def _facts(row: Model) -> str:
    facts = [day(row.earlier_fact_on), day(row.fact_on)]
    seen = " puis le ".join(each for each in facts if each)
    return f"Vu le {seen}." if seen else ""


def proposal(row: Model) -> str:
    earlier = f" et {quoted(row.earlier_evidence.text)}" if row.earlier_evidence else ""
    return sentences(
        f"{row.skill.title}. Proposée le {day(row.created)}{by(row.proposed_by)}.",
        f"Preuves\u00a0: {quoted(row.evidence.text)}{earlier}. {_facts(row)}",
        f"Qui évalue\u00a0: {row.centre}.",
        f"Mot joint\u00a0: {quoted(row.note)}." if row.note else "",
        FORMER_RULE if row.under_former_rule else "",
    )


def withdrawal(row: Model) -> str:
    return f"{row.proposal.skill.title}. La proposition est retirée le {day(row.created)}{by(row.withdrawn_by)}."


def validation(row: Model) -> str:
    return sentences(
        f"{row.skill.title}. {row.get_outcome_display()} le {day(row.decided_on)}{by(row.decided_by)}.",
        f"Raison\u00a0: {quoted(row.reason)}." if row.reason else "",
        f"Mot pour vous\u00a0: {quoted(row.words_to_learner)}." if row.words_to_learner else "",
        f"Proposée le {day(row.proposed_on)}{by(row.proposed_by)}. {_facts(row)}",
        f"La personne est habilitée\u00a0: {row.accreditation}{_term(row.accredited_from, row.accredited_until)}.",
        f"Le lieu est agréé\u00a0: {row.centre_accreditation}"
        f"{_term(row.centre_accredited_from, row.centre_accredited_until)}.",
        FORMER_RULE if row.under_former_rule else "",
    )


def second_signature(row: Model) -> str:
    return sentences(
        f"{row.validation.skill.title}. Seconde signature le {day(row.signed_on)}{by(row.signed_by)}.",
        f"Elle suit la décision du {day(row.decided_on)}{by(row.decided_by)}, proposée{by(row.proposed_by)}.",
        f"La personne est habilitée\u00a0: {row.accreditation}{_term(row.accredited_from, row.accredited_until)}.",
    )


def _term(since, until) -> str:
    return f", depuis le {day(since)}" + (f", jusqu’au {day(until)}" if until else "")


def statement(row: Model) -> str:
    return sentences(
        f"Un relevé porte le numéro {row.number}. Il est du {day(row.issued)}, demandé{by(row.issued_by)}.",
        f"Qui le vérifie lit\u00a0: {row.get_shows_display().lower()}.",
        f"Son badge porte le numéro {row.badge_id}.",
        f"Il est annulé depuis le {day(row.revoked_at)}{by(row.revoked_by)}." if row.revoked_at else "",
        f"Raison\u00a0: {quoted(row.revoke_reason)}." if row.revoke_reason else "",
    )


def statement_lines(rows: list[Model]) -> list[str]:
    """Return one sentence for each statement, with all its skills."""
    skills = defaultdict(list)
    for row in rows:
        skills[row.statement.number].append(row.validation.skill.title)
    return [f"Le relevé {number} porte ces compétences\u00a0: {listed(found)}." for number, found in skills.items()]


def candidacy(row: Model) -> str:
    return sentences(
        f"Vous avez demandé le {day(row.asked_on)} à passer devant le jury. C’est noté{by(row.noted_by)}.",
        f"Vous avez lu le texte de la version {row.agreement_version}." if row.agreement_version else "",
        f"La demande est retirée depuis le {day(row.withdrawn_on)}{by(row.withdrawn_by)}." if row.withdrawn_on else "",
        f"{row.jury}." if row.jury else "",
        _decision(row) if row.decision else "",
        _attestation(row) if row.attestation_number else "",
    )


def _decision(row: Model) -> str:
    act = f" Acte\u00a0: {row.act}." if row.act else ""
    return f"{row.get_decision_display()} le {day(row.decided_on)}. C’est noté{by(row.decision_noted_by)}.{act}"


def _attestation(row: Model) -> str:
    double = " Une autre personne porte ce numéro\u00a0: c’est à corriger." if row.is_former_double else ""
    return (
        f"Attestation {row.attestation_number}, académie\u00a0: {row.attestation_academy}, "
        f"année\u00a0: {row.attestation_year}.{double}"
    )


def centre_opinion(row: Model) -> str:
    return sentences(
        f"Avis du {day(row.given_on)} de ce lieu\u00a0: {row.centre}. {row.get_opinion_display()}.",
        f"Motif\u00a0: {quoted(row.words)}." if row.words else "",
        f"Signé\u00a0: {row.signatory}, {row.quality}. C’est noté{by(row.noted_by)}.",
    )


def civil_identity(row: Model) -> str:
    return sentences(
        f"Pour le jury, votre nom de naissance\u00a0: {row.birth_name}. Vos prénoms\u00a0: {row.first_names}.",
        f"Vous êtes de ce jour\u00a0: {day(row.born_on)}, à ce lieu\u00a0: {row.birth_place}.",
        f"C’est noté le {day(row.noted_on)}{by(row.noted_by)}.",
    )


def renewal(row: Model) -> str:
    return (
        f"Votre livret est passé d’un texte ({row.former.framework}) à un autre ({row.record.framework}) "
        f"le {day(row.created)}{by(row.renewed_by)}. Table suivie\u00a0: {row.crosswalk}."
    )
