"""Kinds of event of the B2i."""

from alertes.choices.kinds import Kind
from alertes.enums import Matter, Rhythm

DECISION_AWAITED = Kind(
    name="b2i.decision_awaited",
    matter=Matter.RECORDS,
    sentence="Une compétence ou une habilitation attend votre décision.",
    one="livret à regarder",
    many="livrets à regarder",
    icon="notebook-pen",
    lasting="Each decision says again what waits, or takes the message back.",
)
DECISION_TAKEN = Kind(
    name="b2i.decision_taken",
    matter=Matter.RECORDS,
    sentence="Une compétence que vous avez proposée est décidée.",
    one="décision sur un livret",
    many="décisions sur des livrets",
    icon="notebook-pen",
    lasting="A decision is added to, never changed.",
)
# Read on the site alone: a mailbox is no place for what a learner asks, or for their card.
RECORD_CARE = Kind(
    name="b2i.record_care",
    matter=Matter.RECORDS,
    sentence="Une carte, un droit ou un livret de votre EPM demande un geste.",
    one="livret à suivre",
    many="livrets à suivre",
    icon="credit-card",
    rhythm=Rhythm.NEVER,
    is_mailed=False,
    lasting="Read on the site alone.",
)
KINDS = (DECISION_AWAITED, DECISION_TAKEN, RECORD_CARE)
