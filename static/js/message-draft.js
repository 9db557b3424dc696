/**
 * Keeps a message, or the line of a veille, on the site while it is written, every few seconds and when the page is left:
 * it is found again on another computer. A line under the text says where it is. Another text kept meanwhile is never
 * replaced unasked. The tab keeps it too (form-recovery.js), for a line that is cut.
 * @module
 */
import { buildElement } from "./element.js";

const PAUSE = 2_000;
const LONGEST_PAUSE = 8_000;
const RETRY = 15_000;
const TEXTS = ["title", "body", "tags", "why", "choices"];
const NAMES =
  /^(title|body|tags|why|kind|choices|several|closes|fichier|nomme|description-\d+|decorative-\d+|sans-\d+|csrfmiddlewaretoken)$/;

// Once the tab has put back what it kept.
import("./form-recovery.js").then(() =>
  setTimeout(() => {
    for (const element of document.querySelectorAll("form[data-draft]")) {
      keepDraft(/** @type {HTMLFormElement} */ (element));
    }
  })
);

/**
 * Keep what is typed in a form.
 * @param {HTMLFormElement} form
 */
function keepDraft(form) {
  const line = buildElement("p", { className: "keeping" });
  line.setAttribute("role", "status");
  form.querySelector(".actions").before(line);
  const memory = `brouillon:${document.documentElement.dataset.owner ?? ""}:${form.dataset.draft}`;
  let version = form.dataset.version;
  let isDirty = false;
  let isSending = false;
  let isLeaving = false;
  let hasOther = false;
  /** @type {number | undefined} */
  let dirtySince;
  /** @type {number} */
  let timer;

  function content() {
    const body = new URLSearchParams({ version });
    for (const [name, value] of new FormData(form)) {
      if (NAMES.test(name) && typeof value === "string") body.append(name, value);
    }
    return body;
  }

  function know(/** @type {string} */ known) {
    version = known;
    sessionStorage.setItem(memory, known);
  }

  function say(/** @type {string} */ words, isTrouble = false) {
    if (line.textContent !== words) line.textContent = words;
    line.toggleAttribute("data-trouble", isTrouble);
  }

  /** Ask which of two texts is meant: this one, or the one that the site keeps. */
  function askAbout(/** @type {string} */ at) {
    hasOther = true;
    say(`Un autre texte, gardé à ${at}, attend sur le site pour ce message. Celui-ci reste dans cet onglet. `, true);
    const read = buildElement("a", { href: location.pathname, target: "_blank", textContent: "Lire l’autre texte" });
    const keep = buildElement("button", { type: "button", className: "link", textContent: "Garder celui-ci" });
    keep.addEventListener("click", () => {
      hasOther = false;
      form.dataset.forced = "";
      save();
    });
    line.append(read, " ", keep);
  }

  function plan() {
    isDirty = true;
    dirtySince ??= Date.now();
    clearTimeout(timer);
    timer = setTimeout(save, Math.min(PAUSE, Math.max(0, dirtySince + LONGEST_PAUSE - Date.now())));
  }

  async function save() {
    clearTimeout(timer);
    if (isSending || isLeaving || hasOther) return;
    isSending = true;
    isDirty = false;
    const body = content();
    if ("forced" in form.dataset) body.append("force", "1");
    delete form.dataset.forced;
    try {
      const response = await fetch(form.dataset.draft, { method: "POST", body });
      if (!response.ok || response.redirected) throw new Error("not kept");
      note(await response.json());
    } catch {
      isDirty = true;
      say("Le site ne répond pas\u00a0: votre texte reste dans cet onglet, il sera gardé dès que possible.", true);
      timer = setTimeout(save, RETRY);
    }
    isSending = false;
    if (isDirty && dirtySince === undefined) plan();
  }

  function note(/** @type {{version?: number, at?: string, other?: string, gone?: boolean, error?: string}} */ answer) {
    dirtySince = undefined;
    if (answer.other) askAbout(answer.other);
    else if (answer.gone) know("0"); // what is typed from now on is another message
    else if (answer.error) say(answer.error, true);
    else {
      know(String(answer.version));
      say(answer.version ? `Brouillon gardé à ${answer.at}.` : "");
    }
  }

  // What the tab put back is newer than what the site keeps, unless another window wrote since.
  const seen = sessionStorage.getItem(memory);
  const isPutBack = [...form.elements].some((element) => {
    const field = /** @type {HTMLTextAreaElement} */ (element);
    return TEXTS.includes(field.name) && field.value !== field.defaultValue;
  });
  if (isPutBack && seen !== null && seen !== version) version = seen;
  else know(version);
  if (isPutBack) plan();

  form.addEventListener("input", plan);
  form.addEventListener("change", () => setTimeout(save));
  form.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) isLeaving = true;
    clearTimeout(timer);
  });
  addEventListener("pageshow", () => (isLeaving = false));
  addEventListener("pagehide", () => {
    if ((isDirty || isSending) && !isLeaving && !hasOther) navigator.sendBeacon(form.dataset.draft, content());
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && isDirty && save());
}
