"""What bears a signature: a line of an attendance sheet, and the sheet that its trainer closes."""

from django.db import models

from formation.attendance.signature import MOST_NAME, Signature, check_path


class Signed(models.Model):
    """`signature` is drawn, `typed_name` takes its place for who can not draw."""

    signature = models.TextField("signature tracée", blank=True, editable=False, validators=[check_path])
    typed_name = models.CharField("nom écrit pour signer", max_length=MOST_NAME, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def signed(self) -> Signature:
        return Signature(self.signature, self.typed_name)

    def bear(self, signature: Signature) -> None:
        """Takes `signature`, in memory."""
        self.signature, self.typed_name = signature.path, signature.typed_name
