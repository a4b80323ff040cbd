// Follows a run: text under way as it comes, then the message as the server renders it, then the new totals.
(() => {
  "use strict";
  const run = document.getElementById("run");
  if (!run) return;

  const base = "/runs/" + run.dataset.run;
  const list = document.getElementById("messages");
  const underWay = document.getElementById("under-way");
  const nothing = document.getElementById("empty");
  const toEnd = document.getElementById("to-end");
  const end = document.getElementById("end");
  const NEAR_END_PX = 120;
  const ROOM_BELOW_PX = 48;
  let bubbleTurn = 0;
  let source = null;

  const pastEdge = () => end.getBoundingClientRect().bottom + ROOM_BELOW_PX - innerHeight;
  const atEnd = () => pastEdge() <= NEAR_END_PX;
  const goToEnd = (behavior) => { if (pastEdge() > 0) scrollBy({ top: pastEdge(), behavior }); };

  // Moves the page only for a reader who is at its end already; others get a button.
  const keepingPlace = (change) => {
    const follow = atEnd();
    change();
    if (follow) goToEnd("instant");
    toEnd.hidden = follow || atEnd();
  };
  toEnd.addEventListener("click", () => goToEnd("smooth"));
  addEventListener("scroll", () => { if (atEnd()) toEnd.hidden = true; }, { passive: true });

  const html = async (path) => {
    const answer = await fetch(base + path, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(path + ": " + answer.status);
    const holder = document.createElement("template");
    holder.innerHTML = await answer.text();
    return holder.content;
  };

  // One request at a time for each part; what comes meanwhile asks once more.
  const refresher = (path, apply) => {
    let busy = false, again = false;
    const refresh = async () => {
      if (busy) { again = true; return; }
      busy = true;
      try {
        do { again = false; apply(await html(path())); } while (again);
      } catch (trouble) {
        console.warn(trouble);
      } finally { busy = false; }
    };
    return refresh;
  };

  const replace = (id) => (content) => {
    const fresh = content.getElementById(id);
    const old = document.getElementById(id);
    if (!fresh || !old) return;
    old.replaceWith(fresh);
    if (window.htmx) window.htmx.process(fresh);
    document.dispatchEvent(new Event("parley:changed"));
  };

  const hasEnded = () => "ended" in document.getElementById("run-head").dataset;
  const lastTurn = () => Number(list.lastElementChild?.dataset.turn ?? run.dataset.last);

  const waysOf = (commands) => [...commands.querySelectorAll("form, a")].map((one) => one.action || one.href).join(" ");

  // Words are renewed. Buttons stay what they are, under the pointer, unless there are other ones now; a menu in which
  // somebody writes stays until it is closed; and what came of a command stays readable until the status changes.
  const renewHead = (content) => {
    const fresh = content.getElementById("run-head");
    const head = document.getElementById("run-head");
    if (!fresh || !head) return;
    const words = fresh.firstElementChild, commands = fresh.lastElementChild;
    const note = head.querySelector(".note");
    if (note && fresh.dataset.status === head.dataset.status) words.append(note);
    head.firstElementChild.replaceWith(words);
    const isInUse = head.lastElementChild.querySelector("details[open]") !== null;
    if (!isInUse && waysOf(commands) !== waysOf(head.lastElementChild)) {
      head.lastElementChild.replaceWith(commands);
      if (window.htmx) window.htmx.process(commands);
    }
    head.dataset.status = fresh.dataset.status;
    head.toggleAttribute("data-ended", fresh.hasAttribute("data-ended"));
  };

  const refreshTotals = refresher(() => "/totals", replace("totals"));
  const refreshHead = refresher(() => "/head", (content) => {
    renewHead(content);
    if (hasEnded()) finish();
  });
  document.addEventListener("toggle", ({ target }) => {
    if (!target.open && target.closest("#run-head")) refreshHead();
  }, true);
  const fetchMessages = refresher(() => "/messages?after=" + lastTurn(), (content) => keepingPlace(() => {
    for (const item of [...content.querySelectorAll("li[data-turn]")]) {
      const turn = Number(item.dataset.turn);
      if (document.getElementById(item.id)) continue;
      if (turn >= bubbleTurn) underWay.replaceChildren();
      list.append(item);
      if (window.htmx) window.htmx.process(item);
      nothing.hidden = true;
    }
  }));

  // A turn is said again: what no longer stands goes, what stands otherwise is put in its place.
  const renewFrom = async (turn) => {
    try {
      const content = await html("/messages?after=" + (turn - 1));
      const fresh = new Map([...content.querySelectorAll("li[data-turn]")].map((item) => [item.id, item]));
      keepingPlace(() => {
        for (const item of [...list.children].filter((one) => Number(one.dataset.turn) >= turn)) {
          const now = fresh.get(item.id);
          if (now?.dataset.key === item.dataset.key) continue;
          if (!now) { item.remove(); continue; }
          item.replaceWith(now);
          if (window.htmx) window.htmx.process(now);
        }
        if (lastTurn() >= turn && !list.lastElementChild) run.dataset.last = turn - 1;
      });
    } catch (trouble) { console.warn(trouble); }
    fetchMessages();
    refreshTotals();
    refreshHead();
  };

  const bubble = (turn, persona) => {
    if (turn <= lastTurn()) return null;
    const now = underWay.firstElementChild;
    if (now && bubbleTurn === turn && now.dataset.persona === persona) return now.querySelector(".stream");
    const shape = [...run.querySelectorAll("template[data-persona]")].find((one) => one.dataset.persona === persona);
    if (!shape) return null;
    const article = shape.content.firstElementChild.cloneNode(true);
    article.dataset.persona = persona;
    bubbleTurn = turn;
    keepingPlace(() => { underWay.replaceChildren(article); nothing.hidden = true; });
    return article.querySelector(".stream");
  };

  const finish = () => {
    source?.close();
    source = null;
    underWay.replaceChildren();
    nothing.hidden = list.children.length > 0;
    fetchMessages();
    refreshTotals();
  };

  const on = (type, handle) => source.addEventListener(type, (event) => handle(JSON.parse(event.data || "{}")));

  const follow = () => {
    if (source || hasEnded()) return;
    source = new EventSource("/api/runs/" + run.dataset.run + "/events");
    source.addEventListener("open", () => { fetchMessages(); refreshHead(); refreshTotals(); });
    on("turn-started", ({ turn, persona }) => bubble(turn, persona));
    on("token", ({ turn, persona, text, reset }) => {
      const stream = bubble(turn, persona);
      if (!stream) return;
      keepingPlace(() => { stream.textContent = reset ? text : stream.textContent + text; });
    });
    on("message", () => { fetchMessages(); refreshTotals(); refreshHead(); });
    on("message-replaced", ({ turn }) => renewFrom(turn));
    on("status", () => refreshHead());
  };

  // Browsers allow few open connections to one host: a hidden page gives its own back.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) { source?.close(); source = null; } else follow();
  });
  // A run that failed may be resumed here.
  document.addEventListener("htmx:afterSettle", () => { if (!document.hidden) follow(); });
  if (!document.hidden) follow();
})();
