/**
 * The questions of a kiosk on the page: what is typed, what is shown, what is refused.
 * @module
 */
import { asksWords, judgeValues, listAsked, WORDS } from "./kiosk-answers.js";
import { buildElement } from "./element.js";

/** @typedef {import("./kiosk-answers.js").Question} Question */
/** @typedef {import("./kiosk-answers.js").Value} Value */
/** @typedef {import("./kiosk-answers.js").Values} Values */

/** The form of one person; it goes with them. */
export class KioskForm {
  /** @type {HTMLFormElement} */
  #form;
  /** @type {Question[]} */
  questions;
  /** @type {HTMLElement[]} One for each question. */
  #blocks;
  /** @type {Set<string>} */
  #communes;

  /** @param {HTMLElement} main */
  constructor(main) {
    this.#form = main.querySelector("[data-answers]");
    this.questions = JSON.parse(main.querySelector("#regles").textContent);
    this.#blocks = [...this.#form.querySelectorAll(".asked-question")].map((each) => /** @type {HTMLElement} */ (each));
    const options = [...this.#form.querySelectorAll("option")];
    this.#communes = new Set(options.map(({ value }) => value).filter(Boolean));
    for (const words of this.#form.querySelectorAll(".asked-to")) /** @type {HTMLElement} */ (words).hidden = true;
    this.#form.addEventListener("input", () => this.showAsked());
    this.showAsked();
  }

  /**
   * What is typed, of all sections.
   * @returns {Values}
   */
  get values() {
    const data = new FormData(this.#form);
    /** @type {Values} */
    const values = {};
    for (const question of this.questions) {
      const { code } = question;
      values[code] = readValue(data, question);
      values[code + WORDS] = String(data.get(`${code}-mots`) ?? "");
    }
    return values;
  }

  /** Show the questions that are asked, and the fields for words that a choice asks for. */
  showAsked() {
    const { values } = this;
    const asked = new Set(listAsked(this.questions, values).map(({ code }) => code));
    for (const [rank, question] of this.questions.entries()) {
      const block = this.#blocks[rank];
      block.hidden = !asked.has(question.code);
      /** @type {HTMLElement} */
      const words = block.querySelector(".asked-words");
      if (words) words.hidden = !asksWords(question, values[question.code]);
    }
  }

  /**
   * Return the sections that ask something now.
   * @returns {number[]}
   */
  get parts() {
    return [...new Set(listAsked(this.questions, this.values).map(({ part }) => part))];
  }

  /**
   * Judge the answers of a section, or all of them.
   * @param {number} [part]
   * @returns {{kept: Values, refusals: Record<string, string>}}
   */
  judge(part) {
    return judgeValues(
      this.questions,
      this.values,
      this.#communes,
      ({ part: own }) => part === undefined || own === part,
    );
  }

  /**
   * Show what is refused beside each question; give the focus to the first one.
   * @param {Record<string, string>} refusals
   * @returns {number} How many there are.
   */
  showRefusals(refusals) {
    /** @type {HTMLElement | undefined} */
    let first;
    for (const [rank, { code }] of this.questions.entries()) {
      const block = this.#blocks[rank];
      block.querySelector("[data-refusal]")?.remove();
      for (const field of block.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
      block.classList.toggle("has-error", code in refusals);
      if (!(code in refusals)) continue;
      const id = `refus-${code}`;
      block.prepend(buildElement("p", { id, className: "error" }, refusals[code]));
      block.firstElementChild.setAttribute("data-refusal", "");
      const fields = [...block.querySelectorAll("input, select, textarea")];
      for (const field of fields) {
        field.setAttribute("aria-invalid", "true");
        field.setAttribute("aria-describedby", id);
      }
      first ??= /** @type {HTMLElement} */ (fields[0]);
    }
    first?.focus();
    first?.closest(".asked-question").scrollIntoView({ block: "start" });
    return Object.keys(refusals).length;
  }

  /**
   * Write kept answers in words, each after its question, for a file that a person reads.
   * @param {Values} values
   * @returns {string[]}
   */
  describe(values) {
    return this.questions.filter(({ code }) => code in values).map((question) => {
      const block = this.#blocks[this.questions.indexOf(question)];
      const wording = block.querySelector("legend, label").firstChild.textContent.trim();
      const words = values[question.code + WORDS];
      const answer = [describeValue(block, question, values[question.code]), words].filter(Boolean).join(", ");
      return `${wording}\u00a0: ${answer}`;
    });
  }
}

/**
 * @param {FormData} data
 * @param {Question} question
 * @returns {Value}
 */
function readValue(data, { code, kind, rows = [] }) {
  if (kind === "several") return data.getAll(code).map(String);
  if (kind !== "grid") return String(data.get(code) ?? "");
  const lines = rows.map(([row]) => [row, String(data.get(`${code}-${row}`) ?? "")]);
  return Object.fromEntries(lines.filter(([, choice]) => choice));
}

/**
 * @param {HTMLElement} block
 * @param {Question} question
 * @param {Value} value
 * @returns {string}
 */
function describeValue(block, { kind, rows = [] }, value) {
  const label = (/** @type {string} */ code) => {
    const box = block.querySelector(`[value="${CSS.escape(code)}"]`);
    return (box?.closest("label")?.textContent ?? box?.textContent ?? code).trim();
  };
  if (kind === "grid") {
    const given = /** @type {Record<string, string>} */ (value);
    return rows.filter(([code]) => code in given).map(([code, line]) => `${line} (${label(given[code])})`).join(", ");
  }
  if (Array.isArray(value)) return value.map(label).join(", ");
  return ["one", "scale", "commune"].includes(kind) ? label(String(value)) : String(value);
}
