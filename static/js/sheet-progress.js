/**
 * How far somebody is with a sheet: what is gathered, which steps are folded because they are done. It is remembered in
 * this browser alone, for this sheet, without network; « Tout décocher » forgets it. On a phone, the first step alone is
 * open until somebody chooses.
 * @module
 */

/** @typedef {{gathered: string[], folded: string[]}} Progress */

const PREFIX = "fiche:";
const PHONE = "(max-width: 40rem)";
/** @type {HTMLElement} */
const list = document.querySelector("[data-progress]");
/** @type {HTMLElement} */
const forget = document.querySelector("[data-forget]");
const key = PREFIX + list.dataset.progress;
const boxes = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll("[data-gather] input")]);
const steps = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll("[data-step-fold]")]);

/**
 * Name a line by its words, so that a sheet that changes ticks no other.
 * @param {HTMLInputElement} box
 */
const wordsOf = (box) => box.closest("label").textContent.trim();

/**
 * Name a step by its title.
 * @param {HTMLDetailsElement} step
 */
const titleOf = (step) => step.querySelector("h3").textContent.trim();

/**
 * Read what this browser remembers of the sheet; null without anything, or where storage is forbidden.
 * @returns {Progress | null}
 */
function readProgress() {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

/** Remember the page as it is now; nothing is left of a page on which nothing is done. */
function saveProgress() {
  const gathered = boxes.filter((box) => box.checked).map(wordsOf);
  const folded = steps.filter((step) => !step.open).map(titleOf);
  if (forget) forget.hidden = !gathered.length;
  try {
    if (gathered.length || folded.length) localStorage.setItem(key, JSON.stringify({ gathered, folded }));
    else localStorage.removeItem(key);
  } catch {
    // Without storage, the page works as it does without this script.
  }
}

/** Show what is remembered; on a phone that remembers nothing, open the first step alone. */
function showProgress() {
  const progress = readProgress();
  for (const box of boxes) box.checked = Boolean(progress?.gathered.includes(wordsOf(box)));
  const isPhone = matchMedia(PHONE).matches;
  steps.forEach((step, rank) => {
    step.open = progress ? !progress.folded.includes(titleOf(step)) : !isPhone || rank === 0;
  });
  openAimed();
  if (forget) forget.hidden = !boxes.some((box) => box.checked);
}

/** Open the step that the address aims at. */
function openAimed() {
  const aimed = document.getElementById(location.hash.slice(1))?.querySelector("[data-step-fold]");
  if (aimed) /** @type {HTMLDetailsElement} */ (aimed).open = true;
}

showProgress();
addEventListener("hashchange", openAimed);
for (const box of boxes) box.addEventListener("change", saveProgress);
for (const step of steps) step.querySelector("summary").addEventListener("click", () => setTimeout(saveProgress));
forget?.addEventListener("click", () => {
  for (const box of boxes) box.checked = false;
  saveProgress();
  boxes[0].focus();
});
// A page that comes back as it was left may have been ticked in another window since.
addEventListener("pageshow", (event) => event.persisted && showProgress());
