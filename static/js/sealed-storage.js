/**
 * Drafts that a person leaves in this computer when they go, encrypted: those that the site does not have yet. Computers
 * are shared. The key is of their connection (owner-keys.js): the next person can neither read nor send what stays, the
 * first one finds it again at their next login.
 * @module
 */
import { findCurrentKey, findKey } from "./owner-keys.js";
import { seal, unseal } from "./sealing.js";
import { whenSealed } from "./waiting-entries.js";

const PREFIX = "scelle:";
const DRAFT = "texte:";
const TOO_OLD = 90 * 24 * 3600 * 1000;
const { owner = "" } = document.documentElement.dataset;

let isSealed = false;
/** @type {Promise<void> | undefined} */
let opening;

/**
 * Tell whether the person has gone: nothing more is written in clear.
 * @returns {boolean}
 */
export const hasLeft = () => isSealed;

/**
 * Tell whether a draft is of the person of this page.
 * @param {string} value As it is in `localStorage`.
 * @returns {boolean}
 */
const isMine = (value) => JSON.parse(value).about?.member === owner;

/**
 * List the places of the drafts that the person has not sent.
 * @returns {string[]}
 */
export function listOwnDrafts() {
  const places = Object.keys(localStorage).filter((place) => place.startsWith(DRAFT));
  return places.filter((place) => isMine(localStorage.getItem(place)));
}

/**
 * Encrypt what the person has not sent. Where the browser cannot (a site without HTTPS), it stays as it is.
 * @returns {Promise<void>}
 */
export async function sealOwnWork() {
  isSealed = true;
  await whenSealed();
  const places = listOwnDrafts();
  const current = places.length ? await findCurrentKey() : null;
  if (!current) return;
  for (const place of places) {
    const sealed = await seal(current.key, JSON.stringify([place, localStorage.getItem(place)]));
    const content = { at: Date.now(), key: current.name, ...sealed };
    localStorage.setItem(PREFIX + owner + ":" + crypto.randomUUID(), JSON.stringify(content));
    localStorage.removeItem(place);
  }
}

/**
 * Put back what the person of this page had left, once a page; drop what nobody came back for.
 * @returns {Promise<void>}
 */
export function openOwnWork() {
  opening ??= openAll();
  return opening;
}

/** Open each sealed work of this person. */
async function openAll() {
  for (const place of Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) {
    const { at } = JSON.parse(localStorage.getItem(place));
    if (Date.now() - at > TOO_OLD) localStorage.removeItem(place);
    else if (owner && place.startsWith(PREFIX + owner + ":")) await open(place);
  }
}

/**
 * Open one of them, if the site gives its key.
 * @param {string} place
 */
async function open(place) {
  const { key: name = "", iv, sealed } = JSON.parse(localStorage.getItem(place));
  const key = await findKey(name);
  const content = { iv: readBytes(iv), sealed: readBytes(sealed) };
  const text = key ? await unseal(key, content).catch(() => "") : ""; // the keys of the site may have changed
  if (!text) return;
  const [opened, value] = JSON.parse(text);
  localStorage.setItem(opened, value);
  localStorage.removeItem(place);
}

/**
 * Read bytes in base64; before keys had names, they were a list of numbers.
 * @param {string | number[]} bytes
 * @returns {string}
 */
const readBytes = (bytes) => typeof bytes === "string" ? bytes : btoa(String.fromCharCode(...bytes));
