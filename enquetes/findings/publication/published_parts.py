"""Figures written down for visitors, and read back: chosen sections, without what people wrote."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from enquetes.findings.report.campaign_report import CampaignReport
from enquetes.findings.results.result_block import ResultBlock

# Lines of tables on a page.
MOST_LINES = 40
HEAD_LINES = 2


@dataclass(frozen=True, slots=True)
class PublishedPart:
    """What one public page shows. `rank`: in its address, from 1."""

    rank: int
    title: str
    blocks: tuple[ResultBlock, ...]


def content_of(report: CampaignReport, sections: Collection[int]) -> dict[str, Any]:
    """Return what is kept of a report, as JSON. `sections`: keys of those that are published."""
    return {
        "facts": [list(fact) for fact in report.notes.facts],
        "reading": report.reading,
        "sections": [
            {"title": section.title, "blocks": [asdict(block) for block in section.blocks if not block.is_text]}
            for section in report.sections
            if section.key in sections
        ],
    }


def published_parts(content: Mapping[str, Any]) -> list[PublishedPart]:
    """Return the pages of published results: a section each, a long one cut."""
    parts: list[PublishedPart] = []
    for section in content["sections"]:
        pages = _pages([ResultBlock.restored(block) for block in section["blocks"]])
        for page, blocks in enumerate(pages, start=1):
            title = f"{section['title']} ({page} sur {len(pages)})" if len(pages) > 1 else section["title"]
            parts.append(PublishedPart(len(parts) + 1, title, tuple(blocks)))
    return parts


def _pages(blocks: list[ResultBlock]) -> list[list[ResultBlock]]:
    pages: list[list[ResultBlock]] = []
    room = 0
    for block in blocks:
        size = len(block.lines) + HEAD_LINES
        if not pages or size > room:
            pages.append([])
            room = MOST_LINES
        pages[-1].append(block)
        room -= size
    return pages
