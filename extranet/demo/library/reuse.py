"""Reuse of other members' content: sheets made from topics or adapted from others, merged tags."""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from extranet.demo.content import read_folder
from forums.messages.files.models import PostFile
from forums.threads.topics.models import Topic
from reseau.people.members.models.member import Member
from reseau.texts.tags.models import Tag
from ressources.authoring.topics.models import TopicOrigin
from ressources.authoring.topics.services import draft_from_topic, take_files
from ressources.library.services import merge_tags
from ressources.review.adaptations.models import Adaptation, credits_of
from ressources.review.adaptations.services import adapt, adapted_title
from ressources.sheets.content import StepContent
from ressources.sheets.enums import ContributionSource
from ressources.sheets.models.contribution import Contribution
from ressources.sheets.models.workshop import WorkshopPage
from ressources.sheets.services.drafts import create_published

# A topic of one territory, which becomes a draft of `animateur1`, and a topic of the network, which became a sheet.
TALK, DRAFT_TITLE = "Cabine visio : la conseillère voit la personne mais ne l’entend pas", "Se faire entendre en visio"
CAPITALISED, BORN = "SMS « amende impayée » : trois personnes en une semaine", "reconnaitre-courriel-sms-frauduleux"

# The first sheets of the list are by `animateur1`.
ADAPTED, ADAPTED_TITLE = "acheter-en-ligne", "Acheter en ligne sans stress, sur tablette"
TO_ADAPT = "organiser-favoris-retrouver-page"
TABLETS, IN_PAIRS = "Une tablette pour deux", "À deux sur une tablette : l’un lit à voix haute, l’autre touche."
LAST_STEP = StepContent(
    title="Se dire ce que l’on refera chez soi",
    minutes=10,
    animator="Chacun nomme une chose, pas plus. Notez-les au tableau et rendez-les à la séance suivante.",
    learners="Ils disent à voix haute ce qu’ils feront seuls.",
)
NEWER_TIP = "Faites d’abord le tri : un favori que l’on n’ouvre plus cache ceux dont on a besoin."
TIP = "Sur tablette, montrez où se cache l’adresse du site : il faut toucher le haut de la page pour la voir en entier."


def build_topic_sheets(*, animator: Member) -> None:
    talk = Topic.objects.select_related("forum").get(title=TALK)
    posts = [talk.posts.first(), talk.solution]
    files = list(PostFile.objects.filter(post__in=posts).select_related("post", "author"))
    draft = draft_from_topic(
        topic=talk, posts=posts, files=files, by=animator, epm=animator.main_position.epm, title=DRAFT_TITLE
    )
    take_files(sheet=draft, files=files, by=animator)
    sheet, topic = sheet_of(BORN), Topic.objects.get(title=CAPITALISED)
    TopicOrigin.objects.create(sheet=sheet, topic=topic)
    authors = sorted(set(topic.posts.values_list("author", flat=True)) - {sheet.owner_id})
    Contribution.objects.bulk_create(
        [
            Contribution(sheet=sheet, member_id=author, source=ContributionSource.TOPIC, added=sheet.last_published_at)
            for author in authors
        ]
    )


def merge_some_tags(*, coordinator: Member) -> None:
    """« mél » leads to « courriel » by now; « courriels » is left for whoever tries."""
    target, merged_tag = Tag.objects.get(name="courriel"), Tag.objects.get(name="mél")
    merge_tags(target=target, merged_keys=[merged_tag.pk], by=coordinator)


def build_adaptations(*, animator: Member, adapter: Member) -> None:
    """Adapt a sheet of `animator` by `adapter`, and the other way round: one published, one draft."""
    own_sheet, other_sheet = (sheet_of(slug) for slug in (ADAPTED, TO_ADAPT))
    content = own_sheet.latest_content
    first_step, second_step, *other_steps = content.steps
    adaptation = create_published(
        author=adapter,
        epm=adapter.main_position.epm,
        data=replace(
            content,
            title=ADAPTED_TITLE,
            equipment=content.equipment.replace(content.equipment_list[0], TABLETS),
            steps=(
                first_step,
                replace(second_step, minutes=second_step.minutes + 5, learners=IN_PAIRS),
                *other_steps,
                LAST_STEP,
            ),
            tips="\n".join([*content.tip_list, TIP]),
        ),
        published_at=timezone.now() - timedelta(days=2),
    )
    lineage = Adaptation(
        sheet=adaptation, origin=own_sheet, credits=credits_of(own_sheet), copied_at=adaptation.first_published_at
    )
    lineage.note_base(content)
    lineage.base_at = adaptation.first_published_at
    lineage.save()
    adapt(origin=other_sheet, by=animator, epm=animator.main_position.epm, title=adapted_title(title=other_sheet.title))
    # The author has improved the original since, so that there is a change to take.
    other_sheet.write(
        replace(other_sheet.latest_content, tips="\n".join([*other_sheet.latest_content.tip_list, NEWER_TIP]))
    )
    other_sheet.save_revision(user=other_sheet.owner).publish()


def sheet_of(slug: str) -> WorkshopPage:
    """Return the published sheet of this content file."""
    title = next(content["title"] for content in read_folder("sheets") if content["slug"] == slug)
    return WorkshopPage.objects.get(title=title)
