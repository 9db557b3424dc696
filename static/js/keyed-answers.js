/**
 * What may be typed for a question of a sheet, checked at once: the same rules as the site, which has the last word
 * (enquetes/fieldwork/paper/typed_answers.py).
 * @module
 */

/** A sheet that is blank there. */
export const BLANK = "-";
const ONE_DIGIT = 9;
const SHOWN = 4;
const FORGOTTEN = "Tapez la réponse, ou «\u00a0-\u00a0» si la feuille est blanche ici.";
const MODULUS = 11;

/** @typedef {[string, string, string]} KnownCommune Name, name without accents, postal codes. */

/**
 * Tell whether a code of a sheet is whole: its last digit checks the others (ISO/IEC 7064, MOD 11,10).
 * @param {string} text
 * @returns {boolean}
 */
export function isSheetCode(text) {
  const digits = text.replace(/[\s.\-‐‑–—_/]+/g, "");
  if (!/^[1-9][0-9]{4,12}$/.test(digits)) return false;
  let carry = 10;
  for (const digit of digits.slice(0, -1)) carry = (((carry + Number(digit)) % 10 || 10) * 2) % MODULUS;
  return String((MODULUS - carry) % 10) === digits.at(-1);
}

/**
 * Return the numbers typed in a row; with spaces between them where some have two digits.
 * @param {string} text
 * @param {number} most How many choices are printed.
 * @returns {string[]}
 */
export function readNumbers(text, most) {
  const parts = text.split(/[\s,;.]+/).filter(Boolean);
  return most <= ONE_DIGIT ? [...parts.join("")] : parts;
}

/**
 * Return what is wrong with numbers of choices; empty if they are all printed.
 * @param {string[]} numbers
 * @param {number} most
 * @returns {string}
 */
function checkNumbers(numbers, most) {
  const wrong = numbers.find((number) => !/^[0-9]+$/.test(number) || Number(number) < 1 || Number(number) > most);
  return wrong === undefined ? "" : `«\u00a0${wrong}\u00a0» n’est pas sur la feuille\u00a0: de 1 à ${most}.`;
}

/**
 * Return what is wrong with several numbers of choices.
 * @param {string[]} numbers
 * @param {DOMStringMap} rules
 * @returns {string}
 */
function checkSeveral(numbers, rules) {
  const given = new Set(numbers);
  const alone = (rules.exclusive?.split(",") ?? []).find((number) => given.has(number));
  if (alone && given.size > 1) return `«\u00a0${alone}\u00a0» ne va pas avec une autre réponse.`;
  if (rules.highest && given.size > Number(rules.highest)) return `${rules.highest} réponses au plus.`;
  return checkNumbers(numbers, Number(rules.most));
}

/**
 * Return what is wrong with the lines of a grid.
 * @param {string[]} numbers
 * @param {DOMStringMap} rules
 * @returns {string}
 */
function checkLines(numbers, rules) {
  if (numbers.length !== Number(rules.rows)) {
    return `${rules.rows} lignes sur la feuille, ${numbers.length} tapées\u00a0: un numéro par ligne, «\u00a0-\u00a0» si elle est blanche.`;
  }
  return checkNumbers(numbers.filter((number) => number !== BLANK), Number(rules.most));
}

/**
 * Return what is wrong with a number.
 * @param {string} text
 * @param {DOMStringMap} rules
 * @returns {string}
 */
function checkNumber(text, { lowest, highest }) {
  if (!/^-?[0-9]{1,9}$/.test(text.replace(/[\s\u00a0\u202f]/g, ""))) return "Écrivez un nombre entier, en chiffres.";
  const number = Number(text.replace(/[\s\u00a0\u202f]/g, ""));
  if (lowest && number < Number(lowest)) return `Le plus petit nombre possible est ${lowest}.`;
  if (highest && number > Number(highest)) return `Le plus grand nombre possible est ${highest}.`;
  return "";
}

/**
 * Write a text without accents, hyphens and abbreviations, as the site looks it up.
 * @param {string} text
 * @returns {string[]}
 */
function foldWords(text) {
  /** @type {Record<string, string>} */
  const whole = { st: "saint", ste: "sainte", sts: "saints" };
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/œ/gi, "oe").toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => whole[word] ?? word);
}

/**
 * Find the communes that a text may mean: one, if it is enough.
 * @param {string} text
 * @param {KnownCommune[]} communes
 * @returns {KnownCommune[]}
 */
export function findCommunes(text, communes) {
  const words = foldWords(text);
  const name = words.join(" ");
  const found = words.length === 0
    ? []
    : communes.filter(([, folded, codes]) =>
      words.every((word) =>
        /^\d+$/.test(word) ? codes.includes(word) : folded.startsWith(word) || folded.includes(` ${word}`)
      )
    );
  const exact = found.filter(([, folded]) => folded === name);
  const starting = found.filter(([, folded]) => folded.startsWith(name));
  return [exact, starting].find((candidates) => candidates.length === 1) ?? (starting.length ? starting : found);
}

/**
 * Return what is wrong with a commune.
 * @param {string} text
 * @param {KnownCommune[]} communes Empty while they are not known: the site checks.
 * @returns {string}
 */
function checkCommune(text, communes) {
  if (!communes.length) return "";
  const found = findCommunes(text, communes);
  if (found.length === 1) return "";
  if (!found.length) return `Aucune commune ne commence par «\u00a0${text}\u00a0».`;
  return `Plusieurs communes\u00a0: ${found.slice(0, SHOWN).map(([name]) => name).join(", ")}… Tapez la suite.`;
}

/**
 * Return what is wrong with an answer as it is typed; empty if it may be kept.
 * @param {string} typed
 * @param {DOMStringMap} rules Data of the question.
 * @param {KnownCommune[]} communes
 * @returns {string}
 */
export function checkAnswer(typed, rules, communes) {
  const text = typed.trim();
  if (!text) return FORGOTTEN;
  if (text === BLANK) return "";
  const most = Number(rules.most);
  switch (rules.kind) {
    case "one":
    case "scale":
      return checkNumbers([text], most);
    case "several":
      return checkSeveral(readNumbers(text, most), rules);
    case "grid":
      return checkLines(readNumbers(text, most), rules);
    case "number":
      return checkNumber(text, rules);
    case "commune":
      return checkCommune(text, communes);
    default:
      return "";
  }
}

/**
 * Tell whether nothing more can follow what is typed, so that the next question may come by itself.
 * @param {string} text
 * @param {DOMStringMap} rules
 * @returns {boolean}
 */
export function isWhole(text, rules) {
  const most = Number(rules.most);
  if (most > ONE_DIGIT) return false;
  if (rules.kind === "one" || rules.kind === "scale") return text.length === 1;
  return rules.kind === "grid" && readNumbers(text, most).length === Number(rules.rows);
}
