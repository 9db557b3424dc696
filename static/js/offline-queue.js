// What is done on a page without network waits in this computer and goes once, in its order, when the line returns.
// Any page may use it:
//
//   const queue = new OfflineQueue({ name, address, token, member, changed });
//     name     the queue of this page (its path, for one); an entry is kept under it until the site has answered
//     address  where entries go: POST {member, entries: [{…entry, key, age}]}. `key` is a UUID by which the site knows
//              what it has written already; `age`, seconds since it was done, needs no right clock. It answers
//              {entries: [{key, state, why}]}; state "written" or "already": let go; "refused": kept, with `why`
//     token    an address that answers {member, token}: who is connected, and the CSRF seal of her requests
//     member   whose entries these are: computers are shared, and nobody sends those of somebody else
//     changed  called after each change, with nothing: read queue.waiting, queue.refused, queue.outcome, queue.settled
//   queue.add(entry)   keeps it, then tries to send; queue.send(), queue.retry(key), queue.forget(key)
//   keepPage({ worker, scope, member })   has the page open again without network; fresh(response) keeps a newer one
//
// site.js sends what waits as soon as any page opens, and asks before one leaves a shared computer with something in it.
const PREFIX = "attente:";
const PAGES = "hors-ligne:";
const MARK = "pages-hors-ligne";
const BATCH = 20;
const RETRY = 15_000;
const PATIENCE = 20_000;
const TOO_OLD = 14 * 24 * 3600 * 1000; // a page that nobody opened since

export const SENT = "sent";
export const OUT_OF_REACH = "out-of-reach";
export const CONNECTED_NO_MORE = "connected-no-more";
export const OTHER_ACCOUNT = "other-account";

function kept(chosen) {
  const found = [];
  for (const id of Object.keys(localStorage)) {
    if (!id.startsWith(PREFIX)) continue;
    const item = JSON.parse(localStorage.getItem(id));
    if (item && chosen(item)) found.push({ ...item, id }); // another window may have let it go meanwhile
  }
  return found.sort((one, other) => one.at - other.at || one.rank - other.rank);
}

const write = ({ id, ...item }) => localStorage.setItem(id, JSON.stringify(item));

async function connected(token) {
  const answer = await fetch(token, { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
  if (answer.status >= 500) throw new Error(answer.status);
  return answer.ok ? answer.json() : null;
}

// One page at a time sends: two windows do not race.
const alone = (run) => (navigator.locks ? navigator.locks.request(PREFIX, run) : run());

// [what became of it all, what the site answered for each entry]
async function sendBatch(items, seal) {
  const [{ address, member }] = items;
  const entries = items.map(({ entry, at, key }) => ({ ...entry, key, age: Math.max(0, (Date.now() - at) / 1000) }));
  const answer = await fetch(address, {
    method: "POST",
    redirect: "manual",
    headers: { "Content-Type": "application/json", "X-CSRFToken": seal },
    body: JSON.stringify({ member, entries }),
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (answer.status >= 500) return [OUT_OF_REACH, []];
  if (answer.type === "opaqueredirect" || answer.status === 403) return [CONNECTED_NO_MORE, []];
  if (answer.status === 409) return [OTHER_ACCOUNT, []];
  if (answer.ok) return [SENT, (await answer.json()).entries];
  const why = answer.status === 404 ? "Cette page n’existe plus, ou n’est plus à vous." : "Le site n’a pas compris.";
  return [SENT, entries.map(({ key }) => ({ key, state: "refused", why }))];
}

async function sendItems(chosen) {
  const settled = [];
  for (;;) {
    const [first] = kept((item) => !item.why && chosen(item));
    if (!first) return [SENT, settled];
    const items = kept((item) => !item.why && item.name === first.name && item.member === first.member).slice(0, BATCH);
    try {
      const who = await connected(first.token);
      if (!who) return [CONNECTED_NO_MORE, settled];
      if (who.member !== first.member) return [OTHER_ACCOUNT, settled];
      const [outcome, answers] = await sendBatch(items, who.token);
      if (outcome !== SENT) return [outcome, settled];
      for (const item of items) {
        const { state, why } = answers.find(({ key }) => key === item.key) ?? { state: "refused", why: "Sans réponse." };
        if (state === "refused") write({ ...item, why });
        else localStorage.removeItem(item.id);
        settled.push({ ...item, state, why });
      }
    } catch {
      return [OUT_OF_REACH, settled];
    }
  }
}

export class OfflineQueue {
  #changed;
  #about;
  #timer;
  #busy = false;
  #rank = 0;
  outcome = SENT;
  settled = []; // by the last sending

  constructor({ name, address, token, member, changed }) {
    this.#about = { name, address, token, member };
    this.#changed = changed;
    addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.send());
    addEventListener("storage", ({ key }) => key?.startsWith(PREFIX) && changed());
  }

  get #mine() {
    const { name, member } = this.#about;
    return kept((item) => item.name === name && item.member === member);
  }

  get waiting() {
    return this.#mine.filter(({ why }) => !why);
  }

  get refused() {
    return this.#mine.filter(({ why }) => why);
  }

  // Throws where the browser keeps nothing: the page must not say that it did.
  add(entry) {
    const key = crypto.randomUUID();
    this.#rank += 1;
    write({ ...this.#about, id: `${PREFIX}${this.#about.name}:${key}`, key, entry, at: Date.now(), rank: this.#rank });
    this.#changed();
    return this.send();
  }

  async send() {
    clearTimeout(this.#timer);
    if (this.#busy) return;
    this.#busy = true;
    const { name, member } = this.#about;
    while (this.waiting.length) {
      [this.outcome, this.settled] = await alone(() => sendItems((item) => item.name === name && item.member === member));
      if (this.outcome !== SENT) break;
    }
    this.#busy = false;
    if (this.waiting.length) this.#timer = setTimeout(() => this.send(), RETRY);
    this.#changed();
    this.settled = [];
  }

  retry(key) {
    for (const item of this.refused) if (item.key === key) write({ ...item, why: undefined });
    return this.send();
  }

  forget(key) {
    for (const { id } of this.#mine.filter((item) => item.key === key)) localStorage.removeItem(id);
    this.#changed();
  }
}

// Everything that waits in this computer, of whoever is connected.
export const sendWaiting = () => alone(() => sendItems(() => true));

// Keeps this page, with its styles and scripts, for when there is no network (offline-worker.js answers then).
export async function keepPage({ worker, scope, member }) {
  if (!("serviceWorker" in navigator && "caches" in self)) return;
  for (const name of await caches.keys()) {
    if (name.startsWith(PAGES) && name !== PAGES + member) await caches.delete(name); // of who was here before
  }
  localStorage.setItem(MARK, member);
  if (!navigator.onLine) return;
  await navigator.serviceWorker.register(worker, { scope });
  const used = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
  const files = used.filter(({ origin, pathname }) => origin === location.origin && /\.(js|css|svg|png|woff2)$/.test(pathname));
  const cache = await caches.open(PAGES + member);
  for (const request of await cache.keys()) {
    const { headers } = (await cache.match(request)) ?? {};
    if (Date.now() - Date.parse(headers?.get("date")) > TOO_OLD) await cache.delete(request);
  }
  await Promise.allSettled([...new Set(files.map(String))].map((file) => cache.add(file)));
  await fresh(member, await fetch(location.pathname, { redirect: "manual" }));
}

export async function fresh(member, page) {
  if (!("caches" in self) || !page.ok || page.redirected) return;
  await (await caches.open(PAGES + member)).put(location.pathname, page.clone());
}

// Nothing of anybody stays in a shared computer: true when one may leave.
export async function leave() {
  await sendWaiting();
  const warning = "Ce que vous avez fait sans réseau n’est pas encore parti. Se déconnecter l’efface de cet appareil. Continuer\u00a0?";
  const left = kept(({ member }) => member === localStorage.getItem(MARK));
  if (left.length && !confirm(warning)) return false;
  for (const { id } of left) localStorage.removeItem(id);
  for (const name of (await self.caches?.keys()) ?? []) if (name.startsWith(PAGES)) await caches.delete(name);
  localStorage.removeItem(MARK);
  return true;
}
