/**
 * Sheets keyed with the keyboard alone. A number whole by itself moves on to the next question, Enter does for the rest;
 * what the sheet cannot say is refused at once beside its field; questions that are not asked are skipped. A keyed sheet
 * is an entry of a queue that needs no network (offline-queue.js), and the next one begins without loading the page.
 * @module
 */
import { checkAnswer, isSheetCode, isWhole, readNumbers } from "./keyed-answers.js";
import { forgetForm } from "./form-recovery.js";
import { keepPage } from "./offline-pages.js";
import { OfflineQueue } from "./offline-queue.js";
import { showRefusals, showWaiting } from "./offline-status.js";

/** @typedef {import("./keyed-answers.js").KnownCommune} KnownCommune */

const NO_CODE = "Ce code n’existe pas\u00a0: relisez celui de la feuille.";
const YOURS_ALREADY =
  "Vous avez déjà saisi cette feuille. Si la seconde saisie est aussi de vous, cochez la case (espace).";
const PATIENCE = 3_000;
/** @type {HTMLElement} */
const zone = document.querySelector("[data-entries]");
const about = zone.dataset;
/** @type {HTMLFormElement} */
const form = document.querySelector("[data-keying]");
/** @type {HTMLElement} */
const said = document.querySelector("[data-said]");
/** @type {HTMLElement} */
const counter = form.querySelector("[data-count]");
/** @type {HTMLElement} */
const again = form.querySelector("[data-again]");
const againBox = again.querySelector("input");
const questions = [...form.querySelectorAll(".keyed")].map((element) => /** @type {HTMLElement} */ (element));
/** @type {KnownCommune[]} */
let communes = [];
let keyedHere = 0;

const queue = new OfflineQueue({
  name: location.pathname,
  address: about.entries,
  token: about.token,
  member: about.member,
  onChange: showAll,
});

/** Show what waits for the network, and what the site refused. */
function showAll() {
  showWaiting(queue, about);
  showRefusals(queue, { who: ({ entry }) => entry.name, what: () => "saisie" });
}

/**
 * Return the field of a question.
 * @param {Element} question
 * @returns {HTMLInputElement}
 */
const fieldOf = (question) => question.querySelector("input");

/**
 * Return the numbers typed for the question of this name.
 * @param {string} name
 * @returns {string[]}
 */
function numbersOf(name) {
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  const question = /** @type {HTMLElement} */ (field.closest(".keyed"));
  return question.hidden ? [] : readNumbers(field.value, Number(question.dataset.most));
}

/** Hide the questions that are not asked, and the fields for words that no choice asks for. */
function skipUnasked() {
  let former = questions[0];
  for (const question of questions) {
    const { askedIf, words } = question.dataset;
    if (askedIf) {
      const conditions = /** @type {[string, number[]][]} */ (JSON.parse(askedIf));
      question.hidden = !conditions.every(([name, numbers]) =>
        numbersOf(name).some((number) => numbers.includes(Number(number)))
      );
    }
    if (words) {
      const given = former.hidden ? [] : numbersOf(fieldOf(former).name);
      question.hidden = !given.some((number) => words.split(",").includes(number));
    }
    former = question;
  }
}

/**
 * Show what is wrong with a question, or that nothing is.
 * @param {HTMLElement} question
 * @param {string} words
 */
function showError(question, words) {
  /** @type {HTMLElement} */
  const error = question.querySelector(".error");
  error.textContent = words;
  error.hidden = !words;
  question.classList.toggle("has-error", Boolean(words));
  fieldOf(question).setAttribute("aria-invalid", String(Boolean(words)));
}

/**
 * Ask the site whether this sheet may be keyed, while the keying goes on; come back to the code if it may not. Without
 * network the site says so when it takes the sheet.
 * @param {HTMLElement} question
 */
async function askAboutSheet(question) {
  const { value } = fieldOf(question);
  const address = `${form.dataset.sheet}?${new URLSearchParams({ code: value })}`;
  try {
    const answer = await fetch(address, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok || fieldOf(question).value !== value) return;
    const { why, own } = await answer.json();
    again.hidden = !own;
    if (!why && (!own || againBox.checked)) return;
    showError(question, why ?? YOURS_ALREADY);
    if (why) enter(question);
    else againBox.focus();
  } catch {
    // Out of reach: nothing is known of this sheet.
  }
}

/**
 * Check a question; tell whether it may be left.
 * @param {HTMLElement} question
 * @returns {boolean}
 */
function check(question) {
  const { value } = fieldOf(question);
  let words = "";
  if (question.dataset.kind === "code") words = isSheetCode(value) ? "" : NO_CODE;
  else if (question.dataset.kind !== "words") words = checkAnswer(value, question.dataset, communes);
  showError(question, words);
  return !words;
}

/**
 * Give the focus to a question.
 * @param {HTMLElement} question
 */
function enter(question) {
  fieldOf(question).focus();
  fieldOf(question).select();
  question.scrollIntoView({ block: "center" });
}

/**
 * Move to the next question that is asked, or keep the sheet after the last one.
 * @param {HTMLElement} question
 */
function leave(question) {
  if (!check(question)) return;
  if (question.dataset.kind === "code") askAboutSheet(question);
  skipUnasked();
  const next = questions.slice(questions.indexOf(question) + 1).find(({ hidden }) => !hidden);
  if (next) enter(next);
  else keepSheet();
}

/**
 * Return to the question before.
 * @param {HTMLElement} question
 */
function goBack(question) {
  const former = questions.slice(0, questions.indexOf(question)).findLast(({ hidden }) => !hidden);
  if (former) enter(former);
}

/** Keep the sheet if all is well, and begin the next one; else show the first question that is not. */
function keepSheet() {
  skipUnasked();
  const shown = questions.filter(({ hidden }) => !hidden);
  const wrong = shown.find((question) => !check(question));
  if (wrong) {
    enter(wrong);
    return;
  }
  const code = fieldOf(shown[0]).value.trim();
  const typed = Object.fromEntries(
    shown.slice(1).map((question) => [fieldOf(question).name.replace(/-mots$/, ".words"), fieldOf(question).value]),
  );
  queue.add({ about: code, name: `Feuille ${code}`, present: true, typed, again: againBox.checked });
  beginSheet();
  keyedHere += 1;
  said.textContent = `Feuille ${code} enregistrée.`;
  counter.textContent = keyedHere > 1 ? `${keyedHere} feuilles saisies ici` : "Une feuille saisie ici";
}

/** Empty the form for the next sheet. */
function beginSheet() {
  forgetForm(form);
  form.reset();
  for (const question of questions) {
    fieldOf(question).value = "";
    showError(question, "");
  }
  againBox.checked = false;
  again.hidden = true;
  skipUnasked();
  enter(questions[0]);
}

form.addEventListener("keydown", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (target === againBox && event.key === "Enter") {
    event.preventDefault();
    leave(questions[0]);
    return;
  }
  const question = /** @type {HTMLElement} */ (target.closest(".keyed"));
  if (!question || event.isComposing) return;
  if (event.key === "Enter" || event.key === "ArrowDown") {
    event.preventDefault();
    leave(question);
  } else if (event.key === "ArrowUp") {
    event.preventDefault();
    goBack(question);
  }
});
form.addEventListener("input", ({ target }) => {
  const field = /** @type {HTMLInputElement} */ (target);
  const question = /** @type {HTMLElement} */ (field.closest(".keyed"));
  if (!question) return;
  if (!question.querySelector(".error").hasAttribute("hidden")) showError(question, "");
  if (isWhole(field.value, question.dataset)) leave(question);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  keepSheet();
});
fetch(form.dataset.communes).then(async (answer) => {
  if (answer.ok) ({ communes } = await answer.json());
}).catch(() => {});
again.hidden = true;
skipUnasked();
showAll();
queue.send();
if (!fieldOf(questions[0]).value) enter(questions[0]);
addEventListener("load", () => {
  keepPage({ worker: about.worker, scope: about.scope, member: about.member }).catch(() => {});
});
