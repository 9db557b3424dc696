"""Chantiers, projects, their money, indicators and stories; pooling; the committee, its meetings and decisions."""

from projets.chantiers.models import Chantier
from projets.committee.models import CommitteePosition, Mandate
from projets.decisions.models import DecisionStep, SteeringDecision
from projets.documents.models import ProjectFile
from projets.funding.models import Funder, FundingLine
from projets.indicators.models import Indicator
from projets.minutes.models import ItemMinutes
from projets.pooling.models import Pooling, PoolingPart
from projets.projects.models.parts import Milestone, ProjectPerson, ProjectRisk, ProjectStep
from projets.projects.models.project import Project
from projets.public_extracts.models import PublicDecision, PublicItem
from projets.public_pages.models import ChantierFigure
from projets.steering_meetings.models.agenda import SteeringItem, SteeringPaper
from projets.steering_meetings.models.meeting import SteeringAttendance, SteeringMeeting
from projets.stories.models import ProjectStory

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
