/**
 * The run sheet in the form of a sheet: steps added, moved, taken out and put back without leaving the page, and the
 * total of their minutes. Without this script the same buttons ask the server.
 * @module
 */
import { takePictures } from "./step-pictures.js";

const PREFIX = /steps-(\d+|__prefix__)-/g;
/** @type {HTMLFormElement} */
const form = document.querySelector("form[data-sheet-form]");

/**
 * Find an element of the form.
 * @param {string} selector
 * @returns {HTMLElement}
 */
const find = (selector) => form.querySelector(selector);

/**
 * List the steps, in the order of the page.
 * @returns {HTMLElement[]}
 */
const listSteps = () => [...form.querySelectorAll("[data-step]")].map((step) => /** @type {HTMLElement} */ (step));

/**
 * Return a field of a step.
 * @param {Element} step
 * @param {string} name
 * @returns {HTMLInputElement}
 */
const fieldOf = (step, name) => step.querySelector(`[name$="-${name}"]`);

/**
 * Name a step by its title, in quotation marks.
 * @param {Element} step
 */
const nameOf = (step) => `«\u00a0${fieldOf(step, "title").value.trim() || "sans titre"}\u00a0»`;

/**
 * What each button does, by its name.
 * @type {Record<string, (step: HTMLElement, button: HTMLButtonElement) => void>}
 */
const actions = {
  add_step() {
    const step = /** @type {HTMLElement} */ (model.cloneNode(true));
    find("[data-steps]").append(step);
    onChange("Une étape est ajoutée.");
    fieldOf(step, "title").focus();
  },
  step_up: (step, button) => move(step, button, -1),
  step_down: (step, button) => move(step, button, 1),
  step_out(step) {
    const note = document.createElement("p");
    note.className = "notice";
    note.textContent = `L’étape ${nameOf(step)} est retirée. `;
    const back = document.createElement("button");
    back.type = "button";
    back.className = "link";
    back.textContent = "La remettre";
    back.addEventListener("click", () => {
      note.replaceWith(step);
      step.querySelector("details").open = true;
      onChange(`L’étape ${nameOf(step)} est remise.`);
      fieldOf(step, "title").focus();
    });
    note.append(back);
    step.replaceWith(note);
    onChange(note.firstChild.textContent);
    back.focus();
  },
};

/**
 * Move a step by one place.
 * @param {HTMLElement} step
 * @param {HTMLButtonElement} button
 * @param {1 | -1} way
 */
function move(step, button, way) {
  const steps = listSteps();
  const place = steps.indexOf(step) + way;
  if (!steps[place]) return;
  if (way < 0) steps[place].before(step);
  else steps[place].after(step);
  onChange(`L’étape ${nameOf(step)} est maintenant la numéro ${place + 1} sur ${steps.length}.`);
  // At the end of the list the button is of no use any more: the other one has the focus.
  (button.disabled ? /** @type {HTMLElement} */ (step.querySelector(".step-moves button:not([disabled])")) : button)
    .focus();
}

/** Give names and labels the order of the page, which is what the server reads. */
function renumber() {
  const steps = listSteps();
  steps.forEach((step, rank) => {
    for (const name of ["name", "id", "for", "aria-describedby"]) {
      for (const element of step.querySelectorAll(`[${name}*="steps-"]`)) {
        element.setAttribute(name, element.getAttribute(name).replaceAll(PREFIX, `steps-${rank}-`));
      }
    }
    for (const mark of step.querySelectorAll("[data-rank]")) mark.textContent = String(rank + 1);
    for (const button of step.querySelectorAll("button")) {
      button.value = button.value.includes("-") ? button.value.replaceAll(PREFIX, `steps-${rank}-`) : String(rank);
    }
    /** @type {HTMLButtonElement} */ (step.querySelector("[name=step_up]")).disabled = rank === 0;
    /** @type {HTMLButtonElement} */ (step.querySelector("[name=step_down]")).disabled = rank === steps.length - 1;
  });
  /** @type {HTMLInputElement} */ (find("[name=steps-TOTAL_FORMS]")).value = String(steps.length);
}

/**
 * Write a duration in words, « 1 h 30 ».
 * @param {number} minutes
 */
function formatDuration(minutes) {
  if (minutes < 60) return `${minutes}\u00a0min`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)}\u00a0h${rest ? `\u00a0${String(rest).padStart(2, "0")}` : ""}`;
}

/** Write on each folded step its title and its minutes. */
function nameSteps() {
  for (const step of listSteps()) {
    const minutes = Number(fieldOf(step, "minutes").value) || 0;
    step.querySelector("summary b").textContent = fieldOf(step, "title").value.trim() || "Sans titre";
    step.querySelector("summary .step-time").textContent = minutes ? formatDuration(minutes) : "";
  }
}

/** Show the total of the minutes, and how far it is from the announced duration. */
function showTotal() {
  const total = find("[data-total]");
  const minutes = listSteps().reduce((sum, step) => sum + (Number(fieldOf(step, "minutes").value) || 0), 0);
  const announced = Number(/** @type {HTMLInputElement} */ (form.elements.namedItem("announced")).value) || 0;
  const gap = announced && minutes ? announced - minutes : 0;
  const verdict = gap > 0 ? `, il manque ${formatDuration(gap)}` : `, il y a ${formatDuration(-gap)} de trop`;
  const promise = announced ? ` sur ${formatDuration(announced)} annoncées` : "";
  const text = `Durée de l’atelier\u00a0: ${formatDuration(minutes)}${promise}${gap ? verdict : ""}`;
  total.hidden = false;
  total.className = gap ? "notice warning" : "";
  if (total.textContent !== text) total.textContent = text;
}

/**
 * Renumber the steps and read the change aloud; tell draft-autosave.js as well, which listens to what is typed.
 * @param {string} announcement
 */
function onChange(announcement) {
  renumber();
  find("[data-said]").textContent = announcement;
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Make an empty step out of the first one. */
function makeModel() {
  const step = /** @type {HTMLElement} */ (listSteps()[0].cloneNode(true));
  for (const part of step.querySelectorAll(".remark, .error, .notice, [data-placed], [data-upload]")) part.remove();
  for (const element of step.querySelectorAll("input, textarea")) {
    const field = /** @type {HTMLInputElement} */ (element);
    field.removeAttribute("value");
    field.value = "";
    field.removeAttribute("aria-invalid");
    field.closest("label").classList.remove("has-error");
  }
  step.querySelector("summary b").textContent = "Sans titre";
  step.querySelector("summary .step-time").textContent = "";
  step.querySelector("details").open = true;
  return step;
}

const model = makeModel();
form.addEventListener("click", (event) => {
  const button = /** @type {HTMLButtonElement} */ (/** @type {Element} */ (event.target).closest("button"));
  if (!button || !actions[button.name] || !button.closest("[data-step]") && button.name !== "add_step") return;
  event.preventDefault();
  actions[button.name](button.closest("[data-step]"), button);
});
form.addEventListener("input", () => {
  nameSteps();
  showTotal();
});
showTotal();
takePictures(form, onChange);
