/**
 * Warns a minute before the connection closes for want of its person, and closes the page with it: on a shared computer,
 * nothing of them stays on the screen. What they typed is kept and comes back after the next login.
 *
 * The site counts the pages opened and the forms sent. Here, keys, the mouse and the finger are counted too, and told
 * to the site when it would close: whoever writes or reads for long is not asked. What scripts do is no sign of a person.
 * @module
 */
import { buildElement } from "./element.js";
import { keepForms } from "./form-recovery.js";
import { sealOwnWork } from "./sealed-storage.js";

const MINUTE = 60_000;
const RETRY = 15_000;
const PATIENCE = 10_000;
const SIGNS = ["pointerdown", "keydown", "input", "wheel", "touchmove"];
// The page itself says how long its connection lasts; the editor of pages asks, since it stands in a page of Wagtail.
const { left = "0", owner, stay } = /** @type {HTMLElement} */ (document.querySelector("[data-stay]")).dataset;

let lastSign = Date.now();
/** Time of the last sign that the site knows. */
let lastTold = lastSign;
let ends = Date.now() + Number(left) * 1000;
/** @type {number} */
let timer;
/** @type {HTMLDialogElement | undefined} */
let warning;

/**
 * Ask the site how long the connection lasts: null when it is closed already.
 * @param {Record<string, string>} [told] What to tell the site.
 * @returns {Promise<{left: number, closed?: boolean, token?: string} | null>}
 */
async function ask(told) {
  const options = /** @type {RequestInit} */ ({ redirect: "manual", cache: "no-store" });
  const answer = await fetch(stay, { ...options, signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) return null;
  const connection = await answer.json();
  if (!told) return connection;
  const headers = { "X-CSRFToken": connection.token };
  const body = new URLSearchParams(told);
  const taken = await fetch(stay, {
    ...options,
    method: "POST",
    headers,
    body,
    signal: AbortSignal.timeout(PATIENCE),
  });
  return taken.ok ? taken.json() : null;
}

/**
 * Do something later, and nothing else meanwhile.
 * @param {() => void} action
 * @param {number} delay In milliseconds.
 */
function plan(action, delay) {
  clearTimeout(timer);
  timer = setTimeout(action, Math.max(0, delay));
}

/** Tell the site of the last sign of the person, or ask it about other windows; then wait, or warn. */
async function look() {
  const sign = lastSign;
  try {
    const isNew = sign > lastTold;
    const age = String(Math.round((Date.now() - sign) / 1000));
    const connection = await ask(isNew ? { age } : undefined);
    if (!connection) return closePage();
    lastTold = sign;
    ends = Date.now() + connection.left * 1000;
    if (ends - Date.now() > MINUTE) {
      warning?.close();
      plan(look, ends - MINUTE - Date.now());
    } else {
      warn();
    }
  } catch {
    plan(look, RETRY); // no line: the page stays, with what waits in it
  }
}

/** Show the warning, and close when its minute is over. */
function warn() {
  if (!warning) warning = buildWarning();
  if (!warning.open) warning.showModal();
  plan(end, ends - Date.now());
}

/** @returns {HTMLDialogElement} */
function buildWarning() {
  const button = buildElement("button", { type: "button", className: "button" }, "Je suis encore là");
  const title = buildElement("h2", { id: "encore-la" }, "Êtes-vous encore là\u00a0?");
  const dialog = buildElement(
    "dialog",
    { className: "idle-warning" },
    title,
    buildElement(
      "p",
      {},
      "Sans réponse, votre connexion se ferme dans une minute, pour que personne ne lise cette page à votre place. " +
        "Ce que vous avez écrit est gardé\u00a0: vous le retrouverez en vous reconnectant ici.",
    ),
    buildElement("p", { className: "actions" }, button),
  );
  dialog.setAttribute("role", "alertdialog");
  dialog.setAttribute("aria-labelledby", title.id);
  button.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    lastSign = Date.now();
    look();
  });
  document.body.append(dialog);
  return dialog;
}

/** Close the connection, unless another window was used meanwhile. */
async function end() {
  try {
    const connection = await ask({ end: "1" });
    if (connection && !connection.closed) await look();
    else await closePage();
  } catch {
    plan(look, RETRY);
  }
}

/** Keep what is typed, then leave the page: the site leads to the login, and back here. */
async function closePage() {
  if (owner) {
    keepForms();
    await sealOwnWork();
  }
  location.replace(location.pathname + location.search);
}

for (const sign of SIGNS) {
  addEventListener(sign, ({ isTrusted }) => isTrusted && !warning?.open && (lastSign = Date.now()), { passive: true });
}
addEventListener("submit", () => owner && Date.now() > ends - MINUTE && keepForms(), { capture: true });
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && Date.now() > ends - MINUTE) look();
});
plan(look, ends - MINUTE - Date.now());
