"""Discussions of sheets of the demo (`content/sheet_discussions.toml`)."""

from datetime import timedelta

from django.utils import timezone

from extranet.demo.content import read_file
from extranet.demo.library.reuse import sheet_of
from extranet.demo.network.daytime import past_daytime
from reseau.people.members.models.member import Member
from ressources.library.discussions.services import discuss


def build_sheet_discussions(*, animators: list[Member]) -> None:
    for content in read_file("sheet_discussions")["discussions"]:
        sheet = sheet_of(content["sheet"])
        for post in content["posts"]:
            author = animators[post["author"]]
            at = past_daytime(timezone.now() - timedelta(days=post["days_ago"]))
            discuss(sheet=sheet, by=author, body=post["body"], at=at, notify=False)
