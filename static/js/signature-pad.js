// Signing in a frame with a finger, a stylus or the mouse, or by writing one's name. What is drawn is kept as whole points
// of a frame of 600 by 200: « M12,34L15,40 ». See formation/sessions/models/signature.py and formation/attendance/_signature_pad.html.
const NEAR = 3; // points closer than this to the last one add nothing
const MOST = 12_000;

const pad = document.querySelector("[data-pad]");
const [canvas, name, title, error] = ["canvas", "[data-pad-name]", "[data-pad-title]", "[data-pad-error]"].map((part) => pad?.querySelector(part));
let strokes = [];
let settle;

function brush() {
  const drawing = canvas.getContext("2d");
  Object.assign(drawing, { lineWidth: 4, lineCap: "round", lineJoin: "round", strokeStyle: "#1e2b2e" });
  return drawing;
}

function clear() {
  strokes = [];
  brush().clearRect(0, 0, canvas.width, canvas.height);
}

function point(event) {
  const frame = canvas.getBoundingClientRect();
  const within = (value, most) => Math.round(Math.min(most, Math.max(0, value)));
  return [
    within(((event.clientX - frame.left) * canvas.width) / frame.width, canvas.width),
    within(((event.clientY - frame.top) * canvas.height) / frame.height, canvas.height),
  ];
}

function draw([x, y]) {
  const stroke = strokes.at(-1);
  const [lastX, lastY] = stroke.at(-1);
  if (Math.hypot(x - lastX, y - lastY) < NEAR) return;
  const drawing = brush();
  drawing.beginPath();
  drawing.moveTo(lastX, lastY);
  drawing.lineTo(x, y);
  drawing.stroke();
  stroke.push([x, y]);
}

function begin(event) {
  if (event.button) return;
  canvas.setPointerCapture(event.pointerId);
  error.textContent = "";
  strokes.push([point(event)]);
}

function move(event) {
  if (!canvas.hasPointerCapture(event.pointerId)) return;
  for (const passed of event.getCoalescedEvents?.() ?? []) draw(point(passed));
  draw(point(event));
}

const written = (stroke) => `M${stroke.map((where) => where.join(",")).join("L")}`;

// A long signature loses one point in two, as often as it must.
function path() {
  let drawn = strokes.filter((stroke) => stroke.length > 1);
  while (drawn.map(written).join("").length > MOST) {
    drawn = drawn.map((stroke) => stroke.filter((_, rank) => rank % 2 === 0 || rank === stroke.length - 1));
  }
  return drawn.map(written).join("");
}

// {signature, typed_name}, or nothing when she gives up. Taken at once when she confirms: the event `close` comes later,
// when somebody else may already be signing.
export function sign(who) {
  clear();
  Object.assign(title, { textContent: who });
  name.value = "";
  error.textContent = "";
  pad.showModal();
  return new Promise((resolve) => {
    settle = resolve;
  });
}

export const isSigning = () => pad?.open ?? false;

if (pad) {
  canvas.addEventListener("pointerdown", begin);
  canvas.addEventListener("pointermove", move);
  pad.querySelector("[data-pad-clear]").addEventListener("click", clear);
  pad.addEventListener("cancel", () => settle(null));
  pad.querySelector("form").addEventListener("submit", (event) => {
    const given = { signature: path(), typed_name: name.value.trim() };
    if (event.submitter?.value === "cancelled") settle(null);
    else if (given.signature || given.typed_name) settle(given);
    else {
      event.preventDefault();
      error.textContent = "Signez dans le cadre, ou écrivez votre nom.";
      name.focus();
    }
  });
}
