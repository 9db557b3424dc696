"""A small survey on paper, made up: a batch of twelve sheets, some keyed twice, one with differences to decide, one
corrected since."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from enquetes.design.campaigns.enums import Mode
from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.services import prepare_campaign, start_campaign
from enquetes.fieldwork.enums import KeptValue
from enquetes.fieldwork.paper.models.batch import PaperBatch
from enquetes.fieldwork.paper.services.batches import make_batch
from enquetes.fieldwork.paper.services.decisions import decide_differences
from enquetes.fieldwork.paper.services.keying import key_sheet
from enquetes.fieldwork.paper.services.scans import keep_scan
from enquetes.preparation.answer_files.services import bring_file, read_slice
from enquetes.preparation.answer_files.writing import csv_lines
from enquetes.preparation.cleaning.services import correct_answer
from extranet.demo.surveys.questions import write_small_questionnaire
from questionnaires.printing.paper import questionnaire_paper
from questionnaires.questions.enums import QuestionKind
from questionnaires.questions.models import QuestionnaireVersion
from questionnaires.questions.outline import outline_of
from questionnaires.questions.services.conditions import set_condition
from reseau.people.members.models.member import Member

SLUG = "bibliotheque-de-gramat"
TITLE = "La bibliothèque de Gramat et vous"
ONE, SEVERAL = QuestionKind.ONE, QuestionKind.SEVERAL
QUESTIONS = (
    ("age", ONE, "Quel âge avez-vous\u00a0?", ("Moins de 18 ans", "18 à 34 ans", "35 à 64 ans", "65 ans ou plus"), ()),
    ("vient", ONE, "Venez-vous à la bibliothèque\u00a0?", ("Souvent", "Parfois", "Jamais"), ()),
    ("pour", SEVERAL, "Pour quoi y venez-vous\u00a0?", ("Lire", "Un ordinateur", "Un atelier", "Être au calme"), ()),
    ("avis", QuestionKind.GRID, "Que pensez-vous de la bibliothèque\u00a0?", ("Bien", "Moyen", "Pas bien"),
     ("L’accueil", "Les horaires", "Les ordinateurs")),
    ("foyer", QuestionKind.NUMBER, "Combien de personnes vivent chez vous\u00a0?", (), ()),
    ("commune", QuestionKind.COMMUNE, "Dans quelle commune habitez-vous\u00a0?", (), ()),
    ("idee", QuestionKind.SHORT_TEXT, "Une idée pour la bibliothèque\u00a0?", (), ()),
)  # fmt: skip
NAMES = ("age", "vient", "pour", "avis", "foyer", "commune", "idee")
SHEETS = (
    ("3", "1", "12", "112", "2", "gramat", "Ouvrir le samedi"),
    ("4", "2", "1", "111", "1", "gramat", "-"),
    ("2", "1", "234", "213", "4", "rocamadour", "Plus d’ateliers"),
    ("1", "2", "2", "123", "5", "gramat", "-"),
    ("4", "1", "14", "111", "2", "alvignac", "Rien à changer"),
)
MISREAD = "Sur la feuille, ce 5 est un 3."
BROUGHT = (("35 à 64 ans", "3"), ("65 ans ou plus", "1"), ("18 à 34 ans", "deux"))
KEYED_ONCE = ("3", "1", "3", "112", "3", "gramat", "-")


def build_paper_survey(*, coordinator: Member, keyer: Member) -> Campaign:
    """Print a batch; key five sheets twice, of which the third is left to decide, and a sixth once."""
    version = _written_questionnaire(coordinator)
    today = timezone.localdate()
    campaign = prepare_campaign(
        by=coordinator,
        title=TITLE,
        slug=SLUG,
        questionnaire=version.questionnaire,
        population="Les habitants de Gramat et des environs (enquête inventée)",
        asked=12,
        has_link=False,
        has_paper=True,
        opens_on=today - timedelta(days=20),
        closes_on=today + timedelta(days=20),
        is_synthetic=True,
    )
    campaign = start_campaign(campaign=campaign)
    batch = make_batch(campaign=campaign, label="Marché de Gramat", size=12, keyers=[keyer], by=coordinator)
    sheets = list(batch.sheets.all())
    for sheet, answers in zip(sheets, SHEETS, strict=False):
        typed = dict(zip(NAMES, answers, strict=True))
        key_sheet(campaign=campaign, code=str(sheet.code), typed=typed, by=keyer)
        other = {2: {"pour": "23", "foyer": "7"}, 4: {"age": "3"}}.get(sheets.index(sheet), {})
        key_sheet(campaign=campaign, code=str(sheet.code), typed=typed | other, by=coordinator)
    decide_differences(sheet=sheets[4], decisions={"age": (KeptValue.FIRST, "")}, by=coordinator)
    key_sheet(campaign=campaign, code=str(sheets[5].code), typed=dict(zip(NAMES, KEYED_ONCE, strict=True)), by=keyer)
    sheets[3].refresh_from_db()
    correct_answer(collected=sheets[3].collected, question="foyer", value=3, reason=MISREAD, by=coordinator)
    _bring_file(campaign, coordinator)
    _scan(batch, keyer)
    return campaign


def _scan(batch: PaperBatch, keyer: Member) -> None:
    """Keep a blank sheet, as the scanner of the library would give it."""
    version = batch.campaign.version
    blank = questionnaire_paper(outline_of(version), purpose=version.questionnaire.purpose, codes=["MODÈLE"])
    keep_scan(
        batch=batch,
        label="Feuille vierge",
        file=ContentFile(blank.pdf(), name="feuille.pdf"),
        kept_until=batch.campaign.closes_on + timedelta(days=60),
        by=keyer,
    )


def _bring_file(campaign: Campaign, coordinator: Member) -> None:
    """Have a file judged that somebody keyed elsewhere: two lines would count, the third is refused."""
    day = (timezone.localdate() - timedelta(days=5)).isoformat()
    lines = [
        ("_campagne", "_envoi", "_jour", "_facon", "age", "foyer"),
        *((SLUG, f"Rocamadour {rank}", day, Mode.PAPER, *cells) for rank, cells in enumerate(BROUGHT, start=1)),
    ]
    file = ContentFile(csv_lines(lines).encode(), name="rocamadour.csv")
    read_slice(brought=bring_file(campaign=campaign, file=file, by=coordinator).pk)


def _written_questionnaire(coordinator: Member) -> QuestionnaireVersion:
    purpose = "Choisir les horaires et les ateliers de l’an prochain."
    version = write_small_questionnaire(title=TITLE, slug=SLUG, purpose=purpose, questions=QUESTIONS, by=coordinator)
    for code in ("pour", "avis"):
        set_condition(question=version.questions.get(code=code), asked="vient", codes=["c1", "c2"])
    return version
