/**
 * Drafts of sheets that the site does not have yet, kept in this computer until it does: one for each window that
 * writes. They bear the key of their writer, since computers are shared: they are sent when the writer is connected, and
 * are encrypted when the writer leaves (sealed-storage.js).
 * @module
 */
import { hasLeft, openOwnWork } from "./sealed-storage.js";

/**
 * @typedef {object} Draft
 * @property {string} address Where it is sent.
 * @property {string} token Address that tells who is connected.
 * @property {string} window Name of the window that writes it.
 * @property {Record<string, string>} about Query of the address: form, sheet, member, rank…
 * @property {string} typed Fields of the form, as a form sends them.
 * @property {number} [at] Time in milliseconds of its writing in this computer.
 */

/** @typedef {{at?: string, apart?: boolean, error?: string}} DraftAnswer */

const { owner } = document.documentElement.dataset;
const PREFIX = "texte:";
const TOO_OLD = 14 * 24 * 3600 * 1000;
const LARGEST_KEEPALIVE = 50_000;

export const SAVED = "saved";
export const LOGGED_OUT = "logged-out";
export const OTHER_ACCOUNT = "other-account";
export const REFUSED = "refused";
export const OUT_OF_REACH = "out-of-reach";

/**
 * Keep a draft in this computer; return false where the browser keeps nothing.
 * @param {Draft} draft
 * @returns {boolean}
 */
export function keepDraft(draft) {
  if (hasLeft()) return false;
  try {
    localStorage.setItem(PREFIX + draft.window, JSON.stringify({ ...draft, at: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

/**
 * Erase a draft from this computer.
 * @param {string} window
 * @returns {void}
 */
export const forgetDraft = (window) => localStorage.removeItem(PREFIX + window);

/**
 * List the drafts of this computer, of whoever wrote them.
 * @returns {Draft[]}
 */
function listDrafts() {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    return keys.map((key) => JSON.parse(localStorage.getItem(key)));
  } catch {
    return [];
  }
}

/**
 * Return who is connected with their CSRF token, or null when the login has expired.
 * @param {string} address
 * @returns {Promise<{member: string, token: string} | null>}
 */
async function fetchConnected(address) {
  const answer = await fetch(address, { redirect: "manual", cache: "no-store" });
  return answer.ok ? answer.json() : null;
}

/**
 * Send a draft; return the outcome and what the site answers. A new login has changed the CSRF token: it is asked once.
 * @param {Draft} draft
 * @param {{again?: boolean}} [options]
 * @returns {Promise<[string, DraftAnswer]>}
 */
export async function sendDraft(draft, { again = true } = {}) {
  const query = new URLSearchParams(draft.about);
  let answer;
  try {
    answer = await fetch(`${draft.address}?${query}`, {
      method: "POST",
      body: new URLSearchParams(draft.typed),
      redirect: "manual",
      keepalive: draft.typed.length < LARGEST_KEEPALIVE,
    });
    if (answer.status === 403 && again) {
      const connected = await fetchConnected(draft.token);
      if (!connected) return [LOGGED_OUT, {}];
      return sendDraft(withToken(draft, connected.token), { again: false });
    }
  } catch {
    return [OUT_OF_REACH, {}];
  }
  if (answer.type === "opaqueredirect") return [LOGGED_OUT, {}];
  if (answer.status >= 500) return [OUT_OF_REACH, {}];
  const content = await answer.json().catch(() => ({}));
  if (answer.ok) return [SAVED, content];
  return [answer.status === 409 ? OTHER_ACCOUNT : REFUSED, content];
}

/**
 * Return the same draft with another CSRF token.
 * @param {Draft} draft
 * @param {string} token
 * @returns {Draft}
 */
function withToken(draft, token) {
  const typed = new URLSearchParams(draft.typed);
  typed.set("csrfmiddlewaretoken", token);
  return { ...draft, typed: typed.toString() };
}

/**
 * Return the CSRF token of whoever is connected, null if it is not the writer any more.
 * @param {string} address
 * @param {string} member
 * @returns {Promise<string | null>}
 */
export async function fetchToken(address, member) {
  const connected = await fetchConnected(address).catch(() => /** @type {null} */ (null));
  return connected?.member === member ? connected.token : null;
}

/**
 * Send the drafts that this computer holds of whoever is connected; return those sent and those left.
 * @returns {Promise<{sent: Draft[], left: Draft[]}>}
 */
export async function sendDrafts() {
  for (const draft of listDrafts()) if (Date.now() - draft.at > TOO_OLD) forgetDraft(draft.window);
  const drafts = listDrafts().filter(({ about }) => about.member === owner);
  const connected = drafts.length
    ? await fetchConnected(drafts[0].token).catch(() => /** @type {null} */ (null))
    : null;
  /** @type {Draft[]} */
  const sent = [];
  /** @type {Draft[]} */
  const left = [];
  for (const draft of connected?.member === owner ? drafts : []) {
    const [outcome] = await sendDraft(withToken(draft, connected.token), { again: false });
    (outcome === SAVED ? sent : left).push(draft);
    if (outcome === SAVED) forgetDraft(draft.window);
  }
  return { sent, left };
}

/** The sending that begins with the page. */
export const firstSending = openOwnWork().then(sendDrafts);
