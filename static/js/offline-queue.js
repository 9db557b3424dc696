/**
 * A queue of entries that needs no network: what is done on a page waits in this computer and is sent once, in its
 * order, when the line returns. Any page may use it:
 *
 *   const queue = new OfflineQueue({ name, address, token, member, onChange });
 *   queue.add(entry);
 *
 * `POST address {member, entries: [{…entry, key, age}]}` is answered with `{entries: [{key, state, why}]}`. `key` is
 * a UUID by which the site knows what it has written already; `age`, the seconds since it was done, needs no right
 * clock. An entry of state "written" or "already" leaves the queue; a "refused" one stays, with `why`.
 *
 * site.js sends what waits as soon as any page of its member opens, and before they leave a shared computer; what waits is
 * encrypted (waiting-entries.js).
 * @module
 */
import { openOwnWork } from "./sealed-storage.js";
import { randomName } from "./sealing.js";
import { dropItem, keepItem, listItems, PREFIX, readItems } from "./waiting-entries.js";

/**
 * @typedef {object} QueueOptions
 * @property {string} name Queue of this page (its path, for one): entries are kept under it until the site answers.
 * @property {string} address Address that takes the entries.
 * @property {string} token Address that answers `{member, token}`: the key of who is connected, and their CSRF token.
 * @property {string} member Key of the member whose entries these are: computers are shared, and nobody sends those of somebody else.
 * @property {() => void} onChange Called after each change: read `waiting`, `refused`, `outcome`, `settled`.
 */

/**
 * What was done, in words of the page: `about` names its subject.
 * @typedef {{about: string, name: string, present: boolean} & Record<string, unknown>} Entry
 */

/**
 * An entry that waits: `id` is its place in the storage, `at` the time in milliseconds, `why` the reason of a refusal.
 * @typedef {object} Item
 * @property {string} id
 * @property {string} name
 * @property {string} address
 * @property {string} token
 * @property {string} member
 * @property {string} key
 * @property {Entry} entry
 * @property {number} at
 * @property {string} [why]
 */

/** @typedef {{key: string, state: string, why?: string}} Answer */
/** @typedef {Item & {state: string}} SettledItem */

const { owner } = document.documentElement.dataset;
const BATCH = 20;
const RETRY = 15_000;
const PATIENCE = 20_000;

export const SENT = "sent";
export const OUT_OF_REACH = "out-of-reach";
export const LOGGED_OUT = "logged-out";
export const OTHER_ACCOUNT = "other-account";

/**
 * Return who is connected with their CSRF token, or null for nobody.
 * @param {string} address
 * @returns {Promise<{member: string, token: string} | null>}
 */
async function fetchConnected(address) {
  const answer = await fetch(address, { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
  if (answer.status >= 500) throw new Error(String(answer.status));
  return answer.ok ? answer.json() : null;
}

/**
 * Run a sending while no other window sends.
 * @template T
 * @param {() => Promise<T>} run
 * @returns {Promise<T>}
 */
const runAlone = (run) => (navigator.locks ? navigator.locks.request(PREFIX, run) : run());

/**
 * Send items of one queue and one member; return the outcome, and the answer of the site for each entry.
 * @param {Item[]} items
 * @param {string} token CSRF token
 * @returns {Promise<[string, Answer[]]>}
 */
async function sendBatch(items, token) {
  const [{ address, member }] = items;
  // One clock for all: read again for each entry, it would make the later of two close ones the older.
  const now = Date.now();
  const entries = items.map(({ entry, at, key }) => ({ ...entry, key, age: Math.max(0, (now - at) / 1000) }));
  const answer = await fetch(address, {
    method: "POST",
    redirect: "manual",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify({ member, entries }),
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (answer.status >= 500) return [OUT_OF_REACH, []];
  if (answer.type === "opaqueredirect" || answer.status === 403) return [LOGGED_OUT, []];
  if (answer.status === 409) return [OTHER_ACCOUNT, []];
  if (answer.ok) return [SENT, (await answer.json()).entries];
  const why = answer.status === 404 ? "Cette page n’existe plus, ou n’est plus à vous." : "Le site n’a pas compris.";
  return [SENT, entries.map(({ key }) => ({ key, state: "refused", why }))];
}

/**
 * Date what was not in a batch after it. The site dates an entry when it arrives, less its age: by as much as the batch
 * took to arrive, it may seem later than what was done meanwhile, which has to have the last word.
 * @param {Item[]} batch
 * @param {number} began Time in milliseconds at which it left.
 */
function delayOthers(batch, began) {
  const [{ name, member }] = batch;
  let earliest = batch.at(-1).at + Date.now() - began + 1;
  const isOther = (/** @type {Item} */ item) =>
    !item.why && item.name === name && item.member === member && !batch.some(({ key }) => key === item.key);
  for (const item of listItems(isOther)) {
    const at = Math.max(item.at, earliest);
    if (at !== item.at) keepItem({ ...item, at });
    earliest = at + 1;
  }
}

/**
 * Send the items that pass the filter, batch after batch; return the outcome and what the site settled.
 * @param {(item: Item) => boolean} filter
 * @returns {Promise<[string, SettledItem[]]>}
 */
async function sendItems(filter) {
  /** @type {SettledItem[]} */
  const settled = [];
  for (;;) {
    await readItems(); // another window may have sent some
    const [first] = listItems((item) => !item.why && filter(item));
    if (!first) return [SENT, settled];
    const isOfFirst = (/** @type {Item} */ item) => item.name === first.name && item.member === first.member;
    const items = listItems((item) => !item.why && isOfFirst(item)).slice(0, BATCH);
    try {
      const connected = await fetchConnected(first.token);
      if (!connected) return [LOGGED_OUT, settled];
      if (connected.member !== first.member) return [OTHER_ACCOUNT, settled];
      const began = Date.now();
      const [outcome, answers] = await sendBatch(items, connected.token).finally(() => delayOthers(items, began));
      if (outcome !== SENT) return [outcome, settled];
      for (const item of items) {
        const answer = answers.find(({ key }) => key === item.key) ?? { state: "refused", why: "Sans réponse." };
        if (answer.state === "refused") keepItem({ ...item, why: answer.why });
        else dropItem(item.id);
        settled.push({ ...item, state: answer.state, why: answer.why });
      }
    } catch {
      return [OUT_OF_REACH, settled];
    }
  }
}

/** The queue of one page. */
export class OfflineQueue {
  #onChange;
  #about;
  /** @type {number} */
  #timer;
  #isSending = false;
  #last = 0;
  /** Outcome of the last sending. */
  outcome = SENT;
  /**
   * What the last sending settled; read it in `onChange`.
   * @type {SettledItem[]}
   */
  settled = [];

  /** @param {QueueOptions} options */
  constructor({ name, address, token, member, onChange }) {
    this.#about = { name, address, token, member };
    this.#onChange = onChange;
    addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.send());
    addEventListener("storage", ({ key }) => key?.startsWith(PREFIX) && readItems().then(onChange));
  }

  /** @returns {Item[]} */
  get #items() {
    const { name, member } = this.#about;
    return listItems((item) => item.name === name && item.member === member);
  }

  /**
   * What waits for the network, in its order.
   * @returns {Item[]}
   */
  get waiting() {
    return this.#items.filter(({ why }) => !why);
  }

  /**
   * What the site refused, with `why`.
   * @returns {Item[]}
   */
  get refused() {
    return this.#items.filter(({ why }) => why);
  }

  /**
   * Keep an entry, then try to send it. Throws where the browser keeps nothing: the page must not say that it did.
   * @param {Entry} entry
   * @returns {Promise<void>}
   */
  add(entry) {
    const key = randomName();
    // Two entries of one millisecond keep their order.
    this.#last = Math.max(Date.now(), this.#last + 1);
    const id = `${PREFIX}${this.#about.name}:${key}`;
    keepItem({ ...this.#about, id, key, entry, at: this.#last });
    this.#onChange();
    return this.send();
  }

  /**
   * Send what waits, and try again later what could not leave.
   * @returns {Promise<void>}
   */
  async send() {
    clearTimeout(this.#timer);
    if (this.#isSending) return;
    this.#isSending = true;
    await openOwnWork();
    await readItems();
    if (this.#items.length) this.#onChange();
    const { name, member } = this.#about;
    while (this.waiting.length) {
      [this.outcome, this.settled] = await runAlone(() =>
        sendItems((item) => item.name === name && item.member === member)
      );
      if (this.outcome !== SENT) break;
    }
    this.#isSending = false;
    if (this.waiting.length) this.#timer = setTimeout(() => this.send(), RETRY);
    this.#onChange();
    this.settled = [];
  }

  /**
   * Send a refused entry again.
   * @param {string} key
   * @returns {Promise<void>}
   */
  retry(key) {
    for (const item of this.refused) if (item.key === key) keepItem({ ...item, why: undefined });
    return this.send();
  }

  /**
   * Erase an entry from this computer.
   * @param {string} key
   */
  forget(key) {
    for (const { id } of this.#items.filter((item) => item.key === key)) dropItem(id);
    this.#onChange();
  }
}

/**
 * Send everything that waits in this computer, of whoever is connected.
 * @returns {Promise<[string, SettledItem[]]>}
 */
export async function sendWaiting() {
  await openOwnWork();
  return runAlone(() => sendItems(({ member }) => member === owner));
}
