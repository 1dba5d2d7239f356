/* What this device keeps for the way, only where it was switched on: of today's open appointments id, time, initials and
   version; of a mark its own id, the appointment's, the mark and the time of the tap. On other pages it only cleans up. */
(() => {
  const at = document.currentScript.dataset;
  const NAME = "perspektiv-unterwegs", FLAG = "pv-road", WHOSE = document.body.dataset.me;
  const background = { "X-Background": "1" };
  const today = () => new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Berlin" });
  const whose = () => { try { return localStorage.getItem(FLAG) || ""; } catch { return ""; } };
  const done = (request) => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });

  const open = () => new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => { for (const name of ["stops", "marks", "about"]) request.result.createObjectStore(name, { keyPath: "id" }); };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const within = async (mode, work) => {
    const database = await open();
    try {
      const all = database.transaction(["stops", "marks", "about"], mode);
      const ended = new Promise((resolve, reject) => { all.oncomplete = resolve; all.onabort = () => reject(all.error); });
      const result = await work((name) => all.objectStore(name));
      await ended;
      return result;
    } finally { database.close(); }
  };

  /* Everything, for a logout or somebody else; with `stays` the switch itself stays, for the same person's next time. */
  const purge = async ({ stays = false } = {}) => {
    const mine = whose();
    try { localStorage.removeItem(FLAG); if (stays && mine) localStorage.setItem(FLAG, mine); } catch { /* nothing is kept there */ }
    await done(indexedDB.deleteDatabase(NAME)).catch(() => {});
    if (!("caches" in window)) return;
    for (const name of await caches.keys()) if (name.startsWith(NAME)) await caches.delete(name);
    for (const one of await navigator.serviceWorker?.getRegistrations() ?? []) if (new URL(one.scope).pathname === at.page) await one.unregister();
  };
  const kept = () => within("readonly", async (store) => ({
    about: await done(store("about").get("list")),
    stops: await done(store("stops").getAll()),
    marks: (await done(store("marks").getAll())).sort((one, other) => one.tapped.localeCompare(other.tapped)),
  }));
  /* A list of another day is none; marks that were not sent yet stay. */
  const load = async () => {
    if (!whose()) return { stops: [], marks: [], about: null };
    const all = await kept();
    if (all.about && all.about.day === today()) return all;
    await within("readwrite", async (store) => { store("stops").clear(); store("about").clear(); });
    return { stops: [], marks: all.marks, about: null };
  };
  const keepStops = async (answer) => {
    if (whose() !== answer.me) return;
    await within("readwrite", async (store) => {
      store("stops").clear();
      store("about").put({ id: "list", day: answer.day });
      for (const { id, starts, initials, version, status } of answer.stops) if (status === "planned") store("stops").put({ id, starts, initials, version });
    });
  };
  const keepMark = async (mark) => { if (whose()) await within("readwrite", async (store) => store("marks").put(mark)); };
  const dropMark = async (id) => { if (whose()) await within("readwrite", async (store) => store("marks").delete(id)); };

  const fetchDay = async (byItself = true) => {
    const answer = await fetch(at.day, { headers: byItself ? background : {}, cache: "no-store" });
    if (!answer.ok || answer.redirected) return { state: { 401: "out", 423: "locked" }[answer.status] ?? "out" };
    const list = await answer.json();
    if (whose() && whose() !== list.me) { await purge(); return { ...list, other: true }; }
    await keepStops(list);
    return list;
  };
  const send = async (mark, token, byItself) => {
    const body = new URLSearchParams({ id: mark.id, appointment: mark.appointment, status: mark.status, version: mark.version, at: mark.tapped });
    const answer = await fetch(at.tap, { method: "POST", body, headers: { "X-CSRFToken": token, ...(byItself ? background : {}) } });
    if ([401, 423].includes(answer.status)) return { state: { 401: "out", 423: "locked" }[answer.status] };
    if (answer.status === 404) return { outcome: "gone" };
    if (!answer.ok) return { state: answer.status === 403 ? "out" : "offline" };
    return answer.json();
  };
  /* Only one window sends; each mark is sent until it is answered, and counts once. */
  const alone = (work) => (navigator.locks ? navigator.locks.request(NAME, work) : work());

  const watch = async () => {
    if (!("serviceWorker" in navigator)) return;
    await navigator.serviceWorker.register(at.worker, { scope: at.page });
    await navigator.serviceWorker.ready.catch(() => {});
  };
  const switchOn = async (me) => { localStorage.setItem(FLAG, me); await watch(); };
  window.pvRoad = { alone, dropMark, fetchDay, keepMark, keepStops, load, purge, send, switchOn, today, whose };

  if (!WHOSE || !whose()) return;
  if (whose() !== WHOSE) { purge(); return; }
  load().then(async ({ marks, about }) => {
    if (location.pathname !== "/") return;
    if (!about || marks.length) await alone(() => sendAll()).catch(() => {});
  }).catch(() => {});
  const sendAll = async () => {
    const list = await fetchDay();
    if (!list.token) return 0;
    for (const mark of (await load()).marks.filter((one) => !one.verdict)) {
      const answer = await send(mark, list.token, true);
      if (answer.state) break;
      if (answer.outcome === "stored") await dropMark(mark.id);
      else await keepMark({ ...mark, verdict: answer.outcome, found: answer.found ?? "", version: answer.version ?? 0, why: answer.sentence ?? "" });
    }
    watch().catch(() => {});
    return (await load()).marks.length;
  };
  /* Logging out: what waits is sent first; then nothing is left here. */
  addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !whose() || new URL(form.action, location.href).pathname !== at.out) return;
    event.preventDefault();
    alone(sendAll).catch(() => load().then(({ marks }) => marks.length, () => 0)).then(async (left) => {
      if (left && !confirm(at.left.replace("{n}", left))) return location.assign(at.page);
      await purge({ stays: true });
      HTMLFormElement.prototype.submit.call(form);
    });
  });
})();
