"""Digital skills: frameworks as data, learners, their records and the evidence in them."""

from b2i.models.framework import Domain, Element, Framework, Skill
from b2i.models.learner import Learner
from b2i.models.record import Evidence, Positioning, Record

__all__ = ["Domain", "Element", "Evidence", "Framework", "Learner", "Positioning", "Record", "Skill"]
