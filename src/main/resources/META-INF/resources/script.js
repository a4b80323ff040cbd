// A page that comes back from history must not hold the key of a run already started.
(() => {
  "use strict";
  addEventListener("pageshow", () => {
    const key = document.querySelector("[data-key]");
    if (key && crypto.randomUUID) key.value = crypto.randomUUID();
  });
})();
