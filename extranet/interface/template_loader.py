"""The templates of the site without the blanks that lay them out for authors: 7 % of a page, sent to nobody's use."""

import re

from django.template.loaders.filesystem import Loader

INDENT = re.compile(r"\n[ \t]+")
# A line of tags that write nothing: the blank before it is kept, that after it goes.
SILENT = r"\{%\s*(?:if|elif|else|endif|for|empty|endfor|with|endwith|block|endblock|load|extends)\b[^%]*%\}|\{#[^#]*#\}"
SILENT_LINE = re.compile(rf"(?m)^((?:{SILENT})(?:\s*(?:{SILENT}))*)\n")


class UnindentedLoader(Loader):
    """Texts that are not HTML, such as mails, are left as they are."""

    def get_contents(self, origin) -> str:
        contents = super().get_contents(origin)
        if not origin.name.endswith(".html"):
            return contents
        return SILENT_LINE.sub(r"\1", INDENT.sub("\n", contents))
