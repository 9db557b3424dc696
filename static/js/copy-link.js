// « Copier » : puts in the clipboard what the field named by data-copy holds. Without it, one selects and copies.
function prepare(button) {
  const field = document.getElementById(button.dataset.copy);
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  button.hidden = false;
  button.after(told);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      told.textContent = button.dataset.copied ?? "Lien copié.";
    } catch {
      field.focus();
      field.select();
      told.textContent = "Copiez ce qui est choisi avec Ctrl + C.";
    }
  });
}

if (navigator.clipboard) document.querySelectorAll("[data-copy]").forEach(prepare);
