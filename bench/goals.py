"""What each page may cost, in hello-worlds, and what it may ask."""

MEMBERS_PAGE, WAGTAIL_PAGE = 60, 80
VISITORS_PAGE = 2
# Pages that Wagtail serves to members.
OF_WAGTAIL = {"library", "sheet", "catalogue", "training"}
# Of a page that memory does not answer: a question in words.
ASKED_EACH_TIME = {"search", "suggestions"}
# A page is over its budget when it passes the goal by a fifth: less is the noise of a machine.
TOLERANCE = 1.2
HTML_BYTES, GZIP_BYTES, TOPIC_BYTES = 30_000, 6_000, 40_000
HELLO_INSIDE = 1.3
# Two web workers after each page was opened, what they share counted once.
MEMORY_MB = 200


def cost_goal(name: str, who: str) -> int:
    """Return the goal of a page of `bench.pages` for a reader."""
    if who == "visitor" and name not in ASKED_EACH_TIME:
        return VISITORS_PAGE
    return WAGTAIL_PAGE if name in OF_WAGTAIL else MEMBERS_PAGE


def html_goal(name: str) -> int:
    return TOPIC_BYTES if name == "topic" else HTML_BYTES
