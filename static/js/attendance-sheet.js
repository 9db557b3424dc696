/**
 * The attendance sheet on the trainer's tablet. Each tick and each signature is an entry of a queue that needs no
 * network (offline-queue.js); the lines show what the site has written, and over it what still waits here.
 * @module
 */
import { buildElement } from "./element.js";
import { offerCode } from "./offline-code.js";
import { keepPage, refreshKeptPage } from "./offline-pages.js";
import { OfflineQueue, OUT_OF_REACH } from "./offline-queue.js";
import { showRefusals, showWaiting } from "./offline-status.js";
import { askSignature, isSigning } from "./signature-pad.js";

/** @typedef {import("./offline-queue.js").Item} Item */

const REFRESH = 30_000;
const OPENING_CHECK = 10_000;
/** @type {HTMLElement} */
const zone = document.querySelector("[data-entries]");
const about = zone.dataset;
/** @type {HTMLFormElement} */
const form = document.querySelector("#feuille");
const fields = /** @type {Record<string, HTMLInputElement>} */ (/** @type {unknown} */ (form?.elements));
/** @type {HTMLElement} */
const lines = document.querySelector("#lignes");
const queue = new OfflineQueue({
  name: location.pathname,
  address: about.entries,
  token: about.token,
  member: about.member,
  onChange: showAll,
});
/**
 * What the site has just written, and this page was not told yet: it stays shown until then, or a line would lose its
 * tick for a moment, and a sheet signed in that moment would be empty.
 * @type {Item[]}
 */
let written = [];

/**
 * List the lines of people in a sheet.
 * @param {Element} [sheet]
 * @returns {HTMLElement[]}
 */
const listRows = (sheet = lines) =>
  [...(sheet?.querySelectorAll("li[data-about]") ?? [])].map((row) => /** @type {HTMLElement} */ (row));

/**
 * Return the box of a line.
 * @param {Element} row
 * @returns {HTMLInputElement}
 */
const boxOf = (row) => row.querySelector("input[type=checkbox]");

/**
 * Return the story of a line: what was noted, and how.
 * @param {Element} row
 * @returns {Element}
 */
const storyOf = (row) => row.querySelector("[data-story]");

/**
 * Write a time in words, « 9 h 05 ».
 * @param {number} time In milliseconds.
 */
function formatHour(time) {
  const hour = new Date(time).toLocaleTimeString("fr-FR", {
    hour: "numeric",
    minute: "2-digit",
    timeZone: "Europe/Paris",
  });
  return hour.replace(":", "\u00a0h\u00a0");
}

/** @type {Record<string, string>} */
const PROOFS = { tablet: "signature", paper: "feuille papier", ticked: "cochée" };

/**
 * Write in words what an entry notes.
 * @param {Item} item
 */
function describeNote({ entry, at }) {
  if (entry.about === "close") return `clôture signée, ${formatHour(at)}`;
  if (!entry.present) return `absence, ${formatHour(at)}`;
  return `présence, ${PROOFS[/** @type {string} */ (entry.how)]}, ${formatHour(at)}`;
}

/**
 * Name the person whom an entry is about.
 * @param {Item} item
 */
function describePerson({ entry }) {
  if (entry.about === "close") return "Clôture de la feuille";
  if (entry.about === "late") return entry.name;
  return listRows().find((row) => row.dataset.about === entry.about)?.dataset.name ?? entry.name;
}

/** Show on each line what the page was told, and over it what it was not; then those who could not be looked up. */
function showLines() {
  if (!lines) return;
  for (const row of lines.querySelectorAll("[data-latecomer]")) row.remove();
  const waiting = queue.waiting;
  const untold = [...written, ...waiting];
  for (const row of listRows()) {
    const last = untold.filter(({ entry }) => entry.about === row.dataset.about).at(-1);
    const isToSend = waiting.includes(last);
    row.dataset.story ??= storyOf(row).textContent;
    row.dataset.checked ??= boxOf(row).checked ? "oui" : "";
    storyOf(row).textContent = last ? `${describeNote(last)}${isToSend ? ", à envoyer" : ""}` : row.dataset.story;
    boxOf(row).checked = last ? last.entry.present : Boolean(row.dataset.checked);
    row.classList.toggle("to-send", isToSend);
    /** @type {HTMLElement} */ (row.querySelector("[data-sign]")).hidden = false;
  }
  for (const item of untold.filter(({ entry }) => entry.about === "late")) addLatecomer(item, waiting.includes(item));
  showCount();
}

/**
 * Add the line of somebody who was not expected.
 * @param {Item} item
 * @param {boolean} isToSend
 */
function addLatecomer(item, isToSend) {
  const story = `${describeNote(item)}${isToSend ? ", à ajouter et à envoyer" : ""}`;
  const name = buildElement("b", { textContent: item.entry.name });
  const row = buildElement("li", {}, name, buildElement("span", { className: "soft", textContent: story }));
  row.classList.toggle("to-send", isToSend);
  row.dataset.latecomer = "";
  lines.querySelector("ul")?.append(row);
}

/** Show how many are present, and return it. */
function showCount() {
  const late = lines.querySelectorAll("[data-latecomer]").length;
  const present = listRows().filter((row) => boxOf(row).checked).length + late;
  const all = listRows().length + late;
  lines.querySelector("[data-count]").textContent = `${present}\u00a0présence${present > 1 ? "s" : ""} sur ${all}`;
  /** @type {HTMLElement} */ (document.querySelector("[data-nobody]")).hidden = present > 0;
  return present;
}

/**
 * Let people fill the sheet, or not.
 * @param {boolean} isDisabled
 */
function disableFields(isDisabled) {
  for (const part of document.querySelectorAll("[data-fields]")) {
    /** @type {HTMLFieldSetElement} */ (part).disabled = isDisabled;
  }
}

/** Show what waits; a sheet that is signed cannot be filled any more. */
function showState() {
  const isClosing = queue.waiting.some(({ entry }) => entry.about === "close");
  showWaiting(queue, about, isClosing ? " La feuille est signée\u00a0: elle sera close à ce moment-là." : "");
  if (form && isClosing) disableFields(true);
}

/** Show the queue after each change. */
function showAll() {
  const accepted = queue.settled.filter(({ state }) => state !== "refused");
  written.push(...accepted);
  if (accepted.length) refresh();
  showLines();
  showState();
  showRefusals(queue, { who: describePerson, what: describeNote });
}

/** Show what the site has now: lines noted from a telephone, or by another trainer. The kept page is renewed. */
async function refresh() {
  const told = new Set(written);
  let answer;
  try {
    answer = await fetch(location.pathname, { redirect: "manual", cache: "no-store" });
  } catch {
    return;
  }
  if (!answer.ok) return;
  await refreshKeptPage(about.member, answer);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#lignes");
  if (!page || !lines) {
    if (Boolean(page) !== Boolean(lines)) location.reload(); // closed meanwhile
    return;
  }
  const newRows = listRows(page);
  if (newRows.map((row) => row.dataset.about).join() !== listRows().map((row) => row.dataset.about).join()) {
    lines.replaceChildren(...page.childNodes); // somebody was added
  } else {
    for (const [rank, row] of listRows().entries()) {
      row.dataset.story = storyOf(newRows[rank]).textContent;
      row.dataset.checked = boxOf(newRows[rank]).checked ? "oui" : "";
    }
  }
  written = written.filter((item) => !told.has(item));
  showLines();
}

/**
 * Note a tick.
 * @param {Event} event
 */
function noteTick(event) {
  const box = /** @type {HTMLInputElement} */ (event.target);
  /** @type {HTMLElement} */
  const row = box.closest("li[data-about]");
  if (!row || box.type !== "checkbox") return;
  const how = box.checked && fields.from_paper.checked ? "paper" : "ticked";
  queue.add({ about: row.dataset.about, name: row.dataset.name, present: box.checked, how });
}

/**
 * Ask somebody to sign, and note it.
 * @param {Event} event
 */
async function noteSignature(event) {
  const row = /** @type {Element} */ (event.target).closest("[data-sign]")?.closest("li");
  if (!row) return;
  const signature = await askSignature(row.dataset.name);
  if (signature) {
    queue.add({ about: row.dataset.about, name: row.dataset.name, present: true, how: "tablet", ...signature });
  }
}

/**
 * Ask the trainer to sign the sheet, and note that it is closed.
 * @param {SubmitEvent} event
 */
async function noteClosing(event) {
  event.preventDefault();
  if (/** @type {HTMLButtonElement} */ (event.submitter)?.name !== "close") return;
  const nobody = fields.nobody.checked;
  if (listRows().length && !showCount() && !nobody) {
    fields.nobody.setCustomValidity("Cochez les personnes présentes, ou « Personne n’est venu ».");
    fields.nobody.reportValidity();
    return;
  }
  const signature = await askSignature(`${about.name}, qui clôt la feuille`);
  if (signature) queue.add({ about: "close", name: about.name, present: !nobody, how: "ticked", ...signature });
}

/**
 * Note without network somebody who was not expected; the site looks them up otherwise.
 * @param {SubmitEvent} event
 */
async function noteLatecomer(event) {
  const search = /** @type {HTMLFormElement} */ (event.target);
  const box = /** @type {HTMLInputElement} */ (search.elements.namedItem("q"));
  const name = box.value.trim();
  if (!name || (navigator.onLine && queue.outcome !== OUT_OF_REACH)) return;
  event.preventDefault();
  const signature = await askSignature(name);
  if (signature) queue.add({ about: "late", name, member: name, present: true, how: "tablet", ...signature });
  search.reset();
}

/** Open the sheet when its hour has come, without loading the page again. */
function openInTime() {
  const until = document.querySelector("[data-until]");
  if (!until || Date.now() < Date.parse(about.opens)) return;
  disableFields(false);
  until.remove();
}

if (form) {
  for (const part of ["[data-save]", "[data-typed]"]) {
    /** @type {HTMLElement} */ (document.querySelector(part)).hidden = true;
  }
  form.addEventListener("change", noteTick);
  form.addEventListener("click", noteSignature);
  form.addEventListener("submit", noteClosing);
  fields.nobody.addEventListener("change", () => fields.nobody.setCustomValidity(""));
  /** @type {HTMLFormElement} */ (document.querySelector("[data-late]")).addEventListener("submit", noteLatecomer);
  openInTime();
  setInterval(openInTime, OPENING_CHECK);
  setInterval(() => {
    if (document.visibilityState === "visible" && !isSigning() && !queue.waiting.length) refresh();
  }, REFRESH);
}
showAll();
queue.send();
offerCode(about.member);
// What could not be kept now, with no line, was kept before or will be.
addEventListener("load", () => {
  keepPage({ worker: about.worker, scope: about.scope, member: about.member }).catch(() => {});
});
