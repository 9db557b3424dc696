/**
 * Keys of the person of this page. Each connection has one, which stands in its pages; a code that they chose has another
 * one (offline-code.js). The site gives each back to its owner, by its name; the tab remembers those that it used
 * (`sessionStorage`), until the person leaves or the tab is closed, so that a page that is loaded again opens without
 * network.
 * @module
 */
import { canSeal, importSecret } from "./sealing.js";

/** @typedef {{name: string, secret: string}} OwnerSecret */
/** @typedef {{owner: string, until: number, secrets: Record<string, string>}} Ring Keys in this tab; `until` in milliseconds. */
/** @typedef {{name: string, salt: string, iterations: number, iv: string, sealed: string}} CodeRecord */

const { owner = "", secret = "", secretName = "", secrets = "", left = "0" } = document.documentElement.dataset;
/** Place of the keys in the tab; offline-door.js reads them there. */
export const RING = "cles";
const CODE = "code:";
const PATIENCE = 4_000;

/** @type {Map<string, Promise<CryptoKey | null>>} */
const keys = new Map();

/**
 * Return the keys that this tab remembers, none if they are of somebody else or too old.
 * @returns {Ring}
 */
function readRing() {
  const ring = /** @type {Ring} */ (JSON.parse(sessionStorage.getItem(RING)));
  return ring?.owner === owner && ring.until > Date.now() ? ring : { owner, until: 0, secrets: {} };
}

/**
 * Remember the key of this page in this tab, for as long as the connection lasts without a sign.
 * @param {OwnerSecret} [more] Another key.
 * @returns {void}
 */
export function rememberKeys(more) {
  if (!owner) return;
  const ring = readRing();
  if (secret) ring.secrets[secretName] = secret;
  if (more) ring.secrets[more.name] = more.secret;
  sessionStorage.setItem(RING, JSON.stringify({ ...ring, until: Date.now() + Number(left) * 1000 }));
}

/**
 * Forget the keys of this tab: what was kept with them is closed.
 * @returns {void}
 */
export const forgetKeys = () => sessionStorage.removeItem(RING);

/**
 * Return a secret of the person by its name: from this page, from this tab, or from the site; null without network.
 * @param {string} name
 * @returns {Promise<string | null>}
 */
export async function fetchSecret(name) {
  if (secret && name === secretName) return secret;
  const remembered = readRing().secrets[name];
  if (remembered) return remembered;
  if (!secrets) return null;
  try {
    const query = name ? `?${new URLSearchParams({ nom: name })}` : "";
    const options = /** @type {RequestInit} */ ({ redirect: "manual", cache: "no-store" });
    const answer = await fetch(secrets + query, { ...options, signal: AbortSignal.timeout(PATIENCE) });
    const given = answer.ok ? await answer.json() : null;
    return given?.member === owner ? given.secret : null;
  } catch {
    return null;
  }
}

/**
 * Return a key of the person by its name; null if it is out of reach.
 * @param {string} name
 * @returns {Promise<CryptoKey | null>}
 */
export async function findKey(name) {
  if (!canSeal()) return null;
  if (!keys.has(name)) keys.set(name, fetchSecret(name).then((found) => (found ? importSecret(found) : null)));
  const key = await keys.get(name);
  if (!key) keys.delete(name); // asked again later
  return key;
}

/**
 * Return the code of the person in this computer, null if they chose none.
 * @returns {CodeRecord | null}
 */
export const readCode = () => JSON.parse(localStorage.getItem(CODE + owner));

/**
 * Keep the code of the person, or none.
 * @param {CodeRecord | null} record
 * @returns {void}
 */
export function writeCode(record) {
  if (record) localStorage.setItem(CODE + owner, JSON.stringify(record));
  else localStorage.removeItem(CODE + owner);
}

/**
 * Return the key by which this page encrypts: that of the code where the page opens with it, else that of the connection.
 * @returns {Promise<{name: string, key: CryptoKey} | null>} Null where the browser does not encrypt.
 */
export async function findCurrentKey() {
  const code = document.querySelector("[data-code-day]") && readCode();
  for (const name of code ? [code.name, secretName] : [secretName]) {
    const key = await findKey(name);
    if (key) return { name, key };
  }
  return null;
}
