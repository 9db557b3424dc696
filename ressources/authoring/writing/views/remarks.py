"""Remarks of reviewers in the form of a sheet: shown beside its fields, answered or marked as done while writing."""

from django.http import Http404, HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from ressources.authoring.writing.forms.remarked_fields import ANSWER, BOX, DONE, put_remarks
from ressources.authoring.writing.forms.sheet import SheetForm
from ressources.review import services as services_remarks
from ressources.review.forms import RemarkAnswerForm
from ressources.review.models import Remark
from ressources.sheets.models.sheet import Sheet


def remarks_context(form: SheetForm, sheet: Sheet, *, post_data: QueryDict, error: str = "") -> dict:
    """Put the open remarks beside the fields of `form`; return `elsewhere`, those without a field, and their number.

    `post_data` holds the answers that are being written, `error` says why the one that was sent is refused.
    """
    remarks = list(sheet.remarks.open().with_threads()) if sheet.open_remarks else []
    if not remarks:
        return {}
    threads = put_remarks(form, remarks, latest=sheet.latest_revision_id, post_data=post_data, error=error)
    return {"elsewhere": threads, "remark_count": len(remarks)}


def act_on_remark(request: HttpRequest, sheet: Sheet) -> str:
    """Do what the pressed button of a remark says: answer it or mark it as done. Return why it is refused, if it is."""
    action = DONE if DONE in request.POST else ANSWER
    key = request.POST[action]
    if not key.isdecimal() or len(key) > 18:
        raise Http404
    remark = get_object_or_404(Remark.objects.filter(sheet=sheet.pk), pk=key)
    if action == DONE:
        services_remarks.mark_done(remark=remark, by=request.user)
        return ""
    form = RemarkAnswerForm({"text": request.POST.get(f"{BOX}{key}", "")})
    if not form.is_valid():
        return form.errors["text"][0]
    services_remarks.answer_remark(remark=remark, by=request.user, text=form.cleaned_data["text"].replace("\r\n", "\n"))
    return ""
