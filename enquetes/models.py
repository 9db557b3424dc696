"""Campaigns, what they collect, and the weights of responses."""

from enquetes.answer_files.models import BroughtFile, RefusedLine
from enquetes.answering.models import UnfinishedResponse
from enquetes.campaigns.models.campaign import Campaign
from enquetes.campaigns.models.quota_cell import QuotaCell
from enquetes.cleaning.models import CleaningEntry
from enquetes.coding.models import CodingAct
from enquetes.collection.models import CollectedResponse
from enquetes.duplicates.models import DuplicateGroup
from enquetes.interviews.models import InterviewDay, Interviewer
from enquetes.kiosks.models import Kiosk
from enquetes.open_data.models import PublishedOpenData
from enquetes.paper.models.batch import PaperBatch
from enquetes.paper.models.scan import SheetScan
from enquetes.paper.models.sheet import KeyedDifference, PaperSheet, SheetKeying
from enquetes.personal_codes.models import CodeBatch, PersonalCode
from enquetes.publication.models import PublishedResults
from enquetes.variables.models import AnswerCode, CodedText, GivenCode
from enquetes.weighting.models import ResponseWeight, Weighting

__all__ = [
    "AnswerCode",
    "BroughtFile",
    "Campaign",
    "CleaningEntry",
    "CodeBatch",
    "CodedText",
    "CodingAct",
    "CollectedResponse",
    "DuplicateGroup",
    "GivenCode",
    "InterviewDay",
    "Interviewer",
    "KeyedDifference",
    "Kiosk",
    "PaperBatch",
    "PaperSheet",
    "PersonalCode",
    "PublishedOpenData",
    "PublishedResults",
    "QuotaCell",
    "RefusedLine",
    "ResponseWeight",
    "SheetKeying",
    "SheetScan",
    "UnfinishedResponse",
    "Weighting",
]
