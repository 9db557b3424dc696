// Keeps what is typed in a form of a sheet: on the site every few seconds, and in this computer until the site has it.
// A line beside the buttons says where the text is. It works for any form that includes ressources/writing/_keeping.html.
import {
  CONNECTED_NO_MORE, OTHER_ACCOUNT, OUT_OF_REACH, REFUSED, SAVED, arrival, forgetHere, freshToken, keepHere, send, sendKept,
} from "./kept-texts.js";

const PAUSE = 2_000;
const LONGEST = 10_000;
const RETRY = 15_000;
const MOST_WAIT = 3_000;
const SEALS = ["csrfmiddlewaretoken", "window", "resumed", "writer"];

const line = document.querySelector("[data-keeping]");
const form = line.closest("form");
const { keeping: address, token, login, member } = line.dataset;
const fields = form.elements;
let about = { form: line.dataset.form, sheet: line.dataset.sheet, member, window: draw(), resumed: fields.resumed.value };
let rank = 0;
let isDirty = false; // something is not kept by the site
let isSending = false;
let isLeaving = false;
let isLate = false; // what was on its way when the form left has been waited for
let sending;
let outcome = SAVED;
let unkept; // since when
let timer;
let slow;

function draw() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function text() {
  return {
    address, token, window: about.window, about: { ...about, rank: String(rank) },
    typed: new URLSearchParams(new FormData(form)).toString(),
  };
}

// The same words again are not said again.
function say(words, link) {
  if (line.textContent === words + (link?.label ?? "")) return;
  line.textContent = words;
  if (!link) return;
  const anchor = document.createElement("a");
  Object.assign(anchor, { href: link.href, textContent: link.label, target: link.target ?? "" });
  line.append(anchor);
}

const here = "Votre texte est gardé dans cet ordinateur";
const states = {
  [SAVED]: ({ at, apart }) =>
    say(apart ? `Ce texte est aussi ouvert dans une autre fenêtre\u00a0: celui-ci est gardé à part, à ${at}.` : `Texte gardé sur le site à ${at}.`),
  [OUT_OF_REACH]: () => say(`Hors connexion. ${here}\u00a0: il partira dès que possible.`),
  [CONNECTED_NO_MORE]: () =>
    say(`Votre connexion au site a expiré. ${here}. `, { href: login, target: "_blank", label: "Reconnectez-vous dans un autre onglet, puis revenez ici" }),
  [OTHER_ACCOUNT]: () => say(`Un autre compte est connecté dans ce navigateur. ${here} jusqu’à ce que vous vous reconnectiez.`),
  [REFUSED]: ({ error }) => say(`${error ?? "Le site n’a pas pu garder ce texte."} ${here}.`),
};

function typing() {
  isDirty = true;
  unkept ??= Date.now();
  clearTimeout(slow);
  slow = setTimeout(() => keepHere(text()), 250);
  clearTimeout(timer);
  timer = setTimeout(save, Math.min(PAUSE, Math.max(0, unkept + LONGEST - Date.now())));
}

async function save() {
  clearTimeout(timer);
  if (!isDirty || isSending || isLeaving) return;
  isSending = true;
  await arrival;
  if (isLeaving) return void (isSending = false);
  isDirty = false;
  rank += 1;
  const sent = text();
  const isKeptHere = keepHere(sent);
  sending = send(sent);
  const [became, said] = await sending;
  isSending = false;
  if (isLeaving) return;
  outcome = became;
  if (became === SAVED) {
    about.resumed = ""; // its place is taken
    unkept = undefined;
    if (isDirty) typing();
    else forgetHere(about.window);
  } else {
    isDirty = true;
    timer = setTimeout(save, RETRY);
  }
  line.toggleAttribute("data-trouble", became !== SAVED);
  if (became === SAVED || isKeptHere) states[became](said);
  else say("Votre texte n’est gardé nulle part pour le moment\u00a0: ne fermez pas cette page.");
}

// After a login elsewhere the form bears the new seal, and what waited goes.
async function comeBack() {
  const fresh = await freshToken(token, member);
  if (fresh) fields.csrfmiddlewaretoken.value = fresh;
  if (isDirty) save();
}

function submitting(event) {
  if (navigator.onLine === false) {
    event.preventDefault();
    isLeaving = isLate = false;
    keepHere(text());
    line.toggleAttribute("data-trouble", true);
    return states[OUT_OF_REACH]();
  }
  // What is on its way arrives first: after the form, the site would take it for a text begun anew.
  if (isSending && !isLate) {
    event.preventDefault();
    if (!isLeaving) leaveAfter(sending, event.submitter);
    return;
  }
  isLeaving = true;
  clearTimeout(timer);
  clearTimeout(slow);
  rank += 1;
  keepHere(text()); // until the next page has told the site
}

async function leaveAfter(sent, submitter) {
  isLeaving = true;
  await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, MOST_WAIT))]);
  isLate = true;
  form.requestSubmit(submitter);
}

function signForm() {
  fields.window.value = about.window;
  fields.resumed.value = about.resumed;
}

signForm();
form.addEventListener("input", typing);
form.addEventListener("change", () => setTimeout(save));
form.addEventListener("submit", submitting);
addEventListener("online", save);
addEventListener("pagehide", () => {
  if (!isDirty || isLeaving) return;
  rank += 1;
  keepHere(text());
  navigator.sendBeacon(`${address}?${new URLSearchParams(text().about)}`, new URLSearchParams(text().typed));
});
addEventListener("pageshow", (event) => {
  if (!event.persisted || !isLeaving) return;
  // A page that was sent and comes back writes another text, unless the site never had the first one.
  isLeaving = isLate = false;
  about = { ...about, window: draw(), resumed: about.window };
  signForm();
  sendKept().then(comeBack);
});
document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? save() : comeBack()));

line.hidden = false;
say("Ce que vous écrivez est gardé au fur et à mesure.");
// The words alone, without what the page put there itself.
function words(typed) {
  return [...new URLSearchParams(typed)].filter(([name]) => !SEALS.includes(name)).join("\n");
}

arrival.then(({ sent }) => {
  const mine = sent.find((other) => other.about.form === about.form && other.about.sheet === about.sheet);
  if (!mine || words(mine.typed) === words(text().typed)) return;
  // The end of a text that this page shows has only just reached the site.
  if (!isDirty && mine.window === about.resumed.split("~")[0]) location.reload();
  else say("Un texte que vous aviez écrit sur cet ordinateur vient d’être retrouvé. ", { href: location.pathname, label: "Le reprendre" });
});
