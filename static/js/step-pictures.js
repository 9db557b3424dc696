/**
 * A picture pasted in a step of a sheet, or dropped on it, stands in the photo panel of that step, where its description
 * is asked at once. « Ajouter une photo » does the same with a file that is chosen, and without this script.
 * @module
 */
import { buildElement } from "./element.js";
import { guardUpload } from "./upload-check.js";

const THUMBNAIL = 224;
const TAKEN = "L’image est dans l’étape. Décrivez-la, puis ajoutez-la.";
const NOT_TAKEN =
  "L’image n’est pas prise\u00a0: le réseau manque. Réessayez, ou choisissez «\u00a0Ajouter une photo\u00a0».";

/**
 * Find the picture among what is pasted or dropped.
 * @param {DataTransfer} data
 */
const pictureOf = (data) =>
  [...data.files].find(({ name, type }) => type.startsWith("image/") || /\.(heic|heif|avif)$/i.test(name));

/**
 * Return the step where something happens.
 * @param {Event} event
 * @returns {HTMLElement | null}
 */
const stepOf = (event) => /** @type {Element} */ (event.target).closest("[data-step]");

/**
 * Take the pictures that are pasted in the steps of a form or dropped on them.
 * @param {HTMLFormElement} form
 * @param {(announcement: string) => void} onChange Called once a step has changed: it gives its fields their numbers.
 * @returns {void}
 */
export function takePictures(form, onChange) {
  /**
   * Put a picture in the panel of its step, which opens.
   * @param {HTMLElement} step
   * @param {File} file
   */
  async function take(step, file) {
    step.querySelector("details").open = true;
    const panel = step.querySelector("[data-upload]") ?? await openPanel(form, step);
    if (!panel) return onChange(NOT_TAKEN);
    onChange(TAKEN);
    const input = /** @type {HTMLInputElement} */ (panel.querySelector("input[type=file]"));
    const chosen = new DataTransfer();
    chosen.items.add(file);
    input.files = chosen.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    /** @type {HTMLInputElement} */ (panel.querySelector("[name$=-alternative]")).focus();
    showThumbnail(panel, file);
  }

  form.addEventListener("paste", (event) => {
    const step = stepOf(event);
    const file = pictureOf(event.clipboardData);
    // Word processors put a picture of the text beside it: the text is what is meant.
    if (!step || !file || event.clipboardData.types.includes("text/plain")) return;
    event.preventDefault();
    take(step, file);
  });
  form.addEventListener("dragover", (event) => {
    const step = stepOf(event);
    if (!step || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    step.classList.add("over");
  });
  form.addEventListener("dragleave", (event) => stepOf(event)?.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    const step = stepOf(event);
    const file = pictureOf(event.dataTransfer);
    step?.classList.remove("over");
    if (!step || !file) return;
    event.preventDefault();
    take(step, file);
  });
}

/**
 * Open the photo panel of a step in place of its button, as the server draws it for that button; none without network.
 * @param {HTMLFormElement} form
 * @param {HTMLElement} step
 * @returns {Promise<HTMLElement | undefined>}
 */
async function openPanel(form, step) {
  const title = /** @type {HTMLInputElement} */ (step.querySelector("[name$=-title]"));
  const photo = title.name.replace(/title$/, "photo");
  const typed = new FormData(form);
  for (const [name, value] of [...typed]) if (value instanceof File) typed.delete(name);
  typed.set("add_photo", photo);
  let page;
  try {
    const answer = await fetch(form.action, { method: "POST", body: typed });
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return undefined;
  }
  /** @type {HTMLElement} */
  const panel = page.querySelector(`[data-step] [name=upload][value="${photo}"]`)?.closest("[data-upload]");
  if (!panel) return undefined;
  const button = step.querySelector("[name=add_photo]");
  if (button) button.parentElement.replaceWith(panel);
  else step.querySelector("details").append(panel);
  guardUpload(panel.querySelector("input[type=file]"));
  return panel;
}

/**
 * Show what was taken, where the browser can draw it.
 * @param {Element} panel
 * @param {File} file
 */
async function showThumbnail(panel, file) {
  panel.querySelector("canvas")?.remove();
  try {
    const picture = await createImageBitmap(file, { resizeWidth: THUMBNAIL });
    const canvas = buildElement("canvas", { width: picture.width, height: picture.height });
    canvas.getContext("2d").drawImage(picture, 0, 0);
    panel.prepend(canvas);
  } catch {
    // The name of the file is there.
  }
}
