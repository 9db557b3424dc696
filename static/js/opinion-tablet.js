/**
 * The tablet of a place: at the end of an interview, somebody touches two answers, with or without network. Each opinion
 * is kept on this device and leaves once (offline-queue.js). Until the second answer nothing is kept but in this page,
 * which forgets it when they have finished, gone, or fallen silent. Nothing is written in the address nor in the history.
 * @module
 */
import { Silence } from "./kiosk-silence.js";
import { isStateOther } from "./kiosk-site.js";
import { erasePages, keepKioskPages } from "./offline-pages.js";
import { OfflineQueue } from "./offline-queue.js";
import { showRefusals } from "./offline-status.js";

const about = document.body.dataset;
const CHECK = 5 * 60_000;
const RETURN = 8;
const title = document.title;
/** @type {HTMLElement[]} */
const partners = [...document.querySelectorAll("[data-partner]")].map((each) => /** @type {HTMLElement} */ (each));
/** Where one partner receives, its interview is the one. */
const first = partners.length === 1 ? "welcome" : "start";
/** What the person has touched so far. */
let partner = "";
let welcome = "";
let shown = "";
/** @type {number | undefined} */
let countdown;

const queue = new OfflineQueue({
  name: about.base,
  address: about.entries,
  token: about.state,
  member: about.member,
  onChange: showQueue,
});
const silence = new Silence(startOver);

/** Show, discreetly, how many opinions wait, and what the site refused. */
function showQueue() {
  const number = queue.waiting.length;
  const words = number > 1 ? `${number} avis attendent le réseau` : "un avis attend le réseau";
  document.querySelector("[data-waiting]").textContent = number ? words : "";
  showRefusals(queue, { who: () => "Un avis", what: ({ entry }) => entry.name });
}

/**
 * Show one screen and nothing else.
 * @param {string} name
 */
function show(name) {
  shown = name;
  clearInterval(countdown);
  for (const element of document.querySelectorAll("[data-screen]")) {
    const screen = /** @type {HTMLElement} */ (element);
    screen.hidden = screen.dataset.screen !== name;
    if (screen.hidden) continue;
    const heading = screen.querySelector("h1");
    document.title = `${heading.textContent} – ${title}`;
    heading.focus();
  }
  scrollTo(0, 0);
}

/** Forget what was touched. */
function forget() {
  silence.rest();
  partner = partners.length === 1 ? partners[0].dataset.partner : "";
  welcome = "";
}

/** Forget what was touched, and show the first screen to the next person. */
function startOver() {
  forget();
  show(about.closed || first);
}

/** Go back to the screen before. */
function goBack() {
  if (shown === "expectations") show("welcome");
  else startOver();
}

/** Keep « Back » on this page: a browser heeds it after a touch alone. */
const holdHistory = () => history.pushState({ tablet: true }, "");

/** Somebody has begun. */
function begin() {
  holdHistory();
  silence.watch();
}

/**
 * Take the partner, then ask the first question.
 * @param {string} slug
 */
function choosePartner(slug) {
  begin();
  partner = slug;
  show("welcome");
}

/**
 * Take an answer: the second one is the last touch.
 * @param {string} question
 * @param {string} answer
 */
function takeAnswer(question, answer) {
  if (question === "welcome") {
    if (first === "welcome") begin();
    welcome = answer;
    show("expectations");
    return;
  }
  const chosen = partners.find(({ dataset }) => dataset.partner === partner);
  try {
    queue.add({ about: partner, name: chosen.textContent.trim(), present: true, welcome, expectations: answer });
  } catch {
    forget();
    show("unkept");
    return;
  }
  forget();
  show("thanks");
  let left = RETURN;
  countdown = setInterval(() => {
    left -= 1;
    if (left <= 0) startOver();
  }, 1_000);
}

/** While nobody answers, ask whether people still can: the site writes the page that says so. */
async function checkOpen() {
  const hasChanged = await isStateOther(about.state, about.closed);
  if (hasChanged && [first, "closed"].includes(shown)) location.reload();
}

document.addEventListener("click", ({ target }) => {
  const button = /** @type {HTMLElement} */ (target).closest("button");
  if (!button) return;
  const { dataset } = button;
  if (dataset.partner) choosePartner(dataset.partner);
  if (dataset.answer) takeAnswer(dataset.question, dataset.answer);
  if (dataset.do === "back") goBack();
  if (dataset.do === "start-over") startOver();
});
addEventListener("popstate", () => {
  holdHistory();
  goBack();
});
// A page that is left has nothing of anybody, should it come back whole from the history.
addEventListener("pagehide", startOver);
setInterval(checkOpen, CHECK);
addEventListener("online", () => checkOpen());
erasePages(); // of somebody who was connected here
startOver();
queue.send();
addEventListener("load", async () => {
  const isKept = await keepKioskPages({ worker: about.worker, scope: about.base, paths: [about.base] }).catch(() =>
    false
  );
  if (isKept) document.querySelector("[data-kept-page]").textContent = "marche aussi sans réseau";
});
