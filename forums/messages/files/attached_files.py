"""The files of a message being written, as its form carries them from page to page."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from forums.messages.files.models import PostFile
from forums.messages.files.services import MAX_FILES, keep_file

UPLOADS, KEPT = "fichiers", "fichier"
DESCRIPTION, DECORATIVE, LEFT_OUT = "description-", "decorative-", "sans-"
UNDESCRIBED = (
    "Dites en une phrase ce que montre «\u00a0{}\u00a0», pour qui ne voit pas l’image, ou cochez «\u00a0Image "
    "décorative\u00a0»."
)
TOO_MANY = f"Un message porte {MAX_FILES} fichiers au plus\u00a0: cochez «\u00a0Ne pas joindre\u00a0» pour les autres."


@dataclass
class KeptFiles:
    """`files`, with what was typed about them; `problems`: why the message is not published yet, in words."""

    files: list[PostFile] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @classmethod
    def of_request(cls, request: HttpRequest, *, written=None) -> "KeptFiles":
        """Return the files of a form: those sent before, those sent now; at first those of what is `written` already,
        a post that is corrected or a draft.
        """
        if request.method != "POST":
            return cls(list(written.files.all()) if written else [])
        kept = cls()
        keys = [key for key in request.POST.getlist(KEPT) if key.isdecimal() and len(key) < 18]
        own = PostFile.objects.filter(pk__in=keys, author=request.user)
        for file in own.waiting() | own.filter(pk__in=written.files.values("pk") if written else ()):
            if f"{LEFT_OUT}{file.pk}" in request.POST:
                continue
            description = " ".join(request.POST.get(f"{DESCRIPTION}{file.pk}", "").split())
            file.alternative = description[: PostFile._meta.get_field("alternative").max_length]
            file.is_decorative = not description and f"{DECORATIVE}{file.pk}" in request.POST
            kept.files.append(file)
        for upload in request.FILES.getlist(UPLOADS)[: MAX_FILES + 1]:
            kept.add(upload, request.user)
        kept.check()
        return kept

    def add(self, upload, user) -> None:
        try:
            self.files.append(keep_file(file=upload, by=user))
        except ValidationError as refusal:
            self.problems += refusal.messages

    def check(self) -> None:
        """Note what is missing."""
        self.problems += [UNDESCRIBED.format(file.name) for file in self.files if not file.is_described]
        if len(self.files) > MAX_FILES:
            self.problems.append(TOO_MANY)
