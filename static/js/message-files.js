/**
 * Keeps the pictures and files of a message as soon as they are pasted in its text, dropped on its form or chosen, and
 * shows the row where each is described. Without this script they are sent with the form.
 * @module
 */
import { buildElement } from "./element.js";
import { insertWords } from "./insert-words.js";

const LOST = "Le site ne répond pas\u00a0: les fichiers ne sont pas joints. Vérifiez la connexion, puis recommencez.";

for (const element of document.querySelectorAll("[data-keep-files]")) {
  keepFiles(/** @type {HTMLElement} */ (element));
}

/**
 * Listen to what is pasted, dropped or chosen.
 * @param {HTMLElement} zone
 */
function keepFiles(zone) {
  const form = zone.closest("form");
  const list = zone.querySelector("ul");
  /** @type {HTMLInputElement} */
  const input = zone.querySelector("input[type=file]");
  const status = buildElement("div", {});
  status.setAttribute("role", "status");
  zone.append(status);

  showPlaceButtons(zone);
  zone.addEventListener("click", (event) => placePicture(form, /** @type {HTMLElement} */ (event.target)));

  async function send(/** @type {File[]} */ files) {
    if (!files.length) return;
    status.replaceChildren(buildElement("p", { textContent: "Envoi en cours…" }));
    zone.setAttribute("aria-busy", "true");
    const { rows, problems } = await ask(form, zone.dataset.keepFiles, files);
    zone.removeAttribute("aria-busy");
    const places = rows.map((row) => {
      const place = document.createElement("template");
      place.innerHTML = row; // made by the server, every value escaped
      return /** @type {HTMLElement} */ (place.content.firstElementChild);
    });
    list.append(...places);
    showPlaceButtons(list);
    const words = problems.map((problem) => buildElement("p", { className: "notice error", textContent: problem }));
    if (places.length) words.push(buildElement("p", { className: "sr", textContent: countOf(places.length) }));
    status.replaceChildren(...words);
    const first =
      /** @type {HTMLInputElement} */ (places.map((row) => row.querySelector("input:not([type])")).find(Boolean));
    first?.focus();
    // What keeps the draft must keep a file that nothing is typed about.
    if (places.length) form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  form.addEventListener("paste", (event) => {
    const files = [...event.clipboardData.files];
    // Word processors put a picture of the text beside it: the text is what is meant.
    if (!files.length || event.clipboardData.types.includes("text/plain")) return;
    event.preventDefault();
    send(files);
  });
  form.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    zone.classList.add("over");
  });
  form.addEventListener("dragleave", () => zone.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    zone.classList.remove("over");
    const files = [...event.dataTransfer.files];
    if (!files.length) return;
    event.preventDefault();
    send(files);
  });
  input.addEventListener("change", () => {
    const files = [...input.files];
    input.value = "";
    send(files);
  });
}

/**
 * Show the buttons that put a picture in the text: without this script they would do nothing.
 * @param {HTMLElement} zone
 */
function showPlaceButtons(zone) {
  for (const button of zone.querySelectorAll("[data-place]")) /** @type {HTMLElement} */ (button).hidden = false;
}

/**
 * Write the name of a picture in the text, on a line of its own where the cursor is.
 * @param {HTMLFormElement} form
 * @param {HTMLElement} button
 */
function placePicture(form, button) {
  const key = button.dataset.place;
  if (!key) return;
  const text = form.querySelector("textarea");
  const description = /** @type {HTMLInputElement} */ (form.elements.namedItem(`description-${key}`));
  const words = description.value.replace(/[[\]<>\s]+/g, " ").trim();
  const before = text.value.slice(0, text.selectionStart);
  const start = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const mark = `${start}[Image ${key}${words ? ` – ${words}` : ""}]\n\n`;
  text.setSelectionRange(before.length, before.length);
  insertWords(text, mark, mark.length, mark.length);
}

/**
 * Say how many files were added.
 * @param {number} count
 */
const countOf = (count) => count > 1 ? `${count} fichiers ajoutés.` : "Un fichier ajouté.";

/**
 * Send files to the site.
 * @param {HTMLFormElement} form
 * @param {string} address
 * @param {File[]} files
 * @returns {Promise<{rows: string[], problems: string[]}>}
 */
async function ask(form, address, files) {
  const body = new FormData();
  body.append(
    "csrfmiddlewaretoken",
    /** @type {HTMLInputElement} */ (form.elements.namedItem("csrfmiddlewaretoken")).value,
  );
  for (const file of files) body.append("fichiers", file, file.name || "image collée");
  try {
    const answer = await fetch(address, { method: "POST", body });
    if (answer.ok && !answer.redirected) return await answer.json();
  } catch {
    // Said below, as any other refusal.
  }
  return { rows: [], problems: [LOST] };
}
