/**
 * What the page of a kiosk asks of the site, which may be out of reach.
 * @module
 */

const PATIENCE = 2_000;

/**
 * Ask whether enough people like this one have answered; null where the site does not answer at once.
 * @param {string} address
 * @param {import("./kiosk-answers.js").Values} values
 * @returns {Promise<boolean | null>}
 */
export async function isQuotaFull(address, values) {
  if (!navigator.onLine) return null;
  const body = JSON.stringify(values);
  try {
    const answer = await fetch(address, { method: "POST", body, signal: AbortSignal.timeout(PATIENCE) });
    return answer.ok ? (await answer.json()).full : null;
  } catch {
    return null;
  }
}

/**
 * Tell whether the kiosk was closed or opened since its page was written, as far as the site says so.
 * @param {string} address
 * @param {string} closed What the page knows.
 * @returns {Promise<boolean>}
 */
export async function isStateOther(address, closed) {
  try {
    const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) return answer.status === 404;
    const { member, closed: now } = await answer.json();
    return now !== closed || !member; // nobody: somebody is connected in this browser
  } catch {
    return false;
  }
}

/**
 * Read the page in another language, from the site or from this device; null if there is none.
 * @param {string} path
 * @returns {Promise<HTMLElement | null>}
 */
export async function readPage(path) {
  const answer = await fetch(path, { signal: AbortSignal.timeout(PATIENCE) }).catch(() => caches.match(path));
  if (!answer?.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("[data-answers]") ? document.adoptNode(page.querySelector("main")) : null;
}
