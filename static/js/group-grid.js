// The grid of a workshop on the animator's tablet. Each tick is an entry of a queue that needs no network (offline-queue.js);
// the boxes show what the site has written, and over it what still waits here.
import { showRefusals, showWaiting } from "./offline-notes.js";
import { OfflineQueue, fresh, keepPage } from "./offline-queue.js";

const EVERY = 30_000;
const about = document.querySelector("[data-entries]").dataset;
const form = document.querySelector("#grille");
const saved = document.querySelector("[data-saved]");
const queue = new OfflineQueue({ name: location.pathname, address: about.entries, token: about.token, member: about.member, changed });

const boxes = () => [...(form?.querySelectorAll("tbody input[type=checkbox]") ?? [])];
const nameOf = (box) => box.closest("tr").cells[0].textContent;
const codeOf = (box) => form.querySelector("thead tr").cells[box.closest("td").cellIndex].querySelector("abbr").textContent;
const read = (words) => new Set(words.split(" ").filter(Boolean));
let written = read(form?.elements.noted.value ?? ""); // what the site has

function show() {
  const waits = new Map(queue.waiting.map(({ entry }) => [entry.about, entry.present]));
  for (const box of boxes()) {
    box.checked = waits.get(box.name) ?? written.has(box.name);
    box.parentElement.classList.toggle("to-send", waits.has(box.name));
  }
}

function changed() {
  for (const { state, entry } of queue.settled) {
    if (state === "refused") continue;
    if (entry.present) written.add(entry.about);
    else written.delete(entry.about);
  }
  const hasSent = queue.settled.some(({ state }) => state !== "refused");
  show();
  showWaiting(queue, about);
  showRefusals(queue, { who: ({ entry }) => entry.name, what: ({ entry }) => `${entry.code}, ${entry.present ? "coché" : "décoché"}` });
  if (saved && (hasSent || queue.waiting.length)) saved.hidden = Boolean(queue.waiting.length || queue.refused.length);
  if (hasSent) refresh();
}

// What the site says now: a colleague may tick on another tablet. The page kept for later is renewed.
async function refresh() {
  let answer;
  try {
    answer = await fetch(location.pathname, { redirect: "manual", cache: "no-store" });
  } catch {
    return;
  }
  if (!answer.ok) return;
  await fresh(about.member, answer);
  const noted = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[name=noted]");
  if (!noted) return;
  written = read(noted.value);
  show();
}

const tick = (box) => queue.add({ about: box.name, name: nameOf(box), code: codeOf(box), present: box.checked });

function column({ target }) {
  const button = target.closest("[data-column]");
  if (!button) return;
  const place = button.closest("th").cellIndex;
  const all = boxes().filter((box) => box.closest("td").cellIndex === place && !box.checked);
  for (const box of all) {
    box.checked = true;
    tick(box);
  }
}

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
function move(event) {
  const step = STEPS[event.key];
  const cell = event.target.closest("tbody td");
  if (!step || !cell) return;
  const row = cell.parentElement.parentElement.rows[cell.parentElement.sectionRowIndex + step[0]];
  const next = row?.cells[cell.cellIndex + step[1]]?.querySelector("input");
  if (!next) return;
  event.preventDefault();
  next.focus();
}

if (form) {
  document.querySelector("[data-save]").hidden = true;
  for (const button of form.querySelectorAll("[data-column]")) button.hidden = false;
  form.addEventListener("change", ({ target }) => target.type === "checkbox" && tick(target));
  form.addEventListener("click", column);
  form.addEventListener("keydown", move);
  form.addEventListener("submit", (event) => event.preventDefault());
  setInterval(() => document.visibilityState === "visible" && !queue.waiting.length && refresh(), EVERY);
}
changed();
queue.send();
// What could not be kept now, with no line, was kept before or will be.
addEventListener("load", () => keepPage({ worker: about.worker, scope: about.scope, member: about.member }).catch(() => {}));
