/**
 * One more, one less: two large buttons beside a number, for a thumb. The number is typed as well, and without this
 * script.
 * @module
 */

const MINUTES = 60;

/**
 * Write a duration in words, « 1 h 30 ».
 * @param {number} minutes
 */
function formatDuration(minutes) {
  const hours = Math.floor(minutes / MINUTES), rest = minutes % MINUTES;
  if (!hours) return `${rest} min`;
  return rest ? `${hours} h ${String(rest).padStart(2, "0")}` : `${hours} h`;
}

/**
 * Build a button that adds to a field, or takes from it.
 * @param {HTMLInputElement} field
 * @param {string} label Label of the field.
 * @param {1 | -1} sign
 * @param {number} step
 * @returns {HTMLButtonElement}
 */
function buildButton(field, label, sign, step) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button second";
  button.textContent = sign < 0 ? "−" : "+";
  button.setAttribute("aria-label", `${label} : ${step} de ${sign < 0 ? "moins" : "plus"}`);
  button.addEventListener("click", () => {
    const least = Number(field.min || 0), most = Number(field.max || Infinity);
    const value = (Number.parseInt(field.value, 10) || 0) + sign * step;
    field.value = String(Math.min(most, Math.max(least, value)));
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  return button;
}

for (const element of document.querySelectorAll("input[data-stepper]")) {
  const field = /** @type {HTMLInputElement} */ (element);
  const step = Number(field.dataset.stepper), line = document.createElement("div");
  const label = field.labels[0]?.firstChild.textContent.trim() ?? "";
  line.className = "stepper";
  field.replaceWith(line);
  line.append(buildButton(field, label, -1, step), field, buildButton(field, label, 1, step));
  if (step > 1) {
    const output = document.createElement("output");
    output.setAttribute("aria-label", `${label}, en heures`);
    const showDuration = () => {
      output.textContent = Number(field.value) > 0 ? formatDuration(Number.parseInt(field.value, 10)) : "";
    };
    field.addEventListener("input", showDuration);
    line.append(output);
    showDuration();
  }
}
