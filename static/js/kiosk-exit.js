/**
 * The way out of a kiosk: a code, then what the site does not have yet, in words, with a file to save.
 * @module
 */
import { buildElement } from "./element.js";
import { OUT_OF_REACH } from "./offline-queue.js";

/** @typedef {import("./offline-queue.js").OfflineQueue} OfflineQueue */
/** @typedef {import("./offline-queue.js").Item} Item */

const WRONG = "Ce n’est pas le code de cette borne.";
const KEPT_HERE = "Elles restent sur cet appareil, et partiront quand cette borne y sera rouverte avec du réseau.";

/** The dialog that leaves. */
export class Exit {
  #queue;
  #describe;
  /** @type {HTMLDialogElement} */
  #dialog = document.querySelector("[data-exit]");
  /** @type {HTMLFormElement} */
  #form = this.#dialog.querySelector("[data-exit-code]");
  /** @type {HTMLElement} */
  #panel = this.#dialog.querySelector("[data-exit-panel]");

  /**
   * @param {object} options
   * @param {OfflineQueue} options.queue
   * @param {(item: Item) => string[]} options.describe Writes a response in words.
   * @param {() => void} options.onLeave
   */
  constructor({ queue, describe, onLeave }) {
    this.#queue = queue;
    this.#describe = describe;
    document.querySelector("[data-leave-kiosk]").addEventListener("click", () => this.#open());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#check();
    });
    this.#dialog.addEventListener("close", () => this.#form.reset());
    this.#on("[data-stay]", () => this.#dialog.close());
    this.#on("[data-try]", () => this.#sendAgain());
    this.#on("[data-file]", () => this.#save());
    this.#on("[data-go]", onLeave);
  }

  /**
   * @param {string} selector
   * @param {() => void} act
   */
  #on(selector, act) {
    for (const button of this.#dialog.querySelectorAll(selector)) button.addEventListener("click", act);
  }

  /** Close it, whatever it shows: somebody else is there. */
  close() {
    this.#dialog.close();
  }

  #open() {
    this.#form.hidden = false;
    this.#panel.hidden = true;
    this.#say("");
    this.#dialog.showModal();
  }

  /** @param {string} words */
  #say(words) {
    /** @type {HTMLElement} */
    const error = this.#form.querySelector(".error");
    error.textContent = words;
    error.hidden = !words;
  }

  async #check() {
    const { kiosk, digest } = document.body.dataset;
    const input = this.#form.querySelector("input");
    const bytes = new TextEncoder().encode(`${kiosk}:${input.value.trim()}`);
    const found = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    if ([...found].map((byte) => byte.toString(16).padStart(2, "0")).join("") !== digest) {
      this.#say(WRONG);
      input.select();
      return;
    }
    this.#form.hidden = true;
    this.#panel.hidden = false;
    this.show();
    this.#panel.querySelector("h2").focus();
  }

  /** Show what the site does not have yet. */
  show() {
    if (this.#panel.hidden) return;
    const { waiting, refused, outcome } = this.#queue;
    /** @type {HTMLElement} */
    const answers = this.#panel.querySelector("[data-with-answers]");
    answers.hidden = !waiting.length && !refused.length;
    const why = outcome === OUT_OF_REACH ? "le réseau" : "que le site les prenne";
    const texts = [];
    if (waiting.length) {
      texts.push(`${count(waiting.length)} attend${waiting.length > 1 ? "ent" : ""} ${why}. ${KEPT_HERE}`);
    }
    if (refused.length) {
      texts.push(`Le site refuse ${count(refused.length)}\u00a0: enregistrez un fichier avant de quitter.`);
    }
    this.#panel.querySelector("[data-left-over]").textContent = texts.join(" ") || "Toutes les réponses sont arrivées.";
    this.#panel.querySelector("[data-refusals]").replaceChildren(...refused.map((item) => this.#buildRefusal(item)));
  }

  /**
   * @param {Item} item
   * @returns {HTMLElement}
   */
  #buildRefusal(item) {
    const drop = buildElement("button", { type: "button", className: "link" }, "Effacer de cet appareil");
    drop.addEventListener("click", () => {
      if (confirm("Cette réponse sera perdue. L’effacer\u00a0?")) this.#queue.forget(item.key);
    });
    return buildElement("li", {}, `Réponse du ${dayOf(item)}\u00a0: ${item.why} `, drop);
  }

  async #sendAgain() {
    for (const { key } of this.#queue.refused) await this.#queue.retry(key);
    await this.#queue.send();
    this.show();
  }

  /** Save the responses that the site does not have in a text file. */
  #save() {
    const responses = [...this.#queue.refused, ...this.#queue.waiting].map((item) => [
      `Réponse du ${dayOf(item)}, clé ${item.key}`,
      item.why ? `Refusée par le site\u00a0: ${item.why}` : "En attente du réseau",
      ...this.#describe(item),
    ]);
    const text = [document.title, ...responses.flatMap((lines) => ["", ...lines])].join("\r\n");
    const address = URL.createObjectURL(new Blob(["\ufeff", text, "\r\n"], { type: "text/plain;charset=utf-8" }));
    buildElement("a", { href: address, download: "reponses-de-la-borne.txt" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1_000);
  }
}

/**
 * @param {number} number
 * @returns {string}
 */
const count = (number) => (number > 1 ? `${number} réponses` : "une réponse");

/**
 * @param {Item} item
 * @returns {string}
 */
const dayOf = ({ at }) => new Date(at).toLocaleDateString("fr-FR", { day: "numeric", month: "long", year: "numeric" });
