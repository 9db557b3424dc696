// A button or a link with data-in-place="zone" is followed without leaving the page: of the page that answers, the element
// called `zone` takes the place of this one's, the focus stays where it was, and the answer is read aloud. Without this
// script, or when the answer is another page (an expired login), it is followed as any other.
import { forget } from "./keep-forms.js";

const LOST = "Le site ne répond pas. Vérifiez la connexion, puis appuyez de nouveau.";
const status = document.createElement("div");
status.setAttribute("role", "status");
let busy = false;

function say(text, tone, zone) {
  zone.after(status);
  status.replaceChildren();
  if (!text) return;
  const note = document.createElement("p");
  note.className = `notice ${tone}`;
  note.textContent = text;
  status.append(note);
}

function refresh(zone, fresh) {
  const focused = document.activeElement;
  const [id, was] = [focused.id, zone.contains(focused)];
  zone.replaceChildren(...fresh.childNodes);
  if (was) (document.getElementById(id) ?? zone.querySelector("[data-refocus]"))?.focus();
}

function take(response, text, zone, form) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const fresh = page.getElementById(zone.id);
  const notice = page.querySelector("main > .notice");
  if (response.ok && fresh && (!form || new URL(response.url).pathname === location.pathname)) {
    refresh(zone, fresh);
    if (form) forget(form);
    say(notice?.textContent, notice?.classList.contains("error") ? "error" : "success", zone);
  } else if (response.redirected) {
    location.assign(response.url);
  } else {
    say(page.querySelector("main .error, main h1")?.textContent, "error", zone);
  }
}

async function follow(pressed, zone, url, form, options = {}) {
  if (busy) return;
  busy = true;
  pressed.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(url, options);
    take(response, await response.text(), zone, form);
  } catch {
    say(LOST, "error", zone);
  } finally {
    busy = false;
    pressed.removeAttribute("aria-busy");
  }
}

const zoneOf = (pressed) => pressed?.dataset.inPlace && document.getElementById(pressed.dataset.inPlace);

document.addEventListener("submit", (event) => {
  const [button, form] = [event.submitter, event.target];
  const zone = zoneOf(button);
  if (!zone) return;
  event.preventDefault();
  const body = new FormData(form);
  if (button.name) body.append(button.name, button.value);
  follow(button, zone, button.hasAttribute("formaction") ? button.formAction : form.action, form, { method: "POST", body });
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-in-place]");
  const zone = zoneOf(link);
  if (!zone || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  follow(link, zone, link.href);
});
