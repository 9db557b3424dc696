/**
 * The code under which a page without learners' names opens without network, in this computer, after its connection was
 * closed (components/_offline_code.html). A new key of the person is encrypted with it; the page, and what is noted on it,
 * are kept with that key. The code itself is kept nowhere.
 * @module
 */
import { canKeepPages, erasePagesUnderCode, refreshKeptPage } from "./offline-pages.js";
import { fetchSecret, readCode, rememberKeys, writeCode } from "./owner-keys.js";
import { ITERATIONS, randomName, seal, stretchCode } from "./sealing.js";
import { keepItem, listItems } from "./waiting-entries.js";

const LEAST_CHARACTERS = 4;
const TOO_EASY = "Ce code se devine\u00a0: prenez au moins quatre caractères différents, qui ne se suivent pas.";

/**
 * Tell whether a code is guessed at once: few characters, or characters in a row.
 * @param {string} code
 * @returns {boolean}
 */
function isEasy(code) {
  const steps = [...code].slice(1).map((character, rank) => character.charCodeAt(0) - code.charCodeAt(rank));
  return new Set(code).size < LEAST_CHARACTERS || steps.every((step) => step === 1) ||
    steps.every((step) => step === -1);
}

/**
 * Let the person choose a code for this page, or change it, or keep nothing any more.
 * @param {string} member Key of the person.
 * @returns {void}
 */
export function offerCode(member) {
  /** @type {HTMLElement} */
  const panel = document.querySelector("[data-code-day]");
  if (!panel || !canKeepPages()) return;
  const form = panel.querySelector("form");
  const field = form.querySelector("input");
  /** @type {HTMLElement} */
  const forget = panel.querySelector("[data-forget]");
  const show = (/** @type {string} */ words) => {
    panel.querySelector("[data-code-status]").textContent = words;
    forget.hidden = !readCode();
  };

  field.addEventListener("input", () => field.setCustomValidity(""));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    field.setCustomValidity(isEasy(field.value) ? TOO_EASY : "");
    if (!form.reportValidity()) return;
    show("Un instant.");
    const isKept = await keepUnderCode(member, field.value).catch(() => false);
    form.reset();
    show(
      isKept
        ? "C’est fait\u00a0: sans réseau, cette page s’ouvre ici avec ce code."
        : "Il faut du réseau pour choisir un code. Réessayez quand la ligne est là.",
    );
  });
  forget.addEventListener("click", async () => {
    await erasePagesUnderCode(member);
    writeCode(null);
    await keepAgain(member).catch(() => {}); // without network, no copy is left
    show("C’est effacé\u00a0: sans réseau, cette page ne s’ouvre plus ici après votre départ.");
  });
  panel.hidden = false;
  show(readCode() ? "Cette page s’ouvre ici sans réseau, avec le code que vous avez choisi." : "");
}

/**
 * Keep this page as the site answers now, with the key that it has now.
 * @param {string} member
 */
const keepAgain = async (member) => refreshKeptPage(member, await fetch(location.pathname, { redirect: "manual" }));

/**
 * Keep this page, and what waits on it, under a code; return false without network.
 * @param {string} member
 * @param {string} code
 * @returns {Promise<boolean>}
 */
async function keepUnderCode(member, code) {
  const name = randomName();
  const secret = await fetchSecret(name);
  if (!secret) return false;
  const salt = randomName();
  const sealed = await seal(await stretchCode(code, salt, ITERATIONS), secret);
  await erasePagesUnderCode(member); // those under the code of before
  writeCode({ name, salt, iterations: ITERATIONS, ...sealed });
  rememberKeys({ name, secret });
  await keepAgain(member);
  for (const item of listItems((each) => each.member === member && each.name === location.pathname)) keepItem(item);
  return true;
}
