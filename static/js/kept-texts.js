// Texts that the site does not have yet, kept in this computer until it does: one for each window that writes. They bear
// their writer's number, since computers are shared: they are sent when she is connected, and go when she leaves.
const PREFIX = "texte:";
const TOO_OLD = 14 * 24 * 3600 * 1000;

export const SAVED = "saved";
export const CONNECTED_NO_MORE = "connected-no-more";
export const OTHER_ACCOUNT = "other-account";
export const REFUSED = "refused";
export const OUT_OF_REACH = "out-of-reach";

// False where the browser keeps nothing.
export function keepHere(text) {
  try {
    localStorage.setItem(PREFIX + text.window, JSON.stringify({ ...text, at: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

export const forgetHere = (window) => localStorage.removeItem(PREFIX + window);

function keptHere() {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    return keys.map((key) => JSON.parse(localStorage.getItem(key)));
  } catch {
    return [];
  }
}

// Who is connected, and the seal that her forms must bear: nobody when the login has expired.
async function askToken(address) {
  const answer = await fetch(address, { redirect: "manual", cache: "no-store" });
  return answer.ok ? answer.json() : null;
}

// [what became of it, what the site says]. A new login has changed the seal: it is asked for, once.
export async function send(text, { again = true } = {}) {
  const about = new URLSearchParams(text.about);
  let answer;
  try {
    answer = await fetch(`${text.address}?${about}`, {
      method: "POST",
      body: new URLSearchParams(text.typed),
      redirect: "manual",
      keepalive: text.typed.length < 50_000,
    });
    if (answer.status === 403 && again) {
      const connected = await askToken(text.token);
      if (!connected) return [CONNECTED_NO_MORE, {}];
      return send(resealed(text, connected.token), { again: false });
    }
  } catch {
    return [OUT_OF_REACH, {}];
  }
  if (answer.type === "opaqueredirect") return [CONNECTED_NO_MORE, {}];
  if (answer.status >= 500) return [OUT_OF_REACH, {}];
  const said = await answer.json().catch(() => ({}));
  if (answer.ok) return [SAVED, said];
  return [answer.status === 409 ? OTHER_ACCOUNT : REFUSED, said];
}

function resealed(text, token) {
  const typed = new URLSearchParams(text.typed);
  typed.set("csrfmiddlewaretoken", token);
  return { ...text, typed: typed.toString() };
}

// The seal of whoever is connected, if it is still the writer.
export async function freshToken(address, member) {
  const connected = await askToken(address).catch(() => null);
  return connected?.member === member ? connected.token : null;
}

// Sends what this computer still holds of whoever is connected: what was sent, what was not.
export async function sendKept() {
  for (const text of keptHere()) if (Date.now() - text.at > TOO_OLD) forgetHere(text.window);
  const texts = keptHere();
  const connected = texts.length ? await askToken(texts[0].token).catch(() => null) : null;
  const sent = [];
  const left = [];
  for (const text of texts.filter(({ about }) => about.member === connected?.member)) {
    const [outcome] = await send(resealed(text, connected.token), { again: false });
    (outcome === SAVED ? sent : left).push(text);
    if (outcome === SAVED) forgetHere(text.window);
  }
  return { sent, left };
}

export const arrival = sendKept();

// Before she leaves a shared computer: what she wrote is sent, and does not stay there.
export async function leave(form) {
  const { left } = await sendKept();
  const warning = "Un texte que vous avez écrit n’a pas pu être gardé par le site. Se déconnecter l’efface de cet ordinateur. Continuer\u00a0?";
  if (left.length && !confirm(warning)) return;
  for (const text of left) forgetHere(text.window);
  form.submit();
}
