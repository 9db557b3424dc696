/**
 * Small comforts on every page. Reading and every form work without them.
 * @module
 */
import { keepDisplay } from "./display.js";

keepDisplay();

/** @type {HTMLElement} */
const errors = document.querySelector("[data-errors]");
errors?.focus();

// Where the style sheet alone cannot open them (older browsers), facets are open on a wide screen.
if (matchMedia("(min-width: 60rem)").matches) {
  for (const facets of document.querySelectorAll("details.facets")) {
    /** @type {HTMLDetailsElement} */ (facets).open = true;
  }
}

openTarget();

// Visitors, who only read, do not fetch what serves those who write.
if (sessionStorage.length > 0 || document.querySelector("form[data-keep], main form[method=post]")) {
  import("./form-recovery.js").then(({ recoverForms }) => recoverForms());
}
if (document.querySelector("form[method=post] :is(textarea, input:not([type=hidden])), [form]")) {
  import("./unsaved-text.js").then(({ guardTexts }) => guardTexts());
}

for (const form of document.querySelectorAll("form[data-questions]")) {
  import("./asked-questions.js").then(({ followAnswers }) => followAnswers(/** @type {HTMLFormElement} */ (form)));
}

for (const box of document.querySelectorAll("input[data-suggest]")) {
  const input = /** @type {HTMLInputElement} */ (box);
  const suggest = async () => {
    const before = input.value;
    (await import("./search-suggestions.js")).suggestIn(input);
    // What was typed meanwhile.
    if (input.value !== before) input.dispatchEvent(new Event("input"));
  };
  if (document.activeElement === input) suggest();
  else input.addEventListener("focus", suggest, { once: true });
}

const seenPage = /** @type {HTMLFormElement} */ (document.querySelector("form[data-seen]"));
if (seenPage) import("./seen-page.js").then(({ tellSeenPage }) => tellSeenPage(seenPage));

document.querySelector("[data-help]")?.addEventListener("click", async (event) => {
  const { ctrlKey, metaKey, shiftKey } = /** @type {MouseEvent} */ (event);
  if (ctrlKey || metaKey || shiftKey) return;
  event.preventDefault();
  const link = /** @type {HTMLAnchorElement} */ (event.currentTarget);
  (await import("./page-help.js")).openHelp(link.href);
});

/** Unfold the part that holds the target of the address, where the browser does not do it by itself. */
function openTarget() {
  const target = document.getElementById(location.hash.slice(1));
  const closed = target?.closest("details:not([open])");
  if (!closed) return;
  for (let fold = closed; fold; fold = fold.parentElement.closest("details")) {
    /** @type {HTMLDetailsElement} */ (fold).open = true;
  }
  target.scrollIntoView();
}

/**
 * Tell whether this computer keeps something under a prefix.
 * @param {string} prefix
 */
const holds = (prefix) => Object.keys(localStorage).some((key) => key.startsWith(prefix));

const { owner = "", left } = document.documentElement.dataset;

// A page of somebody comes back from the history as the site answers now: they may have left.
if (owner) addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
if (left) import("./idle-warning.js");

// Pages kept for a line that fails are of one person: they go when another one is here, or nobody.
if (holds("pages-hors-ligne") && localStorage.getItem("pages-hors-ligne") !== owner) {
  import("./offline-pages.js").then(({ erasePages }) => erasePages());
}

// What could not reach the site is sent as soon as a page of its person opens (an attendance sheet sends its own), and
// before they leave a shared computer.
if (holds("texte:") || holds("scelle:")) import("./unsent-drafts.js");
if ((holds("attente:") || holds("scelle:")) && !document.querySelector("[data-entries]")) {
  import("./offline-queue.js").then(({ sendWaiting }) => sendWaiting());
}
for (const form of document.querySelectorAll("form[data-leave]")) {
  form.addEventListener("submit", async (event) => {
    if (!["texte:", "attente:", "pages-hors-ligne"].some(holds)) return;
    event.preventDefault();
    const { leave } = await import("./leaving.js");
    if (await leave()) /** @type {HTMLFormElement} */ (form).submit();
  });
}
