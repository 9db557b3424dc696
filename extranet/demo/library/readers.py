"""Activity of the demo's members in the library: favourites, collections, thanks, feedback (`content/readers.toml`)."""

import random
from datetime import datetime, timedelta

from django.utils import timezone

from extranet.demo.content import read_file, read_folder
from extranet.demo.library.sheets import OUTDATED_TITLE
from reseau.people.members.models.member import Member
from reseau.web.signed_links import hash_token
from ressources.library.collections.models import CollectedSheet, Collection
from ressources.library.readers.models import Favourite, Feedback, Thanks
from ressources.library.readers.services import send_feedback, thank
from ressources.sheets.models.workshop import WorkshopPage

# A known address, the same from one demo to the next.
SHARED_TOKEN = "demonstration-premiers-pas"  # noqa: S105 - nothing to protect
MOST_THANKS = 14


class Readers:
    """`sheets`: name of the content file → page."""

    def __init__(self, *, animators: list[Member], draw: random.Random) -> None:
        self.animators, self.draw, self.now = animators, draw, timezone.now()
        by_title = {sheet.title: sheet for sheet in WorkshopPage.objects.live().order_by("-pk")}
        names = {content["slug"]: content["title"] for content in read_folder("sheets")}
        self.sheets = {slug: by_title[title] for slug, title in names.items() if title in by_title}
        self.outdated = by_title[OUTDATED_TITLE]

    def member(self, content: dict) -> Member:
        return self.animators[content["member"] - 1]

    def ago(self, days: float) -> datetime:
        return self.now - timedelta(days=days)

    def build_favourites(self) -> None:
        for content in read_file("readers")["favourites"]:
            sheets = [self.sheets[slug] for slug in content["sheets"]]
            sheets += [self.outdated] if content.get("outdated") else []
            Favourite.objects.bulk_create(
                Favourite(member=self.member(content), sheet=sheet, added=self.ago(5 * rank + 1))
                for rank, sheet in enumerate(sheets)
            )

    def build_collections(self) -> None:
        for content in read_file("readers")["collections"]:
            created = self.ago(content["days_ago"])
            collection = Collection.objects.create(
                owner=self.member(content),
                title=content["title"],
                note=content["note"],
                shared_since=created if content.get("shared") else None,
                former_link=hash_token(SHARED_TOKEN) if content.get("shared") else None,
                created=created,
                changed=created,
            )
            CollectedSheet.objects.bulk_create(
                CollectedSheet(
                    collection=collection,
                    sheet=self.sheets[line["sheet"]],
                    note=line.get("note", ""),
                    position=rank,
                    added=created,
                )
                for rank, line in enumerate(content["sheets"])
            )

    def build_thanks(self) -> None:
        """Build thanks of the past months, with their notices read; and three of today, on a sheet of `animateur1`."""
        readers = self.animators[1:]
        for sheet in self.sheets.values():
            thankers = self.draw.sample(readers, self.draw.randint(0, MOST_THANKS))
            Thanks.objects.bulk_create(
                Thanks(member=member, sheet=sheet, given=self.ago(self.draw.randint(10, 200)))
                for member in thankers
                if member.pk != sheet.owner_id
            )
        newest = self.sheets["affiche-fete-village"]
        Thanks.objects.filter(sheet=newest).delete()
        for member in readers[30:33]:
            thank(sheet=newest, by=member)

    def build_feedback(self) -> None:
        """Build feedback; unanswered feedback notifies its author as on the site."""
        for content in read_file("readers")["feedback"]:
            sheet, sender = self.sheets[content["sheet"]], self.member(content)
            if not content.get("answer"):
                feedback = send_feedback(sheet=sheet, by=sender, kind=content["kind"], text=content["text"])
                Feedback.objects.filter(pk=feedback.pk).update(sent=self.ago(content["days_ago"]))
                continue
            answered_at = self.ago(content["days_ago"] - 1)
            Feedback.objects.create(
                sheet=sheet,
                sender=sender,
                kind=content["kind"],
                text=content["text"],
                sent=self.ago(content["days_ago"]),
                answer=content["answer"],
                answered=answered_at,
                answered_by=sheet.owner,
                settled=answered_at if content.get("settled") else None,
                settled_by=sheet.owner if content.get("settled") else None,
            )


def build_readers(*, animators: list[Member], draw: random.Random) -> None:
    readers = Readers(animators=animators, draw=draw)
    readers.build_favourites()
    readers.build_collections()
    readers.build_thanks()
    readers.build_feedback()
