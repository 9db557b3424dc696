"""Why a file is refused, or its text not read: codes passed from the reading process to the site.

The enums of each application give the French sentence of each code.
"""

# The file may not be attached.
EMPTY = "empty"
PROGRAM = "program"
IMAGE = "image"
OTHER_IMAGE = "other_image"
SVG = "svg"
OLD_OFFICE = "old_office"
MACROS = "macros"
OTHER_ARCHIVE = "other_archive"
UNKNOWN = "unknown"
# The file may not be among the pictures.
NOT_A_PICTURE = "not_picture"
TOO_LARGE = "too_large"
# The file is accepted, but its text is not read.
PROTECTED = "protected"
TOO_HEAVY = "too_heavy"
BROKEN = "broken"
DANGEROUS = "dangerous"
MISSING = "missing"


class FileProblemError(Exception):
    """`code` is one of the above; `detail` is for the operator's journal."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code = code
        self.detail = detail
