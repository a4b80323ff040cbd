// On every page: the current place in the bar, tables that sort and copy.
(() => {
  "use strict";

  const place = location.pathname;
  document.querySelectorAll("[data-nav]").forEach((link) => {
    const path = new URL(link.href).pathname;
    if (place === path || place.startsWith(path + "/")) link.setAttribute("aria-current", "page");
  });

  const keyOf = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.v ?? cell.textContent.trim();
  };

  // Numbers by value, words by alphabet, nothing known always last.
  const compare = (a, b, direction) => {
    if (a === b) return 0;
    if (a === "" || a === "—") return 1;
    if (b === "" || b === "—") return -1;
    const x = Number(a.replace(/[, %$]/g, "")), y = Number(b.replace(/[, %$]/g, ""));
    return direction * (Number.isNaN(x) || Number.isNaN(y) ? a.localeCompare(b) : x - y);
  };

  const sort = (table, column, direction) => {
    const body = table.tBodies[0];
    [...body.rows]
      .map((row) => ({ row, key: keyOf(row, column) }))
      .sort((one, other) => compare(one.key, other.key, direction))
      .forEach(({ row }) => body.append(row));
    table.querySelectorAll("thead th").forEach((head, i) => {
      if (i === column) head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    });
  };

  const makeSortable = (table) => {
    const heads = [...table.querySelectorAll("thead th")];
    heads.forEach((head, column) => {
      if (head.classList.contains("nosort")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const direction = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
        sort(table, column, direction);
        const address = new URL(location.href);
        address.searchParams.set("sort", (direction < 0 ? "-" : "") + column);
        history.replaceState(history.state, "", address);
      });
    });
    const wanted = new URL(location.href).searchParams.get("sort");
    if (wanted !== null && /^-?\d{1,2}$/.test(wanted)) {
      const column = Math.abs(Number(wanted));
      if (heads[column] && !heads[column].classList.contains("nosort")) sort(table, column, wanted.startsWith("-") ? -1 : 1);
    }
  };

  const asText = (table) =>
    [...table.rows]
      .map((row) => [...row.cells].map((cell) => cell.textContent.replace(/[↕↑↓]/g, "").replace(/\s+/g, " ").trim()).join("\t"))
      .join("\n");

  const makeCopyable = (table) => {
    if (!navigator.clipboard) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet copy";
    button.textContent = "Copy table";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(asText(table));
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy table"; }, 1500);
    });
    const row = document.createElement("div");
    row.className = "copy-row";
    row.append(button);
    (table.closest(".scroll") ?? table).before(row);
  };

  const prepare = (root) => {
    root.querySelectorAll("table:not([data-ready])").forEach((table) => {
      table.dataset.ready = "";
      if (table.hasAttribute("data-sortable")) makeSortable(table);
      if (table.hasAttribute("data-copy") && table.rows.length > 2) makeCopyable(table);
    });
  };

  // Whoever looks at the page is told of budgets and alerts again and again; a hidden page asks nothing.
  const LOOK_MS = 5000;
  const look = () => {
    if (document.visibilityState === "visible") document.body.dispatchEvent(new Event("parley:look"));
  };
  setInterval(look, LOOK_MS);
  document.addEventListener("visibilitychange", look);

  // And at once when something is told. Browsers allow few open connections to one host, so one page listens for all.
  if (navigator.locks && window.BroadcastChannel) {
    const pages = new BroadcastChannel("parley-told");
    pages.addEventListener("message", look);
    navigator.locks.request("parley-told", () => new Promise(() => {
      new EventSource("/gauge/news").addEventListener("told", () => { look(); pages.postMessage("told"); });
    }));
  }

  prepare(document);
  // What was swapped may lie beside the element that the event names.
  document.addEventListener("htmx:afterSettle", () => prepare(document));
  document.addEventListener("parley:changed", () => prepare(document));
})();
