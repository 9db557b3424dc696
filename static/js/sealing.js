/**
 * Encryption of what stays in a shared computer: AES-GCM with keys of 256 bits, by the browser itself. Old browsers and
 * sites without HTTPS have none: whoever calls asks `canSeal` first.
 * @module
 */

/** @typedef {{iv: string, sealed: string}} Sealed Both in base64. */

/**
 * How often a code is hashed to give a key: 600,000, the floor that OWASP gives for PBKDF2 with SHA-256. An old computer
 * of a reception desk takes one to two seconds, once for each opening.
 */
export const ITERATIONS = 600_000;

/**
 * Tell whether this browser encrypts.
 * @returns {boolean}
 */
export const canSeal = () => Boolean(self.crypto?.subtle);

/**
 * Return a name that nobody else has: 32 hexadecimal digits.
 * @returns {string}
 */
export const randomName = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** @param {Uint8Array} bytes */
const toText = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));

/** @param {string} text */
const toBytes = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

/**
 * Read a secret of the site as a key.
 * @param {string} secret 64 hexadecimal digits.
 * @returns {Promise<CryptoKey>}
 */
export function importSecret(secret) {
  const bytes = Uint8Array.from(secret.match(/../g), (pair) => parseInt(pair, 16));
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/**
 * Make a key of a code.
 * @param {string} code
 * @param {string} salt
 * @param {number} iterations
 * @returns {Promise<CryptoKey>}
 */
export async function stretchCode(code, salt, iterations) {
  const encoder = new TextEncoder();
  const base = await crypto.subtle.importKey("raw", encoder.encode(code), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: encoder.encode(salt), iterations };
  return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/**
 * Encrypt a text.
 * @param {CryptoKey} key
 * @param {string} text
 * @returns {Promise<Sealed>}
 */
export async function seal(key, text) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(text));
  return { iv: toText(iv), sealed: toText(new Uint8Array(sealed)) };
}

/**
 * Decrypt a text. Throws if the key is another one.
 * @param {CryptoKey} key
 * @param {Sealed} content
 * @returns {Promise<string>}
 */
export async function unseal(key, { iv, sealed }) {
  return new TextDecoder().decode(
    await crypto.subtle.decrypt({ name: "AES-GCM", iv: toBytes(iv) }, key, toBytes(sealed)),
  );
}
