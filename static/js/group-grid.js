/**
 * The grid of a workshop on the animator's tablet. Each tick is an entry of a queue that needs no network
 * (offline-queue.js); the boxes show what the site has written, and over it what still waits here.
 * @module
 */
import { keepPage, refreshKeptPage } from "./offline-pages.js";
import { OfflineQueue } from "./offline-queue.js";
import { showRefusals, showWaiting } from "./offline-status.js";

const REFRESH = 30_000;
/** @type {HTMLElement} */
const zone = document.querySelector("[data-entries]");
const about = zone.dataset;
/** @type {HTMLFormElement} */
const form = document.querySelector("#grille");
/** @type {HTMLElement} */
const saved = document.querySelector("[data-saved]");
const queue = new OfflineQueue({
  name: location.pathname,
  address: about.entries,
  token: about.token,
  member: about.member,
  onChange: showAll,
});

/**
 * List the boxes of the grid.
 * @returns {HTMLInputElement[]}
 */
function listBoxes() {
  if (!form) return [];
  const boxes = form.querySelectorAll("tbody input[type=checkbox]");
  return [...boxes].map((box) => /** @type {HTMLInputElement} */ (box));
}

/**
 * Name the learner of a box.
 * @param {HTMLInputElement} box
 */
const nameOf = (box) => box.closest("tr").cells[0].textContent;

/**
 * Name the skill of a box.
 * @param {HTMLInputElement} box
 */
const codeOf = (box) =>
  /** @type {HTMLTableRowElement} */ (form.querySelector("thead tr")).cells[box.closest("td").cellIndex].querySelector(
    "abbr",
  ).textContent;

/**
 * Read names of boxes from one text.
 * @param {string} text
 */
const parseNames = (text) => new Set(text.split(" ").filter(Boolean));

/** Names of the boxes that the site has as ticked. */
let written = parseNames(/** @type {HTMLInputElement} */ (form?.elements.namedItem("noted"))?.value ?? "");

/** Show in each box what the site has written, and over it what waits here. */
function showBoxes() {
  const waiting = new Map(queue.waiting.map(({ entry }) => [entry.about, entry.present]));
  for (const box of listBoxes()) {
    box.checked = waiting.get(box.name) ?? written.has(box.name);
    box.parentElement.classList.toggle("to-send", waiting.has(box.name));
  }
}

/** Show the queue after each change. */
function showAll() {
  const accepted = queue.settled.filter(({ state }) => state !== "refused");
  for (const { entry } of accepted) {
    if (entry.present) written.add(entry.about);
    else written.delete(entry.about);
  }
  showBoxes();
  showWaiting(queue, about);
  showRefusals(queue, {
    who: ({ entry }) => entry.name,
    what: ({ entry }) => `${entry.code}, ${entry.present ? "coché" : "décoché"}`,
  });
  if (saved && (accepted.length || queue.waiting.length)) {
    saved.hidden = Boolean(queue.waiting.length || queue.refused.length);
  }
  if (accepted.length) refresh();
}

/** Show what the site has now: a colleague may tick on another tablet. The kept page is renewed. */
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
  /** @type {HTMLInputElement} */
  const noted = page.querySelector("[name=noted]");
  if (!noted) return;
  written = parseNames(noted.value);
  showBoxes();
}

/**
 * Note a tick.
 * @param {HTMLInputElement} box
 */
function noteTick(box) {
  queue.add({ about: box.name, name: nameOf(box), code: codeOf(box), present: box.checked });
}

/**
 * Tick a whole column.
 * @param {Event} event
 */
function tickColumn(event) {
  const button = /** @type {Element} */ (event.target).closest("[data-column]");
  if (!button) return;
  const place = button.closest("th").cellIndex;
  for (const box of listBoxes().filter((box) => box.closest("td").cellIndex === place && !box.checked)) {
    box.checked = true;
    noteTick(box);
  }
}

/** @type {Record<string, [number, number]>} */
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/**
 * Move from box to box with the arrows.
 * @param {KeyboardEvent} event
 */
function moveFocus(event) {
  const step = STEPS[event.key];
  const cell = /** @type {HTMLTableCellElement} */ (/** @type {Element} */ (event.target).closest("tbody td"));
  if (!step || !cell) return;
  const row = /** @type {HTMLTableRowElement} */ (cell.parentElement);
  const section = /** @type {HTMLTableSectionElement} */ (row.parentElement);
  const next = section.rows[row.sectionRowIndex + step[0]]?.cells[cell.cellIndex + step[1]]?.querySelector("input");
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** @type {HTMLElement} */
const turner = document.querySelector("[data-turn]");
const onPhone = matchMedia("(max-width: 40rem)");
/** Place of the skill that a phone shows, from 1 as in the table. */
let shown = 1;

/** Show one skill a screen on a phone, all of them elsewhere. */
function showSkills() {
  const table = form.querySelector("table");
  const last = table.rows[0].cells.length - 1;
  form.classList.toggle("one-skill", onPhone.matches);
  for (const row of table.rows) {
    for (const cell of row.cells) cell.hidden = onPhone.matches && cell.cellIndex > 0 && cell.cellIndex !== shown;
  }
  if (!turner) return;
  turner.hidden = !onPhone.matches;
  turner.querySelector("[data-place]").textContent = `${shown} sur ${last}`;
  for (const button of turner.querySelectorAll("button")) {
    const place = shown + Number(button.value);
    button.disabled = place < 1 || place > last;
  }
}

/**
 * Turn to the next or to the previous skill.
 * @param {Event} event
 */
function turn(event) {
  const button = /** @type {Element} */ (event.target).closest("button");
  if (!button) return;
  shown += Number(button.value);
  showSkills();
  form.scrollIntoView();
}

/**
 * Tick the box of a person from anywhere in their row, on a phone.
 * @param {Event} event
 */
function tickRow(event) {
  const target = /** @type {Element} */ (event.target);
  const row = /** @type {HTMLTableRowElement} */ (target.closest("tbody tr"));
  if (onPhone.matches && row && target.tagName !== "INPUT") row.cells[shown].querySelector("input").click();
}

if (form) {
  showSkills();
  onPhone.addEventListener("change", showSkills);
  turner?.addEventListener("click", turn);
  /** @type {HTMLElement} */ (document.querySelector("[data-save]")).hidden = true;
  for (const button of form.querySelectorAll("[data-column]")) /** @type {HTMLElement} */ (button).hidden = false;
  form.addEventListener("change", (event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    if (box.type === "checkbox") noteTick(box);
  });
  form.addEventListener("click", tickColumn);
  form.addEventListener("click", tickRow);
  form.addEventListener("keydown", moveFocus);
  form.addEventListener("submit", (event) => event.preventDefault());
  setInterval(() => {
    if (document.visibilityState === "visible" && !queue.waiting.length) refresh();
  }, REFRESH);
}
showAll();
queue.send();
// What could not be kept now, with no line, was kept before or will be.
addEventListener("load", () => {
  keepPage({ worker: about.worker, scope: about.scope, member: about.member }).catch(() => {});
});
