"""Sentences about who a learner is for the site: account, card, connections, messages, and who opened the record."""

from collections import defaultdict

from django.db.models import Model

from b2i.privacy.rights.words_of_rows import by, day, person, quoted, sentences
from reseau.texts.wording import join_words


def account(row: Model) -> str:
    email, phone = row.email, row.phone
    return sentences(
        f"Vous vous appelez {row.first_name} {row.last_name}.",
        f"Votre compte est ouvert depuis le {day(row.date_joined)}.",
        "" if row.is_active else "Il est fermé.",
        f"Dernière connexion\u00a0: le {day(row.last_login)}." if row.last_login else "",
        f"Dernier signe sans vous connecter\u00a0: le {day(row.last_sign)}." if row.last_sign else "",
        f"Votre adresse électronique\u00a0: {email}." if email else "Le site n’a pas votre adresse électronique.",
        f"Votre téléphone\u00a0: {phone}." if phone else "Le site n’a pas votre téléphone.",
        f"Vous avez écrit sur vous\u00a0: {quoted(row.about)}." if row.about else "",
        f"Sur le nom à garder après vous\u00a0: {quoted(row.keeps_name_note)}." if row.keeps_name_note else "",
        "Votre nom reste sur vos messages." if row.keeps_name else "",
    )


def learner_card(row: Model) -> str:
    return sentences(
        f"Votre carte porte le numéro {row.card_number}.",
        f"Votre livret est tenu par ce lieu\u00a0: {row.epm}.",
        f"Votre commune\u00a0: {row.commune}." if row.commune else "",
        f"Votre année de naissance\u00a0: {row.birth_year}." if row.birth_year else "",
        f"Vous êtes dans le site depuis le {day(row.created)}{by(row.created_by)}.",
        "Votre livret a été réuni avec un autre, qui était aussi à vous." if row.merged_into else "",
    )


def card_event(row: Model) -> str:
    place = f" ({row.epm})" if row.epm else ""
    return f"{row.get_kind_display()} le {day(row.created)}{by(row.by)}{place}."


def connection(row: Model) -> str:
    means = "avec votre carte" if row.by_card else "avec un mot de passe"
    return sentences(
        f"Une connexion est ouverte depuis le {day(row.started)}, {means}.",
        f"Navigateur\u00a0: {row.browser}." if row.browser else "",
        f"Ordinateur du lieu\u00a0: {row.computer}." if row.computer else "",
        f"Elle a servi le {day(row.last_used)}. Elle se ferme au plus tard le {day(row.expire_date)}.",
    )


def imported_line(row: Model) -> str:
    return f"Votre livret vient d’un tableau de ce lieu\u00a0: {row.epm}. L’empreinte de votre ligne est gardée."


def merge(row: Model) -> str:
    return sentences(
        f"Deux livrets à vous ont été réunis le {day(row.merged_at)}{by(row.merged_by)}.",
        f"C’est annulé depuis le {day(row.undone_at)}{by(row.undone_by)}." if row.undone_at else "",
    )


def contact(row: Model) -> str:
    return f"Vous avez donné de vos nouvelles le {day(row.created)}. C’est noté{by(row.noted_by)}."


def dormancy_notice(row: Model) -> str:
    return f"Sans nouvelles de vous, le site l’a dit à votre lieu le {day(row.told_on)}."


def mail(row: Model) -> str:
    return sentences(
        f"Courriel prévu le {day(row.planned)}\u00a0: {quoted(row.subject)}. État\u00a0: {row.get_state_display()}.",
        f"Il disait\u00a0: {quoted(row.text)}.",
        f"Adresse\u00a0: {row.address}." if row.address else "",
        f"Ce qui l’a empêché\u00a0: {row.problem}." if row.problem else "",
    )


def notice(row: Model) -> str:
    received = f" du {day(row.created)}" if row.created else ""
    return sentences(
        f"Alerte{received}\u00a0: {quoted(row.text)}.", f"Vous l’avez lue le {day(row.read_at)}." if row.read_at else ""
    )


def news_of_digest(row: Model) -> str:
    details = f" {row.details}" if row.details else ""
    return f"Nouvelle du {day(row.created)}, pour un résumé\u00a0: {quoted(row.text + details)}."


def access_sentences(rows: list[Model]) -> list[str]:
    """Return one sentence for each reader and gesture, with all its days."""
    days = defaultdict(list)
    for row in rows:
        place = f" ({row.epm})" if row.epm else ""
        days[f"{person(row.member)}{place} {row.get_kind_display()}"].append(row.day)
    return [
        f"{words[0].upper()}{words[1:]}. Jour\u00a0: {join_words([day(each) for each in sorted(found)])}."
        for words, found in days.items()
    ]
