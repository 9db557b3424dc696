/**
 * A button or a link with `data-in-place="zone"` is followed without leaving the page: of the page that answers, the
 * element called `zone` takes the place of this one's, the focus stays where it was, and the answer is read aloud.
 * Without this script, or when the answer is another page (an expired login), it is followed as any other.
 * @module
 */
import { forgetForm } from "./form-recovery.js";

const LOST = "Le site ne répond pas. Vérifiez la connexion, puis appuyez de nouveau.";
const status = document.createElement("div");
status.setAttribute("role", "status");
let isBusy = false;

/**
 * Show a notice under the zone, or none.
 * @param {string | undefined} text
 * @param {"success" | "error"} tone
 * @param {Element} zone
 */
function showNotice(text, tone, zone) {
  zone.after(status);
  status.replaceChildren();
  if (!text) return;
  const note = document.createElement("p");
  note.className = `notice ${tone}`;
  note.textContent = text;
  status.append(note);
}

/**
 * Give the zone its new content, and the focus back to the element that had it.
 * @param {Element} zone
 * @param {Element} newZone
 */
function replaceContent(zone, newZone) {
  const focused = document.activeElement;
  const [id, hadFocus] = [focused.id, zone.contains(focused)];
  zone.replaceChildren(...newZone.childNodes);
  if (!hadFocus) return;
  /** @type {HTMLElement} */
  const target = document.getElementById(id) ?? zone.querySelector("[data-refocus]");
  target?.focus();
}

/**
 * Give the forms that stay the key of the page that answers: pressed again, a button is another form
 * (reseau/web/sent_forms).
 * @param {Document} page
 */
function renewKeys(page) {
  const find = (/** @type {Document} */ root) => root.querySelectorAll("input[name=form_key]");
  const [newField] = find(page);
  for (const field of newField ? find(document) : []) {
    /** @type {HTMLInputElement} */ (field).value = /** @type {HTMLInputElement} */ (newField).value;
  }
}

/**
 * Show the page that answers: its zone, another page, or its refusal.
 * @param {Response} response
 * @param {string} text
 * @param {Element} zone
 * @param {HTMLFormElement} [form]
 */
function showAnswer(response, text, zone, form) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const newZone = page.getElementById(zone.id);
  const notice = page.querySelector("main > .notice");
  if (response.ok && newZone && (!form || new URL(response.url).pathname === location.pathname)) {
    replaceContent(zone, newZone);
    renewKeys(page);
    if (form) forgetForm(form);
    showNotice(notice?.textContent, notice?.classList.contains("error") ? "error" : "success", zone);
  } else if (response.redirected) {
    location.assign(response.url);
  } else {
    showNotice(page.querySelector("main .error, main h1")?.textContent, "error", zone);
  }
}

/**
 * Follow a button or a link.
 * @param {Element} pressed
 * @param {Element} zone
 * @param {string} url
 * @param {HTMLFormElement} [form]
 * @param {RequestInit} [options]
 */
async function follow(pressed, zone, url, form, options = {}) {
  if (isBusy) return;
  isBusy = true;
  pressed.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(url, options);
    showAnswer(response, await response.text(), zone, form);
  } catch {
    showNotice(LOST, "error", zone);
  } finally {
    isBusy = false;
    pressed.removeAttribute("aria-busy");
  }
}

/**
 * Return the zone that an element updates, nothing when it updates none.
 * @param {HTMLElement | null} pressed
 */
const zoneOf = (pressed) => pressed?.dataset.inPlace && document.getElementById(pressed.dataset.inPlace);

document.addEventListener("submit", (event) => {
  const button = /** @type {HTMLButtonElement} */ (event.submitter);
  const form = /** @type {HTMLFormElement} */ (event.target);
  const zone = zoneOf(button);
  if (!zone) return;
  event.preventDefault();
  const body = new FormData(form);
  if (button.name) body.append(button.name, button.value);
  const url = button.hasAttribute("formaction") ? button.formAction : form.action;
  follow(button, zone, url, form, { method: "POST", body });
});

document.addEventListener("click", (event) => {
  /** @type {HTMLAnchorElement} */
  const link = /** @type {Element} */ (event.target).closest("a[data-in-place]");
  const zone = zoneOf(link);
  if (!zone || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  follow(link, zone, link.href);
});
