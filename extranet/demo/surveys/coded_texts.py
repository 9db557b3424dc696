"""Written answers of the demo's surveys coded by their words, as somebody in a hurry would: what has none waits."""

from collections.abc import Mapping
from typing import Any

from enquetes.design.campaigns.models.campaign import Campaign
from enquetes.preparation.coding.services import code_texts
from enquetes.preparation.coding.texts import read_texts
from extranet.demo.surveys.questions import questions_of
from questionnaires.questions.outline import outline_of
from reseau.people.members.models.member import Member


def code_written_answers(content: Mapping[str, Any], campaign: Campaign, *, coder: Member) -> None:
    """Give the codes of a file: `codes` of a question, label → words one of which the text has."""
    outline = outline_of(campaign.version)
    for written in questions_of(content):
        if "codes" in written:
            question = outline.by_code[written["code"]]
            texts = read_texts(campaign, question)
            for label, words in written["codes"].items():
                keys = [group.key for group in texts.groups if not set(words).isdisjoint(group.folded.split())]
                if keys:
                    code_texts(campaign=campaign, question=question, keys=keys, labels=[label], by=coder, adds=True)
