// Tells the journal of searches that a result was opened: the words searched, and nobody. Once a page.
const results = document.querySelector("[data-opened]");
let told = false;

function tell(event) {
  if (told || event.button > 1 || !event.target.closest("h2 a")) return;
  const { opened, question, token } = results.dataset;
  const words = new FormData();
  words.append("csrfmiddlewaretoken", token);
  words.append("q", question);
  told = navigator.sendBeacon(opened, words);
}

// A middle click opens a result as well, in a new tab.
for (const way of ["click", "auxclick"]) results?.addEventListener(way, tell);
