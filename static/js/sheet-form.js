// The run sheet in the form of a sheet: steps added, moved, taken out and put back without leaving the page, and the
// total of their minutes. Without this script the same buttons ask the server.
const PREFIX = /steps-(\d+|__prefix__)-/;
const form = document.querySelector("form[data-sheet-form]");
const find = (selector) => form.querySelector(selector);
const rows = () => [...form.querySelectorAll("[data-step]")];
const part = (row, name) => row.querySelector(`[name$="-${name}"]`);
const named = (row) => `«\u00a0${part(row, "title").value.trim() || "sans titre"}\u00a0»`;

const actions = {
  add_step() {
    const model = document.createElement("template");
    model.innerHTML = find("[data-step-model]").innerHTML;
    const row = model.content.firstElementChild;
    find("[data-steps]").append(row);
    changed("Une étape est ajoutée.");
    part(row, "title").focus();
  },
  step_up: (row, button) => move(row, button, -1),
  step_down: (row, button) => move(row, button, 1),
  step_out(row) {
    const note = document.createElement("p");
    note.className = "notice";
    note.textContent = `L’étape ${named(row)} est retirée. `;
    const back = document.createElement("button");
    back.type = "button";
    back.className = "link";
    back.textContent = "La remettre";
    back.addEventListener("click", () => {
      note.replaceWith(row);
      changed(`L’étape ${named(row)} est remise.`);
      part(row, "title").focus();
    });
    note.append(back);
    row.replaceWith(note);
    changed(note.firstChild.textContent);
    back.focus();
  },
};

function move(row, button, way) {
  const all = rows();
  const place = all.indexOf(row) + way;
  if (!all[place]) return;
  if (way < 0) all[place].before(row);
  else all[place].after(row);
  changed(`L’étape ${named(row)} est maintenant la numéro ${place + 1} sur ${all.length}.`);
  // At the end of the list the button is of no use any more: the other one has the focus.
  (button.disabled ? row.querySelector("button:not([disabled])") : button).focus();
}

// Names and labels follow the order of the page, which is what the server reads.
function number() {
  const all = rows();
  all.forEach((row, rank) => {
    for (const name of ["name", "id", "for", "aria-describedby"]) {
      for (const element of row.querySelectorAll(`[${name}*="steps-"]`)) {
        element.setAttribute(name, element.getAttribute(name).replaceAll(new RegExp(PREFIX, "g"), `steps-${rank}-`));
      }
    }
    for (const mark of row.querySelectorAll("[data-rank]")) mark.textContent = rank + 1;
    for (const button of row.querySelectorAll("button")) button.value = rank;
    row.querySelector("[name=step_up]").disabled = rank === 0;
    row.querySelector("[name=step_down]").disabled = rank === all.length - 1;
  });
  find("[name=steps-TOTAL_FORMS]").value = all.length;
}

function inWords(minutes) {
  if (minutes < 60) return `${minutes}\u00a0min`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)}\u00a0h${rest ? `\u00a0${String(rest).padStart(2, "0")}` : ""}`;
}

function count() {
  const total = find("[data-total]");
  const minutes = rows().reduce((sum, row) => sum + (Number(part(row, "minutes").value) || 0), 0);
  const announced = Number(form.elements.announced.value) || 0;
  const gap = announced && minutes ? announced - minutes : 0;
  const verdict = gap > 0 ? `, il manque ${inWords(gap)}` : `, il y a ${inWords(-gap)} de trop`;
  const text = `Durée de l’atelier\u00a0: ${inWords(minutes)}${announced ? ` sur ${inWords(announced)} annoncées` : ""}${gap ? verdict : ""}`;
  total.hidden = false;
  total.className = gap ? "notice warning" : "";
  if (total.textContent !== text) total.textContent = text;
}

// Tells autosave.js as well, which listens to what is typed.
function changed(said) {
  number();
  find("[data-said]").textContent = said;
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || !actions[button.name]) return;
  event.preventDefault();
  actions[button.name](button.closest("[data-step]"), button);
});
form.addEventListener("input", count);
count();
