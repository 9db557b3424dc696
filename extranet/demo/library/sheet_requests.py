"""Requested sheets of the demo (`content/searches.toml`): several people want them, one is being written."""

from extranet.demo.content import read_file
from reseau.members.models.member import Member
from ressources.sheet_requests.models import SheetRequest
from ressources.sheet_requests.services import request_sheet, take_up


def build_sheet_requests(*, animators: list[Member]) -> None:
    for rank, content in enumerate(read_file("searches")["requests"]):
        supporters = animators[10 * rank + 1 :][: content["voices"]]
        for supporter in supporters:
            request_sheet(words=content["words"], by=supporter, searches=content["searches"])
        if content.get("is_taken"):
            author = supporters[0]
            take_up(
                sheet_request=SheetRequest.objects.get(words=content["words"]), by=author, epm=author.main_position.epm
            )
