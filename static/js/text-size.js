// Remembers the "grand texte" switch on this computer; runs before the page is drawn so that nothing jumps. Not a module.
if (localStorage.getItem("grand-texte") === "oui") document.documentElement.classList.add("large-text");
