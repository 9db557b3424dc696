"""A convocation on paper: what one person needs to attend, on one page, which they may show to their employer.

No other participant is named.
"""

import datetime
from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings
from django.utils.text import capfirst

from formation.sessions.models.session import Session
from reseau.documents.papers.paper import Paper
from reseau.documents.papers.qr import qr_image
from reseau.people.members.models.member import Member
from reseau.texts.elision import of
from reseau.texts.wording import day_in_full

TEMPLATE = Path(__file__).parents[2] / "data" / "convocation.typ"
FILE_NAME = "convocation.pdf"


def convocation_paper(session: Session, member: Member, *, day: datetime.date) -> Paper:
    """Render the convocation of `member`. `session` comes with half-days and trainers; `day` is the date of issue."""
    url = urljoin(settings.ORIGIN, session.get_absolute_url())
    training, half_days = session.training, list(session.half_days.all())
    return Paper.of(
        TEMPLATE,
        title=f"Convocation\u00a0: {training.title}",
        aim=training.aim,
        origin=settings.WAGTAIL_SITE_NAME,
        site=f"{settings.WAGTAIL_SITE_NAME} · convocation {of(member.get_full_name())}",
        person=member.get_full_name(),
        opening=f"Vous avez une place à cette formation. {training.aim}",
        half_days=[
            {
                "day": day_in_full(half_day.date).capitalize(),
                "part": half_day.get_part_display(),
                "hours": half_day.hours,
            }
            for half_day in half_days
        ],
        place=place_lines(session),
        link=session.link,
        note=session.note,
        prerequisites=training.prerequisites,
        trainers=trainers_in_words(session),
        sharing="" if session.is_remote else SHARING,
        contact=contact_of(session),
        kit=[*training.kit_list, *(sheet.title for sheet in training.kit_for(member))],
        issued=f"Convocation établie le {day_in_full(day)}.",
        url=url,
        qr=qr_image(url),
    )


SHARING = (
    "«\u00a0Partager une voiture\u00a0», sur la page de la session, vous met en relation avec une commune voisine."
)


def place_lines(session: Session) -> list[str]:
    """Address and access of the place."""
    if session.epm is None:
        return [capfirst(session.place)]
    access = (
        "Accessible en fauteuil roulant" if session.epm.is_accessible else "Pas encore accessible en fauteuil roulant"
    )
    phone = f"Téléphone\u00a0: {session.epm.phone}" if session.epm.phone else ""
    return [line for line in (session.full_place, f"{access}.", phone) if line]


def trainers_in_words(session: Session) -> str:
    """Names of the trainers, or their profile while nobody is chosen."""
    names = ", ".join(str(trainer.member) for trainer in session.trainers.all())
    return names or session.training.trainer_profile


def contact_of(session: Session) -> str:
    """Accessibility of the training, and the contact for special needs."""
    training, creator = session.training, session.created_by
    contact = training.accessibility_contact
    if not contact and creator and creator.is_active and creator.is_in_network:
        contact = ", ".join(word for word in (str(creator), creator.email, creator.phone) if word)
    invitation_to_ask = (
        f"Dites ce qui vous est utile\u00a0: {contact}" if contact else "Dites à la coordination ce qui vous est utile."
    )
    return f"{training.accessibility}\n{invitation_to_ask}".strip()
