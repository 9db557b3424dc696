"""What the demo's people make of what others wrote: sheets born of topics of the forums, tags that are one word."""

from extranet.demo.content import read_folder
from forums.models import Topic
from reseau.models import Member
from ressources.enums import ContributionSource
from ressources.models import Contribution, SheetTag, TopicOrigin, WorkshopPage
from ressources.services import draft_from_topic, merge_tags

# A talk of one territory, of which `animateur1` makes a draft, and a talk of the network that is a sheet by now.
TALK, DRAFT_TITLE = "Cabine visio : la conseillère voit la personne mais ne l’entend pas", "Se faire entendre en visio"
CAPITALISED, BORN = "SMS « amende impayée » : trois personnes en une semaine", "reconnaitre-courriel-sms-frauduleux"


def build_topic_sheets(*, animator: Member) -> None:
    talk = Topic.objects.select_related("forum").get(title=TALK)
    posts = [talk.posts.first(), talk.solution]
    draft_from_topic(topic=talk, posts=posts, by=animator, epm=animator.main_position.epm, title=DRAFT_TITLE)
    title = next(content["title"] for content in read_folder("sheets") if content["slug"] == BORN)
    sheet, topic = WorkshopPage.objects.get(title=title), Topic.objects.get(title=CAPITALISED)
    TopicOrigin.objects.create(sheet=sheet, topic=topic)
    authors = sorted(set(topic.posts.values_list("author", flat=True)) - {sheet.owner_id})
    Contribution.objects.bulk_create(
        [Contribution(sheet=sheet, member_id=author, source=ContributionSource.TOPIC) for author in authors]
    )


def merge_some_tags(*, coordinator: Member) -> None:
    """« mél » leads to « courriel » by now; « courriels » is left for whoever tries."""
    kept, old = SheetTag.objects.get(name="courriel"), SheetTag.objects.get(name="mél")
    merge_tags(kept=kept, merged=[old.pk], by=coordinator)
