"""Who is told what about a sheet, in the site and by mail; about its review, `ressources.review.notices`."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.urls import reverse

from alertes.enums import Matter
from alertes.notices.services import notify, withdraw
from reseau.members.models.member import Member
from reseau.wording import day_in_full
from ressources.adaptations.notices import tell_of_publication
from ressources.review.reviewers import reviewers_of
from ressources.sheets.models.authorship import author_keys, authors_of


def tell_published(sheet, *, by) -> None:
    """The author reads it once for each publication, whichever way it took."""
    _tell_author(
        sheet,
        key=f"sheet:{sheet.pk}:published:{sheet.live_revision_id}",
        text=f"Votre fiche « {sheet.title} » est publiée.",
        url=sheet.get_absolute_url(),
        by=by,
    )
    tell_of_publication(sheet, by=by)


def tell_withdrawn(sheet, *, by) -> None:
    _tell_author(
        sheet,
        key=f"sheet:{sheet.pk}:withdrawn:{sheet.last_published_at:%Y%m%d%H%M%S}",
        text=f"Votre fiche « {sheet.title} » a été retirée de la bibliothèque par {by}.",
        url=reverse("ressources:edit", args=[sheet.pk]),
        by=by,
    )


def due_keys(sheet, due: date) -> tuple[str, str]:
    """Keys of the two notices of that due date: its author's, then, a month later, the reviewers'."""
    return f"sheet:{sheet.pk}:due:{due:%Y%m%d}", f"sheet:{sheet.pk}:overdue:{due:%Y%m%d}"


def tell_due(sheet, *, members: Iterable[Member], told: Mapping[str, set[int]]) -> int:
    """`told`: members who have each notice already. Returns how many it is news to."""
    text = f"Votre fiche « {sheet.title} » est à relire : est-elle toujours valable ?"
    key = due_keys(sheet, sheet.due_on)[0]
    return _remind(members, sheet, key=key, text=text, matter=Matter.SHEETS, told=told)


def tell_overdue(sheet, *, told: Mapping[str, set[int]]) -> int:
    """Whoever reviews the territory is told that a sheet has found nobody to read it again."""
    text = f"La fiche « {sheet.title} » ({sheet.epm}) attend d’être relue depuis le {day_in_full(sheet.due_on)}."
    key = due_keys(sheet, sheet.due_on)[1]
    return _remind(reviewers_of(sheet), sheet, key=key, text=text, matter=Matter.REVIEWS, told=told)


def forget_due(sheet, *, due: date) -> None:
    for key in due_keys(sheet, due):
        withdraw(key=key)


def _remind(
    members: Iterable[Member], sheet, *, key: str, text: str, matter: Matter, told: Mapping[str, set[int]]
) -> int:
    new = [member for member in members if member.pk not in told.get(key, ())]
    if new:
        notify(members=new, key=key, text=text, url=sheet.get_absolute_url(), matter=matter)
    return len(new)


def tell_obsolete(sheet, *, reason: str, entry, by) -> None:
    """`entry`: the deed in the journal, so that each time is another notice."""
    _tell_author(
        sheet,
        key=f"sheet:{sheet.pk}:obsolete:{entry.pk}",
        text=f"Votre fiche « {sheet.title} » a été déclarée obsolète par {by} : {reason}",
        url=sheet.get_absolute_url(),
        by=by,
    )


def tell_revived(sheet, *, entry, by) -> None:
    _tell_author(
        sheet,
        key=f"sheet:{sheet.pk}:revived:{entry.pk}",
        text=f"Votre fiche « {sheet.title} » est de nouveau d’actualité, grâce à {by}.",
        url=sheet.get_absolute_url(),
        by=by,
    )


def tell_coauthor(sheet, *, member: Member, entry, by) -> None:
    notify(
        members=[member],
        key=f"sheet:{sheet.pk}:coauthor:{entry.pk}",
        text=f"{by} vous invite à écrire la fiche « {sheet.draft_title} » : vous pouvez la modifier.",
        url=reverse("ressources:preview", args=[sheet.pk]),
        exclude=by,
        matter=Matter.SHEETS,
    )


def tell_old_text(text, *, effaced_on: date) -> None:
    """Somebody began a text long ago and left it there."""
    notify(
        members=[text.member],
        key=f"kept_text:{text.pk}:{text.written:%Y%m%d%H%M%S}",
        text=(
            f"Vous aviez commencé « {text} » le {day_in_full(text.written)}, sans l’enregistrer : "
            f"ce texte sera effacé le {day_in_full(effaced_on)}."
        ),
        url=reverse("ressources:mine"),
        matter=Matter.SHEETS,
    )


def tell_handed_over(sheet, *, entry, by) -> None:
    """Its new author, and those who stay."""
    _tell_author(
        sheet,
        key=f"sheet:{sheet.pk}:handed_over:{entry.pk}",
        text=f"{sheet.owner} répond maintenant de la fiche « {sheet.draft_title} », confiée par {by}.",
        url=reverse("ressources:preview", args=[sheet.pk]),
        by=by,
    )


def tell_quoted(sheet, *, topic, members: Iterable[int], by) -> None:
    """Those whose messages were taken, while they may still read them."""
    notify(
        members=topic.forum.readers().filter(pk__in=members),
        key=f"sheet:{sheet.pk}:topic:{topic.pk}",
        text=f"{by} prépare une fiche d’atelier à partir du sujet « {topic.title} » : votre nom y sera cité.",
        url=topic.get_absolute_url(),
        exclude=by,
        matter=Matter.FORUMS,
    )


def tell_infected(file) -> None:
    """Those who write the sheet, and whoever joined the file, even if she does not write it any more."""
    members = Member.objects.filter(is_active=True, pk__in=[*author_keys(file.sheet), file.added_by_id])
    notify(
        members=members,
        key=f"sheet:{file.sheet_id}:infected:{file._meta.model_name}:{file.pk}",
        text=f"L’antivirus a trouvé un virus ({file.threat}) dans « {file} », joint à la fiche "
        f"« {file.sheet.draft_title} » : ce fichier est supprimé. Analysez l’ordinateur d’où il vient.",
        url=reverse(file.page, args=[file.sheet_id]),
        matter=Matter.SHEETS,
    )


def _tell_author(sheet, *, key: str, text: str, url: str, by) -> None:
    notify(members=authors_of(sheet), key=key, text=text, url=url, exclude=by, matter=Matter.SHEETS)
