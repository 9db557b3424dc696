/**
 * Says at once what the server would refuse after a long upload: a file too heavy, a picture that nobody described. The
 * server checks all of it again.
 * @module
 */

/**
 * Write a size in words, « 3,2 Mo ».
 * @param {number} bytes
 */
function formatSize(bytes) {
  const mega = bytes / 1024 / 1024;
  if (mega < 1) return `${Math.max(1, Math.round(bytes / 1024))}\u00a0ko`;
  return `${mega.toFixed(1).replace(".", ",").replace(",0", "")}\u00a0Mo`;
}

/**
 * Show the error of a field, or none; return true when there is none.
 * @param {HTMLInputElement} field
 * @param {string} sentence
 */
function showError(field, sentence) {
  const place = field.closest(".field");
  const id = `${field.id}_error`;
  document.getElementById(id)?.remove();
  place.classList.toggle("has-error", Boolean(sentence));
  field.toggleAttribute("aria-invalid", Boolean(sentence));
  if (!sentence) return true;
  const error = document.createElement("div");
  error.className = "error";
  error.id = id;
  error.setAttribute("role", "alert");
  error.append(Object.assign(document.createElement("p"), { textContent: sentence }));
  field.before(error);
  const described = new Set((field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  field.setAttribute("aria-describedby", [...described.add(id)].join(" "));
  return false;
}

/**
 * Check the weight of the chosen file.
 * @param {HTMLInputElement} field
 */
function checkSize(field) {
  const file = field.files[0];
  const isTooBig = file && file.size > Number(field.dataset.most);
  return showError(field, isTooBig ? field.dataset.refusal.replace("{size}", formatSize(file.size)) : "");
}

/**
 * Check that a picture is described, or said to be an ornament.
 * @param {HTMLInputElement} field
 */
function checkDescription(field) {
  const ornament = /** @type {HTMLInputElement} */ (placeOf(field).querySelector("[name$=decorative]"));
  return showError(field, field.value.trim() || ornament?.checked ? "" : field.dataset.needed);
}

/**
 * Return what holds a file and its description: their group in the form of a sheet, otherwise their form.
 * @param {HTMLInputElement} field
 * @returns {Element}
 */
const placeOf = (field) => field.closest("[data-upload]") ?? field.form;

/**
 * Stop a form whose file would be refused, before it is noted as sent: what is stopped here is not.
 * @param {SubmitEvent} event
 * @param {HTMLInputElement} field
 */
function stopRefused(event, field) {
  if (!field.files.length && field.closest("[data-upload]")) return;
  if (/** @type {HTMLButtonElement | null} */ (event.submitter)?.name === "close_upload") return;
  /** @type {HTMLInputElement} */
  const description = placeOf(field).querySelector("[data-needed]");
  const isLight = checkSize(field);
  const isDescribed = !description || checkDescription(description);
  if (isLight && isDescribed) return;
  event.preventDefault();
  (isLight ? description : field).focus();
}

/**
 * Check a file field from now on, as long as it stands in its form.
 * @param {HTMLInputElement} field
 * @returns {void}
 */
export function guardUpload(field) {
  field.addEventListener("change", () => checkSize(field));
  field.form.addEventListener("submit", (event) => field.isConnected && stopRefused(event, field), { capture: true });
}

for (const element of document.querySelectorAll("input[type=file][data-most]")) {
  guardUpload(/** @type {HTMLInputElement} */ (element));
}
