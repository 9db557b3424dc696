"""Chantiers, projects, their money, indicators and stories; pooling; the committee, its meetings and decisions."""

from projets.portfolio.chantiers.models import Chantier
from projets.portfolio.documents.models import ProjectFile
from projets.portfolio.funding.models import Funder, FundingLine
from projets.portfolio.indicators.models import Indicator
from projets.portfolio.pooling.models import Pooling, PoolingPart
from projets.portfolio.projects.models import Milestone, Project, ProjectPerson, ProjectRisk, ProjectStep
from projets.portfolio.stories.models import ProjectStory
from projets.public_pages.models import ChantierFigure
from projets.steering.committee.models import CommitteePosition, Mandate
from projets.steering.decisions.models import DecisionStep, SteeringDecision
from projets.steering.extracts.models import PublicDecision, PublicItem
from projets.steering.meetings.models.agenda import SteeringItem, SteeringPaper
from projets.steering.meetings.models.meeting import SteeringAttendance, SteeringMeeting
from projets.steering.minutes.models import ItemMinutes

__all__ = [
    "Chantier",
    "ChantierFigure",
    "CommitteePosition",
    "DecisionStep",
    "Funder",
    "FundingLine",
    "Indicator",
    "ItemMinutes",
    "Mandate",
    "Milestone",
    "Pooling",
    "PoolingPart",
    "Project",
    "ProjectFile",
    "ProjectPerson",
    "ProjectRisk",
    "ProjectStep",
    "ProjectStory",
    "PublicDecision",
    "PublicItem",
    "SteeringAttendance",
    "SteeringDecision",
    "SteeringItem",
    "SteeringMeeting",
    "SteeringPaper",
]
