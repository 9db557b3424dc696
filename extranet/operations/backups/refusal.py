"""Why a backup or a restoration stops, in words for the operator."""


class BackupError(Exception):
    """A refusal in French; nothing was changed, or the message says what was."""
