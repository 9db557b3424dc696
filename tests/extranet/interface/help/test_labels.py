"""What the guide quotes in « … » is what people read on the site today."""

import re

from extranet.interface.help.guide_files import ARTICLES
from extranet.interface.help.news import NEWS
from tests.extranet.interface.help.site_labels import is_label
from tests.test_architecture import at, complain

QUOTED = re.compile(r"«[\s\u00a0\u202f]*([^»]+?)[\s\u00a0\u202f]*»")
# The browser, another site or a paper says these.
SAID_ELSEWHERE = {"S’abonner à un calendrier"}


def test_labels_quoted_in_the_guide_exist():
    lost = [
        f"{at(path)}: « {label} »"
        for path in [*sorted(ARTICLES.glob("*.md")), NEWS]
        for label in QUOTED.findall(path.read_text(encoding="utf-8"))
        if " ".join(label.split()) not in SAID_ELSEWHERE and not is_label(label)
    ]
    complain(lost, "The site has no such label; « » are for labels, an example stands in `…`:")
