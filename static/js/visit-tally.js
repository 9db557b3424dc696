/**
 * The counter of a place. Each tap is an entry of a queue that needs no network (offline-queue.js): it is kept on this
 * device at once, and sent once. The number shown is what the site knows, and what this device did not send yet.
 * @module
 */
import { offerCode } from "./offline-code.js";
import { keepPage, refreshKeptPage } from "./offline-pages.js";
import { OfflineQueue } from "./offline-queue.js";
import { showRefusals, showWaiting } from "./offline-status.js";

/** @typedef {import("./offline-queue.js").Item} Item */

const REFRESH = 30_000;
const NOON = 13;
const EVENING = 18;
/** @type {HTMLElement} */
const zone = document.querySelector("[data-entries]");
const about = zone.dataset;
/** @type {HTMLElement} */
const heading = document.querySelector("[data-half-day]");
/** @type {HTMLElement} */
const said = document.querySelector("[data-said]");
const queue = new OfflineQueue({
  name: location.pathname,
  address: about.entries,
  token: about.token,
  member: about.member,
  onChange: showAll,
});

/**
 * Taps that the numbers of the page do not hold yet, by their key: those that wait, and those sent since.
 * @type {Map<string, Item>}
 */
const seen = new Map();

/**
 * Name the half-day of a moment, as the site does: day, then part.
 * @param {number} time In milliseconds.
 * @returns {string}
 */
function nameHalfDay(time) {
  const options = /** @type {const} */ ({ timeZone: "Europe/Paris", hour12: false });
  const day = new Date(time).toLocaleDateString("sv-SE", options);
  const hour = Number(new Date(time).toLocaleTimeString("sv-SE", { ...options, hour: "2-digit" }));
  if (hour < NOON) return `${day} morning`;
  return `${day} ${hour < EVENING ? "afternoon" : "evening"}`;
}

/**
 * List the elements that show a count.
 * @returns {HTMLElement[]}
 */
const listCounts = () =>
  [...document.querySelectorAll("[data-count]")].map((count) => /** @type {HTMLElement} */ (count));

/**
 * Add what items count about a subject in the half-day that the page shows.
 * @param {Item[]} items
 * @param {string} subject
 * @returns {number}
 */
function sumOf(items, subject) {
  const shown = `${heading.dataset.day} ${heading.dataset.halfDay}`;
  return items
    .filter(({ entry, at }) => entry.about === subject && nameHalfDay(at) === shown)
    .reduce((sum, { entry }) => sum + Number(entry.amount), 0);
}

/** Show each count, then what waits for the network and what was refused. */
function showAll() {
  for (const item of queue.waiting) seen.set(item.key, item);
  for (const { key } of [...queue.refused, ...queue.settled.filter(({ state }) => state !== "written")]) {
    seen.delete(key);
  }
  for (const count of listCounts()) {
    count.textContent = String(
      Math.max(0, Number(count.dataset.known) + sumOf([...seen.values()], count.dataset.count)),
    );
  }
  showWaiting(queue, about);
  showRefusals(queue, { who: ({ entry }) => entry.name, what: describeTap });
  if (queue.settled.length && !queue.waiting.length) refresh();
}

/**
 * Write a tap in words.
 * @param {Item} item
 * @returns {string}
 */
const describeTap = ({ entry }) => (Number(entry.amount) > 0 ? "une de plus" : "une de moins");

/**
 * Name a subject as the page does.
 * @param {string} subject
 * @returns {string}
 */
function nameSubject(subject) {
  if (subject === "visit") return "Visites";
  const button = document.querySelector(`[data-tally="1"] button[value="${CSS.escape(subject)}"] span`);
  return button?.textContent ?? subject;
}

/**
 * Count on this device instead of asking the site for a new page.
 * @param {SubmitEvent} event
 */
function noteTap(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.dataset.tally) return;
  const subject = String(new FormData(form, event.submitter).get("subject"));
  const name = nameSubject(subject);
  const shown = listCounts().find(({ dataset }) => dataset.count === subject);
  if (form.dataset.tally === "-1" && !Number(shown.textContent)) {
    event.preventDefault();
    said.textContent = `${name}\u00a0: rien à retirer.`;
    return;
  }
  try {
    queue.add({ about: subject, name, present: true, amount: Number(form.dataset.tally) });
  } catch {
    return; // a browser that keeps nothing: the form goes to the site
  }
  event.preventDefault();
  said.textContent = `${name}\u00a0: ${shown.textContent}.`;
}

/** Show what the site has now, other devices included; the kept page is renewed. A new half-day has a page of its own. */
async function refresh() {
  let answer;
  try {
    answer = await fetch(location.pathname, { redirect: "manual", cache: "no-store" });
  } catch {
    return;
  }
  if (!answer.ok) return;
  await refreshKeptPage(about.member, answer);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.querySelector("[data-half-day]");
  if (!now || queue.waiting.length) return;
  if (
    now.getAttribute("data-half-day") !== heading.dataset.halfDay ||
    now.getAttribute("data-day") !== heading.dataset.day
  ) {
    location.reload();
    return;
  }
  seen.clear();
  for (const count of listCounts()) {
    const newer = page.querySelector(`[data-count="${CSS.escape(count.dataset.count)}"]`);
    if (newer) count.dataset.known = newer.getAttribute("data-known");
  }
  showAll();
}

document.addEventListener("submit", noteTap);
setInterval(() => {
  if (document.visibilityState === "visible" && navigator.onLine && !queue.waiting.length) refresh();
}, REFRESH);
showAll();
queue.send();
offerCode(about.member);
// What could not be kept now, with no line, was kept before or will be.
addEventListener("load", () => {
  keepPage({ worker: about.worker, scope: about.scope, member: about.member }).catch(() => {});
});
