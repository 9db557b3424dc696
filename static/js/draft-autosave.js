/**
 * Saves the draft of a sheet: on the site every few seconds, and in this computer until the site has it
 * (unsent-drafts.js). A line beside the buttons says where the text is. It works for any form that includes
 * ressources/authoring/writing/_keeping.html.
 * @module
 */
import {
  fetchToken,
  firstSending,
  forgetDraft,
  keepDraft,
  LOGGED_OUT,
  OTHER_ACCOUNT,
  OUT_OF_REACH,
  REFUSED,
  SAVED,
  sendDraft,
  sendDrafts,
} from "./unsent-drafts.js";

/** @typedef {import("./unsent-drafts.js").Draft} Draft */
/** @typedef {import("./unsent-drafts.js").DraftAnswer} DraftAnswer */

const PAUSE = 2_000;
const LONGEST_PAUSE = 10_000;
const LOCAL_PAUSE = 250;
const RETRY = 15_000;
const LONGEST_WAIT = 3_000;
// Fields that the page put there itself.
const TECHNICAL_FIELDS = ["csrfmiddlewaretoken", "form_key", "window", "resumed", "writer"];

/** @type {HTMLElement} */
const line = document.querySelector("[data-keeping]");
const form = line.closest("form");
const { keeping: address, token, login, member } = line.dataset;
const fields = /** @type {Record<string, HTMLInputElement>} */ (/** @type {unknown} */ (form.elements));
/** @type {Record<string, string>} */
let about = {
  form: line.dataset.form,
  sheet: line.dataset.sheet,
  member,
  window: randomName(),
  resumed: fields.resumed.value,
};
let rank = 0;
let isDirty = false; // something is not kept by the site
let isSending = false;
let isLeaving = false;
let isStarting = true; // texts that this computer held are on their way
let isReloading = false;
let isWanted = false; // the network came back during a save
let hasWaited = false; // what was on its way when the form left has been waited for
/** @type {Promise<unknown>} */
let sending;
/** @type {number | undefined} */
let dirtySince;
/** @type {number} */
let saveTimer;
/** @type {number} */
let localTimer;

/** Return a name for this window. */
function randomName() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Return the draft as it is now.
 * @returns {Draft}
 */
function currentDraft() {
  // Files are sent with the form alone.
  const texts =
    /** @type {[string, string][]} */ ([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  const typed = new URLSearchParams(texts).toString();
  return { address, token, window: about.window, about: { ...about, rank: String(rank) }, typed };
}

/**
 * Show where the text is. The same words again are not read aloud again.
 * @param {string} words
 * @param {{href: string, label: string, target?: string}} [link]
 */
function showStatus(words, link) {
  if (line.textContent === words + (link?.label ?? "")) return;
  line.textContent = words;
  if (!link) return;
  const anchor = document.createElement("a");
  Object.assign(anchor, { href: link.href, textContent: link.label, target: link.target ?? "" });
  line.append(anchor);
}

const HERE = "Votre texte est gardé dans cet ordinateur";
/** @type {Record<string, (answer: DraftAnswer) => void>} */
const showOutcome = {
  [SAVED]: ({ at, apart }) =>
    showStatus(
      apart
        ? `Ce texte est aussi ouvert dans une autre fenêtre\u00a0: celui-ci est gardé à part, à ${at}.`
        : `Texte gardé sur le site à ${at}.`,
    ),
  [OUT_OF_REACH]: () => showStatus(`Hors connexion. ${HERE}\u00a0: il partira dès que possible.`),
  [LOGGED_OUT]: () =>
    showStatus(`Votre connexion au site a expiré. ${HERE}. `, {
      href: login,
      target: "_blank",
      label: "Reconnectez-vous dans un autre onglet, puis revenez ici",
    }),
  [OTHER_ACCOUNT]: () =>
    showStatus(`Un autre compte est connecté dans ce navigateur. ${HERE} jusqu’à ce que vous vous reconnectiez.`),
  [REFUSED]: ({ error }) => showStatus(`${error ?? "Le site n’a pas pu garder ce texte."} ${HERE}.`),
};

/** Plan a save after something was typed. */
function planSave() {
  isDirty = true;
  dirtySince ??= Date.now();
  clearTimeout(localTimer);
  localTimer = setTimeout(() => keepDraft(currentDraft()), LOCAL_PAUSE);
  clearTimeout(saveTimer);
  saveTimer = setTimeout(save, Math.min(PAUSE, Math.max(0, dirtySince + LONGEST_PAUSE - Date.now())));
}

/** Save the draft in this computer, then on the site. */
async function save() {
  clearTimeout(saveTimer);
  if (!isDirty || isSending || isLeaving) return;
  isSending = true;
  await firstSending;
  if (isLeaving) {
    isSending = false;
    return;
  }
  isDirty = false;
  rank += 1;
  const draft = currentDraft();
  const isKeptHere = keepDraft(draft);
  const answering = sendDraft(draft);
  sending = answering;
  const [outcome, answer] = await answering;
  isSending = false;
  if (isLeaving) return;
  if (outcome === SAVED) {
    about.resumed = ""; // its place is taken
    dirtySince = undefined;
    if (isDirty) planSave();
    else forgetDraft(about.window);
  } else {
    isDirty = true;
    saveTimer = setTimeout(save, isWanted ? 0 : RETRY);
  }
  isWanted = false;
  line.toggleAttribute("data-trouble", outcome !== SAVED);
  if (outcome === SAVED || isKeptHere) showOutcome[outcome](answer);
  else showStatus("Votre texte n’est gardé nulle part pour le moment\u00a0: ne fermez pas cette page.");
}

/** Give the form the token of a new login, then save what waits. */
async function resume() {
  const newToken = await fetchToken(token, member);
  if (newToken) fields.csrfmiddlewaretoken.value = newToken;
  if (isDirty) save();
}

/**
 * Keep the draft when the form is sent; hold the form back without network, and until the last save has arrived.
 * @param {SubmitEvent} event
 */
function onSubmit(event) {
  if (navigator.onLine === false) {
    event.preventDefault();
    isLeaving = hasWaited = false;
    keepDraft(currentDraft());
    line.toggleAttribute("data-trouble", true);
    showOutcome[OUT_OF_REACH]({});
    return;
  }
  // What is on its way arrives first: after the form, the site would take it for a text begun anew.
  if ((isSending || isStarting) && !hasWaited) {
    event.preventDefault();
    if (!isLeaving) submitAfter(isStarting ? firstSending : sending, event.submitter);
    return;
  }
  isLeaving = true;
  clearTimeout(saveTimer);
  clearTimeout(localTimer);
  rank += 1;
  keepDraft(currentDraft()); // until the next page has told the site
}

/**
 * Send the form once a save has arrived, or after a short wait.
 * @param {Promise<unknown>} saved
 * @param {HTMLElement} submitter
 */
async function submitAfter(saved, submitter) {
  isLeaving = true;
  const wait = new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT));
  await Promise.race([saved, wait]).catch(() => wait);
  if (isReloading) return;
  hasWaited = true;
  form.requestSubmit(submitter);
}

/** Write in the form which window it is, and which draft it goes on with. */
function nameForm() {
  fields.window.value = about.window;
  fields.resumed.value = about.resumed;
}

/**
 * Return the words of a draft, without the technical fields.
 * @param {string} typed
 */
function wordsOf(typed) {
  return [...new URLSearchParams(typed)].filter(([name]) => !TECHNICAL_FIELDS.includes(name)).join("\n");
}

nameForm();
form.addEventListener("input", planSave);
form.addEventListener("change", () => setTimeout(save));
form.addEventListener("submit", onSubmit);
addEventListener("online", () => {
  isWanted = isSending; // it may be failing for want of the network
  save();
});
addEventListener("pagehide", () => {
  if (!isDirty || isLeaving) return;
  rank += 1;
  const draft = currentDraft();
  keepDraft(draft);
  navigator.sendBeacon(`${address}?${new URLSearchParams(draft.about)}`, new URLSearchParams(draft.typed));
});
addEventListener("pageshow", (event) => {
  if (!event.persisted || !isLeaving) return;
  // A page that was sent and comes back writes another text, unless the site never had the first one.
  isLeaving = hasWaited = false;
  about = { ...about, window: randomName(), resumed: about.window };
  nameForm();
  sendDrafts().then(resume);
});
document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? save() : resume()));

line.hidden = false;
showStatus("Ce que vous écrivez est gardé au fur et à mesure.");

firstSending.then(({ sent }) => {
  isStarting = false;
  const mine = sent.find((other) => other.about.form === about.form && other.about.sheet === about.sheet);
  if (!mine || wordsOf(mine.typed) === wordsOf(currentDraft().typed)) return;
  // The end of a text that this page shows has only just reached the site.
  if (!isDirty && mine.window === about.resumed.split("~")[0]) {
    isReloading = true;
    location.reload();
  } else {
    showStatus("Un texte que vous aviez écrit sur cet ordinateur vient d’être retrouvé. ", {
      href: location.pathname,
      label: "Le reprendre",
    });
  }
});
