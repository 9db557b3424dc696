/**
 * Tickets debited for a session. With a line, the form goes to the site, whose refusals stand beside their fields;
 * without one, the debit joins a queue (offline-queue.js), is kept on this device and is sent once.
 * @module
 */
import { keepPage } from "./offline-pages.js";
import { OfflineQueue } from "./offline-queue.js";
import { showRefusals, showWaiting } from "./offline-status.js";

const PATIENCE = 4_000;
/** @type {HTMLElement} */
const zone = document.querySelector("[data-entries]");
const about = zone.dataset;
/** @type {HTMLFormElement | null} */
const form = document.querySelector("form[data-debit]");
const queue = new OfflineQueue({
  name: location.pathname,
  address: about.entries,
  token: about.token,
  member: about.member,
  onChange: showAll,
});

/** Show what waits for the network and what was refused; the list of the page is renewed once all is sent. */
function showAll() {
  showWaiting(queue, about);
  showRefusals(queue, {
    who: ({ entry }) => `${entry.name}, ${entry.about}`,
    what: ({ entry }) => `${Number(entry.minutes) / 60}\u00a0h`,
  });
  const isWritten = queue.settled.some(({ state }) => state === "written");
  if (isWritten && !queue.waiting.length && isBlank()) location.reload();
}

/**
 * Tell whether nobody is typing the next ticket.
 * @returns {boolean}
 */
const isBlank = () => !form || ![readField("code"), readField("name")].some(Boolean);

/**
 * Return what stands in a field of the form.
 * @param {string} name
 * @returns {string}
 */
const readField = (name) => String(new FormData(form).get(name) ?? "").trim();

/**
 * Tell whether the site answers.
 * @returns {Promise<boolean>}
 */
async function isReached() {
  if (!navigator.onLine) return false;
  try {
    const answer = await fetch(about.token, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    return answer.ok;
  } catch {
    return false;
  }
}

/**
 * Send the form, or keep the debit where the site is out of reach.
 * @param {SubmitEvent} event
 */
async function noteDebit(event) {
  if (!readField("code") || !readField("name")) return; // the site says what is missing
  event.preventDefault();
  if (await isReached()) {
    form.submit();
    return;
  }
  const entry = {
    about: readField("code"),
    name: readField("name"),
    present: true,
    person: readField("name"),
    minutes: Number(readField("minutes")),
    body: readField("body"),
  };
  try {
    queue.add(entry);
  } catch {
    form.submit(); // a browser that keeps nothing
    return;
  }
  form.reset();
  /** @type {HTMLElement} */
  const said = document.querySelector("[data-said]");
  said.textContent = `Gardé sur cette tablette\u00a0: ${entry.about}.`;
}

form?.addEventListener("submit", noteDebit);
showAll();
queue.send();
// What could not be kept now, with no line, was kept before or will be.
addEventListener("load", () => {
  keepPage({ worker: about.worker, scope: about.scope, member: about.member }).catch(() => {});
});
