"""The certificates of a session in one archive, each a PDF named for its holder."""

from collections.abc import Sequence
from tempfile import SpooledTemporaryFile
from typing import BinaryIO
from zipfile import ZipFile

from formation.certificates.models import Certificate
from formation.certificates.paper import certificate_paper
from reseau.files.enums import FileKind
from reseau.files.naming import shown_name
from reseau.files.zipped import distinct_names, entry

IN_MEMORY = 2 * 1024 * 1024  # bytes; a larger archive waits on the disk


def archive_of(certificates: Sequence[Certificate]) -> BinaryIO:
    """The ZIP, open at its beginning; whoever reads it closes it."""
    target = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it, once sent
    wanted = [shown_name(f"Attestation {certificate.member}", FileKind.PDF) for certificate in certificates]
    with ZipFile(target, "w") as archive:
        for name, certificate in zip(distinct_names(wanted), certificates, strict=True):
            archive.writestr(entry(name, certificate.issued), certificate_paper(certificate).pdf())
    target.seek(0)
    return target
