/**
 * Signing in a frame with a finger, a stylus or the mouse, or by writing one's name. What is drawn is kept as whole
 * points of a frame of 600 by 200: « M12,34L15,40 ». See formation/sessions/models/signature.py and
 * formation/proof/attendance/_signature_pad.html.
 * @module
 */

/** @typedef {[number, number]} Point */
/** @typedef {{signature: string, typed_name: string}} Signature */

const NEAR = 3; // points closer than this to the last one add nothing
const LONGEST = 12_000;

/** @type {HTMLDialogElement} */
const pad = document.querySelector("[data-pad]");
/** @type {HTMLCanvasElement} */
const canvas = pad?.querySelector("canvas");
/** @type {HTMLInputElement} */
const nameField = pad?.querySelector("[data-pad-name]");
/** @type {HTMLElement} */
const title = pad?.querySelector("[data-pad-title]");
/** @type {HTMLElement} */
const error = pad?.querySelector("[data-pad-error]");
/** @type {Point[][]} */
let strokes = [];
/** @type {(signature: Signature | null) => void} */
let settle;

/** Return what draws, ready. */
function prepareBrush() {
  const brush = canvas.getContext("2d");
  return Object.assign(brush, { lineWidth: 4, lineCap: "round", lineJoin: "round", strokeStyle: "#1e2b2e" });
}

/** Empty the frame. */
function clear() {
  strokes = [];
  prepareBrush().clearRect(0, 0, canvas.width, canvas.height);
}

/**
 * Return where the event is, in points of the frame.
 * @param {PointerEvent} event
 * @returns {Point}
 */
function locate(event) {
  const frame = canvas.getBoundingClientRect();
  const clamp = (/** @type {number} */ value, /** @type {number} */ most) =>
    Math.round(Math.min(most, Math.max(0, value)));
  return [
    clamp(((event.clientX - frame.left) * canvas.width) / frame.width, canvas.width),
    clamp(((event.clientY - frame.top) * canvas.height) / frame.height, canvas.height),
  ];
}

/**
 * Draw a line to the point.
 * @param {Point} point
 */
function draw([x, y]) {
  const stroke = strokes.at(-1);
  const [lastX, lastY] = stroke.at(-1);
  if (Math.hypot(x - lastX, y - lastY) < NEAR) return;
  const brush = prepareBrush();
  brush.beginPath();
  brush.moveTo(lastX, lastY);
  brush.lineTo(x, y);
  brush.stroke();
  stroke.push([x, y]);
}

/**
 * Begin a stroke.
 * @param {PointerEvent} event
 */
function begin(event) {
  if (event.button) return;
  canvas.setPointerCapture(event.pointerId);
  error.textContent = "";
  strokes.push([locate(event)]);
}

/**
 * Go on with a stroke.
 * @param {PointerEvent} event
 */
function move(event) {
  if (!canvas.hasPointerCapture(event.pointerId)) return;
  for (const passed of event.getCoalescedEvents?.() ?? []) draw(locate(passed));
  draw(locate(event));
}

/**
 * Write a stroke as a path.
 * @param {Point[]} stroke
 */
const formatStroke = (stroke) => `M${stroke.map((point) => point.join(",")).join("L")}`;

/** Return what is drawn as a path; a long signature loses one point in two, as often as it must. */
function formatPath() {
  let drawn = strokes.filter((stroke) => stroke.length > 1);
  while (drawn.map(formatStroke).join("").length > LONGEST) {
    drawn = drawn.map((stroke) => stroke.filter((_, rank) => rank % 2 === 0 || rank === stroke.length - 1));
  }
  return drawn.map(formatStroke).join("");
}

/**
 * Ask somebody to sign; return what they drew or wrote, null when they give up. The answer comes as soon as they confirm:
 * the event `close` comes later, when somebody else may already be signing.
 * @param {string} who
 * @returns {Promise<Signature | null>}
 */
export function askSignature(who) {
  clear();
  title.textContent = who;
  nameField.value = "";
  error.textContent = "";
  pad.showModal();
  return new Promise((resolve) => {
    settle = resolve;
  });
}

/**
 * Tell whether somebody is signing.
 * @returns {boolean}
 */
export const isSigning = () => pad?.open ?? false;

if (pad) {
  canvas.addEventListener("pointerdown", begin);
  canvas.addEventListener("pointermove", move);
  pad.querySelector("[data-pad-clear]").addEventListener("click", clear);
  pad.addEventListener("cancel", () => settle(null));
  pad.querySelector("form").addEventListener("submit", (event) => {
    const given = { signature: formatPath(), typed_name: nameField.value.trim() };
    if (/** @type {HTMLButtonElement} */ (event.submitter)?.value === "cancelled") settle(null);
    else if (given.signature || given.typed_name) settle(given);
    else {
      event.preventDefault();
      error.textContent = "Signez dans le cadre, ou écrivez votre nom.";
      nameField.focus();
    }
  });
}
