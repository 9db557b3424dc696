"""What the console of a browser says of the site: an error or a warning there is a fault that people do not see."""

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Response

FAULTS = {"error", "warning"}
# A journey refuses forms, leaves what it may not see and cuts the line on purpose: the browser logs the answer.
NETWORK = "Failed to load resource"
ASKED_BY_JOURNEYS = {"document", "fetch", "xhr", "eventsource", "ping"}
# Scripts of the editing admin, which Wagtail writes.
OTHERS = ("/static/wagtail", "/static/admin/")


@dataclass
class ConsoleFaults:
    """Faults of every page of the watched windows, popups and later pages of a window included."""

    faults: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> BrowserContext:
        context.on("weberror", lambda error: self.faults.append(str(error.error)))
        context.on("console", self.note_line)
        context.on("response", self.note_response)
        return context

    def note_line(self, line: ConsoleMessage) -> None:
        address = line.location.get("url", "")
        if line.type in FAULTS and not line.text.startswith(NETWORK) and not any(part in address for part in OTHERS):
            self.faults.append(f"{line.type}: {line.text} ({address})")

    def note_response(self, response: Response) -> None:
        """Note a picture, script, style or font that the site does not have."""
        if response.status >= 400 and response.request.resource_type not in ASKED_BY_JOURNEYS:
            self.faults.append(f"{response.status}: {response.url}")
