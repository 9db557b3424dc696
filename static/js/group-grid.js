/**
 * The grid of a workshop on the animator's tablet. Each tick is an entry of a queue that needs no network
 * (offline-queue.js); the boxes show what the site has written, and over it what still waits here.
 * @module
 */
import { keepOtherPages, keepPage, refreshKeptPage } from "./offline-pages.js";
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
// One queue for all the parts of a grid.
const queue = new OfflineQueue({
  name: about.entries.replace(/entrees\/$/, ""),
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
const skillOf = (box) =>
  /** @type {HTMLTableRowElement} */ (form.querySelector("thead tr")).cells[box.closest("td").cellIndex].querySelector(
    "[id]",
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
  queue.add({ about: box.name, name: nameOf(box), code: skillOf(box), present: box.checked });
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
/** @type {HTMLElement} */
const views = document.querySelector("[data-views]");
const onPhone = matchMedia("(max-width: 40rem)");
const CHOSEN_VIEW = "grille-vue";
/** What a phone shows at once: a skill for all, or a person and all the skills. The animator's choice is kept. */
let view = localStorage.getItem(CHOSEN_VIEW) === "person" ? "person" : "skill";
/** Place of the skill or of the person that a phone shows, from 1. */
let shown = 1;

/** Show one skill or one person a screen on a phone, the whole table elsewhere. */
function showView() {
  const table = form.querySelector("table");
  const [heads, ...people] = table.rows;
  const bySkill = onPhone.matches && view === "skill";
  const byPerson = onPhone.matches && view === "person";
  const last = byPerson ? people.length : heads.cells.length - 1;
  form.classList.toggle("one-skill", bySkill);
  form.classList.toggle("one-person", byPerson);
  heads.hidden = byPerson;
  people.forEach((row, place) => row.hidden = byPerson && place + 1 !== shown);
  for (const row of table.rows) {
    for (const cell of row.cells) cell.hidden = bySkill && cell.cellIndex > 0 && cell.cellIndex !== shown;
  }
  views.hidden = !onPhone.matches;
  for (const button of views.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.value === view));
  }
  turner.hidden = !onPhone.matches || last < 2;
  turner.querySelector("[data-place]").textContent = `${byPerson ? "Personne" : "Compétence"} ${shown} sur ${last}`;
  for (const button of turner.querySelectorAll("button")) {
    const place = shown + Number(button.value);
    button.disabled = place < 1 || place > last;
  }
}

/**
 * Turn to the next or to the previous skill or person.
 * @param {Event} event
 */
function turn(event) {
  const button = /** @type {Element} */ (event.target).closest("button");
  if (!button) return;
  shown += Number(button.value);
  showView();
  form.scrollIntoView();
}

/**
 * Choose what a phone shows at once.
 * @param {Event} event
 */
function chooseView(event) {
  const button = /** @type {HTMLButtonElement} */ (/** @type {Element} */ (event.target).closest("button"));
  if (!button) return;
  view = button.value;
  localStorage.setItem(CHOSEN_VIEW, view);
  shown = 1;
  showView();
}

/** Say in each cell which skill it is about: a phone shows no head above one person. */
function nameCells() {
  for (const box of listBoxes()) box.closest("td").dataset.columnName = skillOf(box);
}

/**
 * Tick a box from anywhere in its row, or in its line of one person, on a phone.
 * @param {Event} event
 */
function tickRow(event) {
  const target = /** @type {Element} */ (event.target);
  const row = /** @type {HTMLTableRowElement} */ (target.closest("tbody tr"));
  if (!onPhone.matches || !row || target.tagName === "INPUT") return;
  const cell = view === "skill" ? row.cells[shown] : target.closest("td");
  cell?.querySelector("input").click();
}

if (form) {
  nameCells();
  showView();
  onPhone.addEventListener("change", showView);
  turner.addEventListener("click", turn);
  views.addEventListener("click", chooseView);
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
  const parts = [...document.querySelectorAll("a[data-part]:not([aria-current])")];
  const paths = parts.map((link) => /** @type {HTMLAnchorElement} */ (link).pathname);
  keepPage({ worker: about.worker, scope: about.scope, member: about.member })
    .then(() => keepOtherPages(about.member, paths))
    .catch(() => {});
});
