"""Kinds of event: a project is proposed, decided, set aside; a pooling ends; the committee is convened, decides."""

from alertes.choices.kinds import Kind
from alertes.enums import Matter

PROJECT_NEWS = Kind(
    name="projets.project",
    matter=Matter.PROJECTS,
    sentence="Un projet de mon territoire est proposé\u00a0; le mien est décidé, commence, finit ou est écarté.",
    one="nouvelle d’un projet",
    many="nouvelles des projets",
    icon="compass",
    facts=("project",),
)
POOLING_NEWS = Kind(
    name="projets.pooling",
    matter=Matter.PROJECTS,
    sentence="Un achat groupé ou une convention que mon lieu peut rejoindre finit bientôt\u00a0; un lieu me rejoint.",
    one="nouvelle d’un achat groupé",
    many="nouvelles des achats groupés",
    icon="compass",
    facts=("pooling", "pooling_part"),
)
COMMITTEE_NEWS = Kind(
    name="projets.committee",
    matter=Matter.PROJECTS,
    sentence="Le comité de pilotage où je siège est convoqué, change de jour ou de lieu, ou est annulé.",
    one="nouvelle du comité de pilotage",
    many="nouvelles du comité de pilotage",
    icon="landmark",
    facts=("steering_meeting",),
)
DECISION_NEWS = Kind(
    name="projets.decision",
    matter=Matter.PROJECTS,
    sentence="Le comité de pilotage me confie une décision, elle arrive à sa date ou l’a passée.",
    one="décision du comité de pilotage",
    many="décisions du comité de pilotage",
    icon="check",
    facts=("steering_decision",),
)
KINDS = (PROJECT_NEWS, POOLING_NEWS, COMMITTEE_NEWS, DECISION_NEWS)
