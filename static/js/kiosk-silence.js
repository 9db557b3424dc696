/**
 * Whether somebody is still at a kiosk. After a silence it asks, with a countdown; without an answer it forgets. The delay
 * is told on the first page, and made longer for whoever wants.
 * @module
 */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const USUAL = 2 * MINUTE;
const LONGER = 10 * MINUTE;
const SIGNS = ["pointerdown", "pointermove", "keydown", "input", "wheel"];

/** The attention of a kiosk to one person after the other. */
export class Silence {
  #onForget;
  /** @type {HTMLDialogElement} */
  #dialog = document.querySelector("[data-silence]");
  #delay = USUAL;
  #last = 0;
  #asked = 0;
  #isWatching = false;

  /** @param {() => void} onForget Called when nobody is there any more. */
  constructor(onForget) {
    this.#onForget = onForget;
    for (const sign of SIGNS) {
      addEventListener(sign, ({ isTrusted }) => isTrusted && !this.#dialog.open && this.#hear(), { passive: true });
    }
    const on = (/** @type {string} */ name, /** @type {() => void} */ act) =>
      this.#dialog.querySelector(`[${name}]`).addEventListener("click", act);
    on("data-here", () => this.#dialog.close());
    on("data-more-time", () => {
      this.giveMoreTime();
      this.#dialog.close();
    });
    on("data-gone", () => this.#forget());
    // Closed with Escape: somebody is there.
    this.#dialog.addEventListener("close", () => this.#hear());
    setInterval(() => this.#look(), SECOND);
    document.addEventListener("visibilitychange", () => this.#look());
  }

  /** Begin to watch, for a new person. */
  watch() {
    this.#isWatching = true;
    this.#hear();
  }

  /** Watch no more: nobody has begun anything. */
  rest() {
    this.#isWatching = false;
    this.#delay = USUAL;
    this.#dialog.close();
  }

  /** Wait ten minutes instead of two, for this person. */
  giveMoreTime() {
    this.#delay = LONGER;
    this.#hear();
  }

  #hear() {
    this.#last = Date.now();
  }

  #forget() {
    this.rest();
    this.#onForget();
  }

  #look() {
    if (!this.#isWatching) return;
    if (!this.#dialog.open) {
      if (Date.now() - this.#last < this.#delay) return;
      this.#asked = Date.now();
      this.#dialog.showModal();
    }
    const left = Math.ceil((this.#asked + MINUTE - Date.now()) / SECOND);
    this.#dialog.querySelector("[data-left]").textContent = String(Math.max(0, left));
    if (left <= 0) this.#forget();
  }
}
