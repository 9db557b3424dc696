"""Why an export or an import stops, in words for the operator."""


class SiteExportError(Exception):
    """A refusal in French; nothing was changed."""
