"""Sentences about a record: agreements, what the learner said, what was seen, what was contested."""

from collections import defaultdict

from django.db.models import Model

from b2i.privacy.rights.words_of_rows import by, day, listed, quoted, sentences


def consent(row: Model) -> str:
    return sentences(
        f"Un accord a été donné le {day(row.given_at)} pour ce lieu\u00a0: {row.epm}.",
        f"Donné par\u00a0: {row.get_giver_display().lower()}. Comment\u00a0: {row.get_means_display().lower()}.",
        f"Le texte lu est celui de la version {row.version}.",
        f"Parent\u00a0: {row.parent_name}." if row.parent_name else "",
        "Le papier signé est gardé dans le site." if row.paper else "",
        f"Le papier signé est rangé ici\u00a0: {row.paper_mark}." if row.paper_mark else "",
        "À ce moment, le papier signé n’était pas encore demandé." if row.is_before_paper else "",
        f"C’est noté{by(row.noted_by)}." if row.noted_by else "",
    )


def following(row: Model) -> str:
    return sentences(
        f"Un autre lieu suit votre livret depuis le {day(row.since)}\u00a0: {row.epm}.",
        f"Il ne le suit plus depuis le {day(row.until)}{by(row.ended_by)}." if row.until else "",
    )


def limitation(row: Model) -> str:
    return sentences(
        f"Votre livret a été mis de côté le {day(row.started_at)}{by(row.asked_by)}.",
        f"Il est rouvert depuis le {day(row.lifted_at)}{by(row.lifted_by)}." if row.lifted_at else "",
    )


def record(row: Model) -> str:
    return f"Votre livret est ouvert depuis le {day(row.opened_on)}. Il suit ce texte\u00a0: {row.framework}."


def positionings(rows: list[Model]) -> list[str]:
    """Return one sentence for each day and answer, with all the skills that it is about."""
    said = defaultdict(list)
    for row in rows:
        said[day(row.created), row.get_level_display()].append(row.skill.title)
    return [
        f"Vous avez dit le {when}, {quoted(level)}\u00a0: {listed(found)}." for (when, level), found in said.items()
    ]


def answers(rows: list[Model]) -> list[str]:
    """Return one sentence for each day and answer, with all the sentences that it is about."""
    said = defaultdict(list)
    for row in rows:
        said[day(row.created), row.get_level_display()].append(str(row.can_do).removesuffix("."))
    return [
        f"Vous avez répondu le {when}, {quoted(level)}\u00a0: {listed(found)}." for (when, level), found in said.items()
    ]


def evidence(row: Model) -> str:
    seen_by = f", vu par {row.observed_by}" if row.observed_by else ""
    return sentences(
        f"{row.skill.title}. Le {day(row.observed_on)}, à ce lieu\u00a0: {row.epm}{seen_by}.",
        f"{quoted(row.text)}.",
        f"{row.get_kind_display()}.",
        f"{row.situation}." if row.situation else "",
        f"{row.get_help_given_display()}." if row.help_given else "",
        f"Mot aux collègues\u00a0: {quoted(row.colleague_note)}." if row.colleague_note else "",
        f"Séance\u00a0: {row.group_session}." if row.group_session else "",
        "Cette ligne compte comme un fait." if row.is_fact else "Cette ligne ne compte pas comme un fait.",
        f"Noté le {day(row.created)}.",
    )


def evidence_file(row: Model) -> str:
    address = f" Adresse\u00a0: {row.address}." if row.address else ""
    in_words = f" Elle dit\u00a0: {quoted(row.in_words)}." if row.in_words else ""
    length = f" Durée\u00a0: {row.seconds}\u00a0secondes." if row.seconds else ""
    return (
        f"Une pièce est jointe à {quoted(row.evidence.text)}\u00a0: {row.name} ({row.get_kind_display()}), "
        f"le {day(row.added)}{by(row.added_by)}.{address}{length}{in_words}"
    )


def transcript(row: Model) -> str:
    heard = quoted(row.text)
    return f"Ce que l’on entend dans {row.file.name}\u00a0: {heard}. Écrit le {day(row.written)}{by(row.written_by)}."


def retraction(row: Model) -> str:
    return f"{quoted(row.evidence.text)} ne compte plus depuis le {day(row.created)}. Retiré{by(row.retracted_by)}."


def group_session(row: Model) -> str:
    return f"Vous étiez à la séance {quoted(str(row.groupsession))}, le {day(row.groupsession.date)}."


def contest(row: Model) -> str:
    line = f" à propos de {quoted(row.evidence.text)}" if row.evidence else ""
    return f"Vous avez dit le {day(row.created)}{line}\u00a0: {quoted(row.words)}."


def contest_answer(row: Model) -> str:
    return sentences(
        f"Réponse du {day(row.created)}{by(row.answered_by)}, à {quoted(row.contest.words)}\u00a0:",
        f"{row.get_outcome_display()}. {quoted(row.words)}.",
    )
