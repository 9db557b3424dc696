/**
 * What an answer may be and which questions are asked, checked in the page of a kiosk without network: the same rules and
 * the same words as the site (questionnaires/filling/values.py, checks.py), which has the last word. Tests compare both.
 * @module
 */

/** Words beside a choice stand under the code of the question and this. */
export const WORDS = ".words";
const SHORT = 200;
const LONGEST_NUMBER = 9;
// What Python strips: U+0085 as well, and not U+FEFF.
const AROUND = /^([^\S\ufeff]|\x85)+|([^\S\ufeff]|\x85)+$/g;
const UNKNOWN_CHOICE = "Choisissez une réponse de la liste.";
const ANSWER_NEEDED = "Répondez à cette question, s’il vous plaît.";
const ONE_NEEDED = "Choisissez une réponse.";
const UNKNOWN_COMMUNE = "Cette commune n’est pas connue\u00a0: choisissez-la dans la liste.";
const NOT_A_NUMBER = "Écrivez un nombre entier, en chiffres.";
const WITH_CHOICES = new Set(["one", "several", "scale", "grid"]);

/** @typedef {string | number | string[] | Record<string, string>} Value */
/** @typedef {Record<string, Value>} Values */

/**
 * A question as enquetes/fieldwork/kiosks/page_rules.py writes it; what does not apply is missing. A choice: its code, its label if
 * it goes with no other, whether words go with it.
 * @typedef {object} Question
 * @property {string} code
 * @property {string} kind
 * @property {number} part
 * @property {boolean} [required]
 * @property {number} [lowest]
 * @property {number} [highest]
 * @property {number} [longest]
 * @property {[string, string, boolean][]} [choices]
 * @property {[string, string][]} [rows]
 * @property {[string, string[]][]} [conditions]
 */

/** Why an answer is not kept, in words. */
class Refusal extends Error {}

/**
 * Tell whether something was answered.
 * @param {Value | undefined | null} value
 * @returns {boolean}
 */
export function isAnswered(value) {
  if (value === undefined || value === null || value === "") return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}

/**
 * Return the codes of the choices in a value.
 * @param {Value | undefined} value
 * @returns {string[]}
 */
function listChosen(value) {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value : [];
}

/**
 * Return the questions asked to whoever gave these answers, in order.
 * @param {Question[]} questions
 * @param {Values} values
 * @returns {Question[]}
 */
export function listAsked(questions, values) {
  /** @type {Set<string>} */
  const asked = new Set();
  return questions.filter(({ code, conditions = [] }) => {
    const holds = conditions.every(([on, codes]) =>
      asked.has(on) && listChosen(values[on]).some((chosen) => codes.includes(chosen))
    );
    if (holds) asked.add(code);
    return holds;
  });
}

/**
 * Tell whether the answer to a question asks for words beside it.
 * @param {Question} question
 * @param {Value | undefined} value
 * @returns {boolean}
 */
export function asksWords({ kind, choices = [] }, value) {
  if (kind === "grid") return false;
  const chosen = listChosen(value);
  return choices.some(([code, , words]) => words && chosen.includes(code));
}

/**
 * Return the answers to keep, and the refusals by code of question.
 * @param {Question[]} questions
 * @param {Values} values
 * @param {Set<string>} communes Codes of the communes that are known.
 * @param {(question: Question) => boolean} [isJudged] Which answers to judge; others are taken as they are.
 * @returns {{kept: Values, refusals: Record<string, string>}}
 */
export function judgeValues(questions, values, communes, isJudged = () => true) {
  /** @type {Values} */
  const cleaned = {};
  /** @type {Record<string, string>} */
  const refusals = {};
  for (const question of listAsked(questions, values)) {
    const { code } = question;
    const words = values[code + WORDS];
    if (!isJudged(question)) {
      if (isAnswered(values[code])) cleaned[code] = values[code];
      if (isAnswered(words)) cleaned[code + WORDS] = words;
      continue;
    }
    try {
      const value = cleanValue(question, values[code], communes);
      if (isAnswered(value)) cleaned[code] = value;
      if (words) cleaned[code + WORDS] = cleanText(words, SHORT);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusals[code] = error.message;
    }
  }
  return { kept: dropUnasked(questions, cleaned), refusals };
}

/**
 * Return the answers to the questions that are asked, with their words.
 * @param {Question[]} questions
 * @param {Values} values
 * @returns {Values}
 */
function dropUnasked(questions, values) {
  /** @type {Values} */
  const kept = {};
  for (const question of listAsked(questions, values)) {
    const { code } = question;
    if (!isAnswered(values[code])) continue;
    kept[code] = values[code];
    const words = strip(String(values[code + WORDS] ?? ""));
    if (words && asksWords(question, values[code])) kept[code + WORDS] = words;
  }
  return kept;
}

/**
 * Return the value of one answer.
 * @param {Question} question
 * @param {Value | undefined} value
 * @param {Set<string>} communes
 * @returns {Value | undefined}
 */
function cleanValue(question, value, communes) {
  const { kind } = question;
  if (!isAnswered(value)) {
    if (question.required) throw new Refusal(WITH_CHOICES.has(kind) ? ONE_NEEDED : ANSWER_NEEDED);
    return undefined;
  }
  switch (kind) {
    case "one":
    case "scale":
      return cleanCode(question, value);
    case "several":
      return cleanSeveral(question, value);
    case "grid":
      return cleanGrid(question, /** @type {Record<string, string>} */ (value));
    case "number":
      return cleanNumber(question, value);
    case "commune":
      if (!communes.has(String(value))) throw new Refusal(UNKNOWN_COMMUNE);
      return value;
    default: {
      const text = cleanText(value, question.longest);
      if (question.required && !text) throw new Refusal(ANSWER_NEEDED);
      return text;
    }
  }
}

/**
 * @param {Question} question
 * @param {Value} value
 * @returns {string}
 */
function cleanCode({ choices = [] }, value) {
  const found = choices.find(([code]) => code === value);
  if (!found) throw new Refusal(UNKNOWN_CHOICE);
  return found[0];
}

/**
 * @param {Question} question
 * @param {Value} value
 * @returns {string[]}
 */
function cleanSeveral(question, value) {
  const given = new Set(listChosen(value).map((code) => cleanCode(question, code)));
  const chosen = question.choices.filter(([code]) => given.has(code));
  const alone = chosen.find(([, label]) => label);
  if (alone && chosen.length > 1) {
    throw new Refusal(`«\u00a0${alone[1]}\u00a0» ne va pas avec une autre réponse\u00a0: gardez l’une ou l’autre.`);
  }
  const { highest } = question;
  if (highest !== undefined && chosen.length > highest) {
    throw new Refusal(`Gardez ${highest}\u00a0réponse${highest > 1 ? "s" : ""} au plus.`);
  }
  return chosen.map(([code]) => code);
}

/**
 * @param {Question} question
 * @param {Record<string, string>} value
 * @returns {Record<string, string>}
 */
function cleanGrid(question, value) {
  const { rows = [] } = question;
  const answered = rows.filter(([code]) => isAnswered(value[code]));
  const given = Object.fromEntries(answered.map(([code]) => [code, cleanCode(question, value[code])]));
  const missing = rows.filter(([code]) => !(code in given)).map(([, wording]) => wording);
  if (question.required && missing.length) throw new Refusal(`Il manque une réponse\u00a0: ${missing.join(", ")}.`);
  return given;
}

/**
 * @param {Question} question
 * @param {Value} value
 * @returns {number}
 */
function cleanNumber({ lowest, highest }, value) {
  const text = String(value).replace(/[\xa0\u202f ]/g, "");
  if (!/^-?[0-9]+$/.test(text)) throw new Refusal(NOT_A_NUMBER);
  if (text.length > LONGEST_NUMBER) throw new Refusal("Ce nombre est trop grand.");
  const number = Number(text) || 0; // never « -0 »
  if (lowest !== undefined && number < lowest) throw new Refusal(`Le plus petit nombre possible est ${lowest}.`);
  if (highest !== undefined && number > highest) throw new Refusal(`Le plus grand nombre possible est ${highest}.`);
  return number;
}

/**
 * @param {Value} value
 * @param {number} longest
 * @returns {string}
 */
function cleanText(value, longest) {
  const text = strip(String(value).replaceAll("\r\n", "\n").replaceAll("\0", ""));
  const { length } = [...text];
  if (length > longest) throw new Refusal(`Ce texte a ${length} signes\u00a0: ${longest} au plus.`);
  return text;
}

/**
 * @param {string} text
 * @returns {string}
 */
const strip = (text) => text.replace(AROUND, "");
