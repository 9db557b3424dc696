// Titles offered while one types in the search box (a native datalist: keyboard and screen reader for free).
export function suggest() {
  for (const input of document.querySelectorAll("input[data-suggest]")) {
    const list = document.createElement("datalist");
    list.id = input.id + "-suggestions";
    input.after(list);
    input.setAttribute("list", list.id);
    let timer;
    let asked = "";
    input.addEventListener("input", () => {
      clearTimeout(timer);
      const q = input.value.trim();
      if (q.length < 2 || q === asked) return;
      timer = setTimeout(async () => {
        asked = q;
        const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(q)}`).catch(() => null);
        if (!answer?.ok || input.value.trim() !== q) return;
        const found = await answer.json();
        list.replaceChildren(...found.map(({ title, kind_label }) => {
          const option = document.createElement("option");
          option.value = title;
          option.label = kind_label;
          return option;
        }));
      }, 180);
    });
  }
}
