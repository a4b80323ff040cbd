// The comparison of a price table: show rows by name, choose all that are shown, count what is chosen.
(() => {
  "use strict";
  const form = document.querySelector("[data-import]");
  if (!form) return;
  const boxes = [...form.querySelectorAll("input[name=model]")];
  const button = form.querySelector("[data-chosen]");
  const rows = [...form.querySelectorAll("[data-row]")];
  const groups = [...form.querySelectorAll("[data-group]")];

  const count = () => {
    const chosen = new Set(boxes.filter((box) => box.checked).map((box) => box.value)).size;
    button.textContent = chosen === 0 ? "Take the chosen" : `Take the ${chosen} chosen`;
    button.disabled = chosen === 0;
  };

  const filter = form.querySelector("[data-filter]");
  const show = () => {
    const wanted = filter.value.trim().toLowerCase();
    rows.forEach((row) => { row.hidden = !row.dataset.row.toLowerCase().includes(wanted); });
    groups.forEach((group) => {
      const some = group.querySelector("[data-row]:not([hidden])") !== null;
      group.hidden = !some;
      group.open = some && wanted !== "";
    });
  };

  const addChooseAll = (table) => {
    const head = table.tHead.rows[0].cells[0];
    const all = document.createElement("input");
    all.type = "checkbox";
    all.setAttribute("aria-label", "all that are shown here");
    all.addEventListener("change", () => {
      table.querySelectorAll("[data-row]:not([hidden]) input[name=model]").forEach((box) => { box.checked = all.checked; });
      count();
    });
    head.replaceChildren(all);
  };

  form.querySelectorAll("[data-needs-script]").forEach((part) => { part.hidden = false; });
  form.querySelectorAll("table").forEach(addChooseAll);
  filter.addEventListener("input", show);
  filter.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  form.addEventListener("change", count);
  count();
})();
