"""The policy of the demo: projects, their money, the figures that they want to move; the committee."""

from collections.abc import Sequence

from extranet.demo.network.projets.committee import build_committee
from extranet.demo.network.projets.funding import build_funding
from extranet.demo.network.projets.pooling import build_poolings
from extranet.demo.network.projets.projects import build_discussion, build_projects, build_public_pages, build_story
from projets.portfolio.indicators.services import add_indicator
from reseau.people.members.models.member import Member

# Rank of the project in the demo, live figure, target.
INDICATORS = ((0, "ateliers", 80), (0, "competences-validees", 300), (4, "epm", 4))


def build_policy(*, animators: Sequence[Member], coordinator: Member) -> None:
    projects = build_projects(animators=animators, coordinator=coordinator)
    build_funding(projects, coordinator=coordinator)
    for rank, figure, target in INDICATORS:
        project = projects[rank]
        add_indicator(project=project, figure=figure, target=target, since=project.starts_on, by=coordinator)
    build_discussion(projects[0], by=animators[0])
    build_story(projects[4], coordinator=coordinator)
    build_poolings(animators=animators, coordinator=coordinator)
    build_public_pages(projects[0], since=projects[0].starts_on)
    build_committee(projects, animators=animators, coordinator=coordinator)
