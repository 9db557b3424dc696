"""Encryption of copies with age (https://age-encryption.org): to a public key that the server knows.

The private key is never on the server: it is kept elsewhere, and given to `restore --identity`.
"""

from pathlib import Path
from typing import BinaryIO

import pyrage
from django.conf import settings

from extranet.operations.backups.refusal import BackupError

SUFFIX = ".age"


def parse_recipients(text: str) -> list:
    """Return the public keys of `EXTRANET_BACKUP_RECIPIENT`, separated by commas or spaces; none if it is empty."""
    recipients = []
    for name in text.replace(",", " ").split():
        try:
            recipients.append(pyrage.x25519.Recipient.from_str(name))
        except pyrage.RecipientError as error:
            raise BackupError(
                f"EXTRANET_BACKUP_RECIPIENT\u00a0: «\u00a0{name}\u00a0» n’est pas une clé publique age."
            ) from error
    return recipients


def configured_recipients() -> list:
    return parse_recipients(settings.BACKUP_RECIPIENT)


def read_identities(path: Path | None) -> list:
    """Return the private keys in a file of `age-keygen`, whose other lines are comments."""
    if path is None:
        return []
    try:
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        identities = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError) as error:
        raise BackupError(f"{path}\u00a0: aucune clé privée age ne s’y lit.") from error
    if not identities:
        raise BackupError(f"{path}\u00a0: aucune clé privée age ne s’y lit.")
    return identities


def encrypt(source: BinaryIO, target: BinaryIO, recipients: list) -> None:
    """Copy `source` into `target`, block by block. Raises OSError if either fails."""
    try:
        pyrage.encrypt_io(source, target, recipients)
    except pyrage.EncryptError as error:
        raise OSError(str(error)) from error


def decrypt(source: BinaryIO, target: BinaryIO, identities: list) -> None:
    """Copy `source` into `target`, block by block. Raises BackupError if no key opens it or a byte was changed."""
    try:
        pyrage.decrypt_io(source, target, identities)
    except (pyrage.DecryptError, OSError) as error:
        raise BackupError(f"Déchiffrement impossible ({error})\u00a0: mauvaise clé, ou copie abîmée.") from error
