"""Campaigns, what they collect, and the weights of responses."""

from enquetes.design.campaigns.models import Campaign, QuotaCell
from enquetes.design.variables.models import AnswerCode, CodedText, GivenCode
from enquetes.fieldwork.answering.models import UnfinishedResponse
from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.fieldwork.interviews.models import InterviewDay, Interviewer
from enquetes.fieldwork.kiosks.models import Kiosk
from enquetes.fieldwork.paper.models.batch import PaperBatch
from enquetes.fieldwork.paper.models.scan import SheetScan
from enquetes.fieldwork.paper.models.sheet import KeyedDifference, PaperSheet, SheetKeying
from enquetes.fieldwork.personal_codes.models import CodeBatch, PersonalCode
from enquetes.findings.open_data.models import PublishedOpenData
from enquetes.findings.publication.models import PublishedResults
from enquetes.preparation.answer_files.models import BroughtFile, RefusedLine
from enquetes.preparation.cleaning.models import CleaningEntry
from enquetes.preparation.coding.models import CodingAct
from enquetes.preparation.duplicates.models import DuplicateGroup
from enquetes.preparation.weighting.models import ResponseWeight, Weighting

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
