// The attendance sheet on the trainer's tablet. Each tick and each signature is an entry of a queue that needs no network
// (offline-queue.js); the lines show what the site has written, and over it what still waits here.
import { made, showRefusals, showWaiting } from "./offline-notes.js";
import { OUT_OF_REACH, OfflineQueue, fresh, keepPage } from "./offline-queue.js";
import { isSigning, sign } from "./signature-pad.js";

const EVERY = 30_000;
const about = document.querySelector("[data-entries]").dataset;
const form = document.querySelector("#feuille");
const lines = document.querySelector("#lignes");
const queue = new OfflineQueue({ name: location.pathname, address: about.entries, token: about.token, member: about.member, changed });

const rows = () => [...(lines?.querySelectorAll("li[data-about]") ?? [])];
const box = (row) => row.querySelector("input[type=checkbox]");
const hour = (at) => new Date(at).toLocaleTimeString("fr-FR", { hour: "numeric", minute: "2-digit", timeZone: "Europe/Paris" }).replace(":", "\u00a0h\u00a0");

function whatOf({ entry, at }) {
  if (entry.about === "close") return `clôture signée, ${hour(at)}`;
  if (!entry.present) return `absence, ${hour(at)}`;
  return `présence, ${{ tablet: "signature", paper: "feuille papier", ticked: "cochée" }[entry.how]}, ${hour(at)}`;
}

function whoOf({ entry }) {
  if (entry.about === "close") return "Clôture de la feuille";
  return entry.about === "late" ? entry.name : (rows().find((row) => row.dataset.about === entry.about)?.dataset.name ?? entry.name);
}

// Over what the site has written, what waits here: by line, then those who came and could not be looked up.
function showLines() {
  if (!lines) return;
  for (const row of lines.querySelectorAll("[data-latecomer]")) row.remove();
  const waiting = queue.waiting;
  for (const row of rows()) {
    const last = waiting.filter(({ entry }) => entry.about === row.dataset.about).at(-1);
    row.dataset.story ??= row.querySelector("[data-story]").textContent;
    row.dataset.checked ??= box(row).checked ? "oui" : "";
    row.querySelector("[data-story]").textContent = last ? `${whatOf(last)}, à envoyer` : row.dataset.story;
    box(row).checked = last ? last.entry.present : Boolean(row.dataset.checked);
    row.classList.toggle("to-send", Boolean(last));
    row.querySelector("[data-sign]").hidden = false;
  }
  for (const item of waiting.filter(({ entry }) => entry.about === "late")) {
    const story = made("span", { className: "soft", textContent: `${whatOf(item)}, à ajouter et à envoyer` });
    const row = made("li", { className: "to-send" }, made("b", { textContent: item.entry.name }), story);
    row.dataset.latecomer = "";
    lines.querySelector("ul")?.append(row);
  }
  count();
}

function count() {
  const present = rows().filter((row) => box(row).checked).length + lines.querySelectorAll("[data-latecomer]").length;
  const all = rows().length + lines.querySelectorAll("[data-latecomer]").length;
  lines.querySelector("[data-count]").textContent = `${present}\u00a0présence${present > 1 ? "s" : ""} sur ${all}`;
  document.querySelector("[data-nobody]").hidden = present > 0;
  return present;
}

function showState() {
  const isClosing = queue.waiting.some(({ entry }) => entry.about === "close");
  showWaiting(queue, about, isClosing ? " La feuille est signée\u00a0: elle sera close à ce moment-là." : "");
  if (form && isClosing) for (const fields of document.querySelectorAll("[data-fields]")) fields.disabled = true;
}

function changed() {
  if (queue.settled.some(({ state: fate }) => fate !== "refused")) refresh();
  showLines();
  showState();
  showRefusals(queue, { who: whoOf, what: whatOf });
}

// What the site says now: lines noted from a telephone, or by another trainer. The page kept for later is renewed.
async function refresh() {
  let answer;
  try {
    answer = await fetch(location.pathname, { redirect: "manual", cache: "no-store" });
  } catch {
    return;
  }
  if (!answer.ok) return;
  await fresh(about.member, answer);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#lignes");
  if (!page || !lines) {
    if (Boolean(page) !== Boolean(lines)) location.reload(); // closed meanwhile
    return;
  }
  const told = [...page.querySelectorAll("li[data-about]")];
  if (told.map((row) => row.dataset.about).join() !== rows().map((row) => row.dataset.about).join()) {
    lines.replaceChildren(...page.childNodes); // somebody was added
  } else {
    for (const [rank, row] of rows().entries()) {
      row.dataset.story = told[rank].querySelector("[data-story]").textContent;
      row.dataset.checked = box(told[rank]).checked ? "oui" : "";
    }
  }
  showLines();
}

function ticked({ target }) {
  const row = target.closest("li[data-about]");
  if (!row || target.type !== "checkbox") return;
  const how = form.elements.from_paper.checked ? "paper" : "ticked";
  queue.add({ about: row.dataset.about, name: row.dataset.name, present: target.checked, how: target.checked ? how : "ticked" });
}

async function signed({ target }) {
  const row = target.closest("[data-sign]")?.closest("li");
  if (!row) return;
  const given = await sign(row.dataset.name);
  if (given) queue.add({ about: row.dataset.about, name: row.dataset.name, present: true, how: "tablet", ...given });
}

async function close(event) {
  event.preventDefault();
  if (event.submitter?.name !== "close") return;
  const nobody = form.elements.nobody.checked;
  if (rows().length && !count() && !nobody) {
    form.elements.nobody.setCustomValidity("Cochez les personnes présentes, ou « Personne n’est venu ».");
    return form.elements.nobody.reportValidity();
  }
  const given = await sign(`${about.name}, qui clôt la feuille`);
  if (given) queue.add({ about: "close", name: about.name, present: !nobody, how: "ticked", ...given });
}

async function late(event) {
  const name = event.target.elements.q.value.trim();
  if (!name || (navigator.onLine && queue.outcome !== OUT_OF_REACH)) return; // looked up by the site
  event.preventDefault();
  const given = await sign(name);
  if (given) queue.add({ about: "late", name, member: name, present: true, how: "tablet", ...given });
  event.target.reset();
}

function openInTime() {
  const until = document.querySelector("[data-until]");
  if (!until || Date.now() < Date.parse(about.opens)) return;
  for (const fields of document.querySelectorAll("[data-fields]")) fields.disabled = false;
  until.remove();
}

if (form) {
  for (const part of ["[data-save]", "[data-typed]"]) document.querySelector(part).hidden = true;
  form.addEventListener("change", ticked);
  form.addEventListener("click", signed);
  form.addEventListener("submit", close);
  form.elements.nobody.addEventListener("change", ({ target }) => target.setCustomValidity(""));
  document.querySelector("[data-late]").addEventListener("submit", late);
  openInTime();
  setInterval(openInTime, 10_000);
  setInterval(() => document.visibilityState === "visible" && !isSigning() && !queue.waiting.length && refresh(), EVERY);
}
changed();
queue.send();
// What could not be kept now, with no line, was kept before or will be.
addEventListener("load", () => keepPage({ worker: about.worker, scope: about.scope, member: about.member }).catch(() => {}));
