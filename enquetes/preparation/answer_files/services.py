"""Files of answers brought, judged line by line, counted once.

The worker reads a file in slices, so that other tasks come between, and each slice may run again: lines that are
handled stay handled, and a response counts once by its key.
"""

from datetime import timedelta
from itertools import islice
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from enquetes.design.campaigns.models import Campaign
from enquetes.design.campaigns.services import NOT_RUNNING
from enquetes.fieldwork.collection.models import CollectedResponse
from enquetes.fieldwork.collection.services import collect_response
from enquetes.preparation.answer_files.line_reader import BroughtResponse, LineReader, check_campaign, check_header
from enquetes.preparation.answer_files.lines import FileLine, TableFile, in_utf_8
from enquetes.preparation.answer_files.models import BroughtFile, RefusedLine
from enquetes.preparation.enums import FileState
from questionnaires.answers.answer_rows import values_of
from questionnaires.filling.values import Values
from questionnaires.questions.outline import outline_of
from reseau.documents.files.file_names import file_name
from reseau.documents.files.stored_files import delete_after_commit, deleted_on_failure
from reseau.people.members.models.member import Member
from reseau.web.queries.row_locks import lock_row

# Lines handled in one transaction: other answers to the campaign wait for its end.
SLICE = 200
MOST_REFUSED = 1_000
LONGEST_WHY = 1_000
KEPT_DAYS = 7
NOT_READY = "Ce fichier n’attend pas votre accord\u00a0: il est en lecture, ou déjà importé."
NOTHING_READY = "Aucune ligne de ce fichier n’ajouterait de réponse."
TOO_MANY_REFUSED = f"Plus de {MOST_REFUSED} lignes sont refusées\u00a0: ce fichier n’est sans doute pas le bon."
OTHERS_KEY = "Une autre réponse porte déjà ce numéro, et ne dit pas la même chose."


def bring_file(*, campaign: Campaign, file: File, by: Member) -> BroughtFile:
    """Keep a file until it is judged. Raises ValidationError if it is not a table of this campaign."""
    if not campaign.is_running:
        raise ValidationError(NOT_RUNNING)
    with in_utf_8(file.file) as copy:
        table = TableFile(copy.file)
        check_header(campaign, outline_of(campaign.version), table.header)
        for line in islice(table.lines(), 1):
            check_campaign(campaign, line)
        brought = BroughtFile(campaign=campaign, name=file_name(file.name, ["csv"]), brought_by=by)
        with deleted_on_failure(brought):
            brought.file.save(brought.name, copy, save=False)
            brought.save()
    return brought


@transaction.atomic
def confirm_file(*, brought: BroughtFile) -> BroughtFile:
    """Have a judged file counted. Raises ValidationError if it is not ready, or would add nothing."""
    brought = lock_row(BroughtFile.objects.select_related("campaign"), brought.pk)
    if brought.state != FileState.READY:
        raise ValidationError(NOT_READY)
    if not brought.ready:
        raise ValidationError(NOTHING_READY)
    if not brought.campaign.is_running:
        raise ValidationError(NOT_RUNNING)
    brought.state, brought.line, brought.line_end, brought.known = FileState.COUNTING, 1, 0, 0
    brought.save(update_fields=["state", "line", "line_end", "known"])
    return brought


@transaction.atomic
def forget_file(*, brought: BroughtFile) -> None:
    """Forget a file that is not counted; responses that it added stay."""
    brought = lock_row(BroughtFile.objects.all(), brought.pk)
    delete_after_commit(brought)
    brought.delete()


def read_slice(*, brought: int) -> bool:
    """Handle the next lines of a file; return whether some are left. Called again, it goes on from there."""
    found = BroughtFile.objects.select_related("campaign__version__questionnaire").filter(pk=brought).first()
    if found is None or not found.is_moving:
        return False
    if not found.campaign.is_running:
        _stop(found, NOT_RUNNING)
        return False
    try:
        with found.file.open("rb") as stored:
            lines = list(islice(TableFile(stored.file).lines(after=found.line, end=found.line_end), SLICE))
    except (ValidationError, FileNotFoundError) as error:
        _stop(found, " ".join(getattr(error, "messages", ["Le fichier n’est plus là."])))
        return False
    return _handle(found, lines)


def forget_old_files() -> int:
    """Forget the files that nobody agreed to for a week; return how many."""
    limit = timezone.now() - timedelta(days=KEPT_DAYS)
    old = BroughtFile.objects.filter(state__in=[FileState.READY, FileState.STOPPED], created__lt=limit)
    forgotten = list(old)
    for brought in forgotten:
        forget_file(brought=brought)
    return len(forgotten)


@transaction.atomic
def _handle(found: BroughtFile, lines: list[FileLine]) -> bool:
    try:
        brought = lock_row(BroughtFile.objects.select_related("campaign__version__questionnaire"), found.pk)
    except BroughtFile.DoesNotExist:
        # Somebody forgot the file meanwhile.
        return False
    # Another worker has handled these lines meanwhile.
    if (brought.state, brought.line) != (found.state, found.line):
        return brought.is_moving
    reader = LineReader(brought.campaign, outline_of(brought.campaign.version))
    _add(brought, {line.number: _read(reader, line) for line in lines})
    if lines:
        brought.line, brought.line_end = lines[-1].number, lines[-1].end
    if len(lines) < SLICE:
        brought.state = FileState.READY if brought.state == FileState.CHECKING else FileState.DONE
    if brought.refused > MOST_REFUSED:
        brought.state, brought.problem = FileState.STOPPED, TOO_MANY_REFUSED
    if not brought.is_moving and brought.state != FileState.READY:
        delete_after_commit(brought)
        brought.file = ""
    brought.save()
    return brought.is_moving


def _read(reader: LineReader, line: FileLine) -> BroughtResponse | list[str]:
    """Return the response of a line, or why there is none."""
    try:
        return reader.read(line)
    except ValidationError as refusal:
        return refusal.messages


def _add(brought: BroughtFile, read: dict[int, BroughtResponse | list[str]]) -> None:
    """Judge the lines, or count their responses. Two queries for those that are there already."""
    known = _known_values(brought, [each.sent_key for each in read.values() if isinstance(each, BroughtResponse)])
    refused = {}
    for number, response in read.items():
        if isinstance(response, list):
            refused[number] = response
        elif response.sent_key not in known:
            known[response.sent_key] = response.values
            if brought.state == FileState.CHECKING:
                brought.ready += 1
            else:
                collect_response(campaign=brought.campaign, **response.as_collected())
                brought.counted += 1
        elif known[response.sent_key] == response.values:
            brought.known += 1
        else:
            refused[number] = [OTHERS_KEY]
    _refuse(brought, refused)


def _known_values(brought: BroughtFile, keys: list[UUID]) -> dict[UUID, Values | None]:
    """Return key → what the response that bears it says; None for one of another campaign."""
    outline = outline_of(brought.campaign.version)
    found = CollectedResponse.objects.filter(sent_key__in=keys).prefetch_related("response__answers")
    return {
        each.sent_key: values_of(outline, each.response.answers.all())
        if each.campaign_id == brought.campaign_id
        else None
        for each in found.select_related("response")
    }


def _refuse(brought: BroughtFile, refused: dict[int, list[str]]) -> None:
    """Note the lines that are refused; those that were when the file was judged are noted already. Two queries."""
    noted = set(brought.refused_lines.filter(number__in=refused).values_list("number", flat=True))
    refused = {number: why for number, why in refused.items() if number not in noted}
    RefusedLine.objects.bulk_create(
        RefusedLine(brought=brought, number=number, why=" ".join(why)[:LONGEST_WHY]) for number, why in refused.items()
    )
    brought.refused += len(refused)


@transaction.atomic
def _stop(found: BroughtFile, problem: str) -> None:
    brought = lock_row(BroughtFile.objects.all(), found.pk)
    delete_after_commit(brought)
    brought.state, brought.problem, brought.file = FileState.STOPPED, problem, ""
    brought.save(update_fields=["state", "problem", "file"])
