"""Every result of a campaign with how it was obtained: what the page, the PDF and the spreadsheet all show."""

from dataclasses import dataclass

from enquetes.design.campaigns.models import Campaign
from enquetes.design.variables.variable import variables_of
from enquetes.findings.crossing.populations import population_of
from enquetes.findings.results.method_notes import MethodNotes, method_notes
from enquetes.findings.results.result_block import ResultBlock, result_blocks
from questionnaires.questions.outline import Outline, outline_of

READING = (
    "Part\u00a0: {weighted}. À 95\u00a0%\u00a0: entre quoi et quoi elle serait dans la population, si seul le hasard "
    "joue. n\u00a0: réponses comptées, avant tout poids."
)


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A section of the questionnaire. `key`: its key."""

    key: int
    title: str
    blocks: tuple[ResultBlock, ...]


@dataclass(frozen=True, slots=True)
class CampaignReport:
    campaign: Campaign
    notes: MethodNotes
    sections: tuple[ReportSection, ...]

    @property
    def reading(self) -> str:
        """How to read the columns."""
        return READING.format(weighted="redressée" if self.notes.is_weighted else "non redressée")


def named_sections(outline: Outline) -> list[tuple[int, str]]:
    """Return (key, title) of the sections that ask something; one without a title has its rank."""
    return [
        (section.key, section.title or f"Partie {rank}")
        for rank, section in enumerate(outline.sections, start=1)
        if section.questions
    ]


def report_of(campaign: Campaign) -> CampaignReport:
    """Return the report, of everybody. `campaign`: from `find_campaign`. Seven queries at most."""
    outline = outline_of(campaign.version)
    variables = variables_of(outline, has_coded_texts=campaign.has_coded_texts)
    population = population_of(campaign.version)
    sizes = population.sizes()
    blocks = result_blocks(outline.questions, variables, population, sizes=sizes, smallest=campaign.smallest)
    by_number: dict[int, list[ResultBlock]] = {}
    for block in blocks:
        by_number.setdefault(block.number, []).append(block)
    questions = {section.key: section.questions for section in outline.sections}
    sections = tuple(
        ReportSection(
            key, title, tuple(block for question in questions[key] for block in by_number.get(question.number, ()))
        )
        for key, title in named_sections(outline)
    )
    return CampaignReport(campaign, method_notes(campaign, population, variables, answers=sizes.everybody), sections)
