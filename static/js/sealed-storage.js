/**
 * What a person leaves in this computer when they go, encrypted: drafts and entries that the site does not have yet.
 * Computers are shared. The secret stands in the pages of its person alone: the next one can neither read nor send what
 * stays, the first one finds it again at their next login.
 * @module
 */

const PREFIX = "scelle:";
const OWN_WORK = ["texte:", "attente:"];
const TOO_OLD = 90 * 24 * 3600 * 1000;
const { owner = "", secret = "" } = document.documentElement.dataset;

let isSealed = false;
/** @type {Promise<void> | undefined} */
let opening;

/**
 * Tell whether the person has gone: nothing more is written in clear.
 * @returns {boolean}
 */
export const hasLeft = () => isSealed;

/**
 * Tell whether an entry or a draft is of the person of this page.
 * @param {string} value As it is in `localStorage`.
 * @returns {boolean}
 */
function isMine(value) {
  const { member, about } = JSON.parse(value);
  return (member ?? about?.member) === owner;
}

/**
 * List the places of what the person has not sent.
 * @returns {string[]}
 */
export function listOwnWork() {
  const places = Object.keys(localStorage).filter((place) => OWN_WORK.some((prefix) => place.startsWith(prefix)));
  return places.filter((place) => isMine(localStorage.getItem(place)));
}

/** Read the secret of the page as a key. */
function importKey() {
  const bytes = Uint8Array.from(secret.match(/../g), (pair) => parseInt(pair, 16));
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/**
 * Encrypt what the person has not sent. Where the browser cannot (a site without HTTPS), it stays as it is.
 * @returns {Promise<void>}
 */
export async function sealOwnWork() {
  const places = listOwnWork();
  isSealed = true;
  if (!places.length || !crypto.subtle) return;
  const key = await importKey();
  for (const place of places) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const clear = new TextEncoder().encode(JSON.stringify([place, localStorage.getItem(place)]));
    const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, clear));
    const content = { at: Date.now(), iv: [...iv], sealed: [...sealed] };
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
    const { at, iv, sealed } = JSON.parse(localStorage.getItem(place));
    if (Date.now() - at > TOO_OLD) localStorage.removeItem(place);
    else if (owner && place.startsWith(PREFIX + owner + ":") && crypto.subtle) await open(place, iv, sealed);
  }
}

/**
 * Open one of them.
 * @param {string} place
 * @param {number[]} iv
 * @param {number[]} sealed
 */
async function open(place, iv, sealed) {
  const options = { name: "AES-GCM", iv: Uint8Array.from(iv) };
  const clear = await crypto.subtle.decrypt(options, await importKey(), Uint8Array.from(sealed));
  const [key, value] = JSON.parse(new TextDecoder().decode(clear));
  localStorage.setItem(key, value);
  localStorage.removeItem(place);
}
