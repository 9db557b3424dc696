"""Requested sheets of the demo (`content/searches.toml`): several people want them, one is being written."""

from b2i.frameworks.models.framework import Skill
from extranet.demo.content import read_file
from reseau.people.members.models.member import Member
from ressources.authoring.sheet_requests.map_cell import MapCell
from ressources.authoring.sheet_requests.models import SheetRequest
from ressources.authoring.sheet_requests.services import request_sheet, take_up
from ressources.sheets.enums import Level


def build_sheet_requests(*, animators: list[Member]) -> None:
    skills = {skill.code: skill for skill in Skill.objects.filter(domain__framework__is_record_base=True)}
    for rank, content in enumerate(read_file("searches")["requests"]):
        cell = MapCell(skills[content["skill"]], Level(content["level"])) if "skill" in content else None
        supporters = animators[10 * rank + 1 :][: content["voices"]]
        for supporter in supporters:
            request_sheet(words=content["words"], by=supporter, searches=content["searches"], cell=cell)
        if content.get("is_taken"):
            author = supporters[0]
            take_up(
                sheet_request=SheetRequest.objects.get(words=content["words"]), by=author, epm=author.main_position.epm
            )
