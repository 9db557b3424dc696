/**
 * Entries that wait for the network, as this computer keeps them: encrypted for their owner in `localStorage` as soon as
 * they are made, open in the memory of the page. Those of a kiosk, which are of nobody, stay in clear. Where the browser
 * does not encrypt, they stay in the tab.
 * @module
 */
import { findCurrentKey, findKey } from "./owner-keys.js";
import { seal, unseal } from "./sealing.js";

/** @typedef {import("./offline-queue.js").Item} Item */
/** @typedef {{raw: string | null, item: Item}} Held An entry, and as it is kept; null until it is encrypted. */

export const PREFIX = "attente:";
const { owner = "" } = document.documentElement.dataset;
/** @type {Map<string, Held>} */
const held = new Map();
/** @type {Promise<void>} */
let sealing = Promise.resolve();

/**
 * List the entries that pass the filter, in the order in which they were made.
 * @param {(item: Item) => boolean} filter
 * @returns {Item[]}
 */
export const listItems = (filter) =>
  [...held.values()].map(({ item }) => item).filter(filter).sort((one, other) => one.at - other.at);

/**
 * Keep an entry, or the new state of it. Throws where the browser keeps nothing.
 * @param {Item} item
 * @returns {void}
 */
export function keepItem(item) {
  const { id, ...content } = item;
  const text = JSON.stringify(content);
  if (!owner || item.member !== owner) {
    localStorage.setItem(id, text);
    held.set(id, { raw: text, item });
    return;
  }
  sessionStorage.setItem(id, text); // of this tab, for the moment that encryption takes
  const one = { raw: /** @type {string | null} */ (null), item };
  held.set(id, one);
  sealing = Promise.all([sealing, store(id, one, text)]).then(() => {});
}

/**
 * Write an entry encrypted, unless it was sent or changed meanwhile.
 * @param {string} id
 * @param {Held} one
 * @param {string} text
 */
async function store(id, one, text) {
  try {
    const current = await findCurrentKey();
    if (!current) return;
    const raw = JSON.stringify({ member: owner, key: current.name, ...(await seal(current.key, text)) });
    if (held.get(id) !== one) return;
    localStorage.setItem(id, raw);
    one.raw = raw;
    sessionStorage.removeItem(id);
  } catch {
    // The computer is full: the entry stays in this tab.
  }
}

/**
 * Wait until what was made is encrypted.
 * @returns {Promise<void>}
 */
export const whenSealed = () => sealing;

/**
 * Erase an entry from this computer.
 * @param {string} id
 * @returns {void}
 */
export function dropItem(id) {
  held.delete(id);
  localStorage.removeItem(id);
  sessionStorage.removeItem(id);
}

/**
 * Read what this computer keeps, other windows included; what is in clear is read at once.
 * @returns {Promise<void>}
 */
export async function readItems() {
  for (const [id, { raw }] of held) if (raw !== null && localStorage.getItem(id) === null) held.delete(id);
  for (const id of listPlaces(sessionStorage)) readClear(id, sessionStorage.getItem(id));
  /** @type {Promise<void>[]} */
  const openings = [];
  for (const id of listPlaces(localStorage)) {
    const raw = localStorage.getItem(id);
    const known = held.get(id);
    if (known && (known.raw === null || known.raw === raw)) continue;
    if (JSON.parse(raw).sealed) openings.push(open(id, raw));
    else readClear(id, raw);
  }
  await Promise.all(openings);
}

/** @param {Storage} storage */
const listPlaces = (storage) => Object.keys(storage).filter((place) => place.startsWith(PREFIX));

/**
 * Read an entry in clear; one of the person of this page is encrypted.
 * @param {string} id
 * @param {string} raw
 */
function readClear(id, raw) {
  if (held.get(id)?.raw === null) return;
  const item = { ...JSON.parse(raw), id };
  if (owner && item.member === owner) keepItem(item);
  else held.set(id, { raw, item });
}

/**
 * Open an encrypted entry of the person of this page.
 * @param {string} id
 * @param {string} raw
 */
async function open(id, raw) {
  const content = JSON.parse(raw);
  const key = content.member === owner ? await findKey(content.key) : null;
  if (!key) return;
  const text = await unseal(key, content).catch(() => ""); // the keys of the site have changed
  if (!text) return;
  const item = { ...JSON.parse(text), id };
  const isSame = localStorage.getItem(id) === raw && held.get(id)?.raw !== null;
  if (isSame) held.set(id, { raw, item });
}

readItems(); // what is in clear is here before the page asks
