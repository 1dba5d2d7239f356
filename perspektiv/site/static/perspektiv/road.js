/* The page for the way: today's appointments by time and initials, five buttons each, and what waits to be sent. */
(() => {
  const page = document.querySelector("[data-road]"), words = page.dataset, road = window.pvRoad;
  const part = (name, inside = page) => inside.querySelector(`[data-${name}]`);
  const template = (id) => document.getElementById(id).content.firstElementChild;
  const GRACE = 10 * 60 * 1000, AGAIN = 15000;
  const writing = new Set();
  let stops = [], marks = [], me = "", token = "", state = "sending", busy = false;

  const clock = (iso) => new Date(iso).toLocaleTimeString("de-DE", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Berlin" });
  const label = (status) => template("stop").querySelector(`[data-status="${status}"] .pv-sr`)?.textContent.slice(2) ?? template("planned-words").textContent;
  const counted = (one, many, n) => (n === 1 ? words[one] : words[many]).replace("{n}", n);
  const stopOf = (mark) => stops.find((stop) => stop.id === mark.appointment);
  const named = (mark) => { const stop = stopOf(mark); return stop ? `${clock(stop.starts)} · ${stop.initials}` : words.tapped.replace("{t}", clock(mark.tapped)); };
  const say = (sentence) => { part("said").hidden = !sentence; part("said").querySelector("span").textContent = sentence; };

  const show = () => {
    const waiting = marks.filter((mark) => !mark.verdict), asked = marks.filter((mark) => mark.verdict);
    const hidden = ["locked", "out"].includes(state);
    const parts = [writing.size ? words.sending : { offline: words.offline, locked: words.locked, out: words.out, sending: words.sending }[state]];
    if (waiting.length && state !== "sending" && !writing.size) parts.push(counted("waits", "wait", waiting.length));
    if (asked.length) parts.push(counted("asks", "ask", asked.length));
    const sentence = parts.filter(Boolean).join(", ") || words.allSaved;
    if (part("words").textContent !== sentence) part("words").textContent = sentence;
    for (const icon of part("state").querySelectorAll("[data-icon]")) icon.hidden = icon.dataset.icon !== (state === "offline" || waiting.length ? (hidden ? "locked" : "offline") : hidden ? "locked" : "saved");
    part("unlock").hidden = state !== "locked";
    part("log-in").hidden = state !== "out";
    part("state").dataset.is = state;
    const focused = document.activeElement?.closest?.("[data-id]")?.dataset.id, status = document.activeElement?.dataset?.status;
    part("stops").replaceChildren(...(hidden ? [] : stops.map(row)));
    if (focused && status) part("stops").querySelector(`[data-id="${focused}"] [data-status="${status}"]`)?.focus({ preventScroll: true });
    part("empty").hidden = hidden || stops.length > 0 || state === "sending";
    part("empty").textContent = state === "offline" ? words.unknown : words.none;
    part("asked").replaceChildren(...(hidden ? [] : asked.map(question)));
    part("asked").hidden = hidden || !asked.length;
    part("switch").hidden = !me || !("serviceWorker" in navigator);
    part("keeps").checked = Boolean(me) && road.whose() === me;
  };
  const row = (stop) => {
    const shown = template("stop").cloneNode(true);
    const mark = marks.findLast((one) => one.appointment === stop.id && !one.verdict);
    const now = mark?.status ?? stop.status;
    shown.dataset.id = stop.id;
    part("at", shown).textContent = clock(stop.starts);
    part("initials", shown).textContent = stop.initials;
    const whose = stop.of ? words.of.replace("{name}", stop.of) : "";
    part("note", shown).textContent = [whose, mark && words.tapped.replace("{t}", clock(mark.tapped))].filter(Boolean).join(" · ");
    shown.classList.toggle("is-waiting", Boolean(mark));
    part("taps-place", shown)?.remove();
    shown.querySelector('[role="group"]').setAttribute("aria-label", `${clock(stop.starts)}, ${stop.initials}`);
    for (const button of shown.querySelectorAll("[data-status]")) button.setAttribute("aria-pressed", String(button.dataset.status === now));
    return shown;
  };
  const question = (mark) => {
    const shown = template(mark.verdict === "clash" ? "clash" : "refused").cloneNode(true);
    shown.dataset.mark = mark.id;
    part("which", shown).textContent = named(mark);
    part("why", shown).textContent = { clash: template("clash-words").textContent, gone: words.gone }[mark.verdict] ?? mark.why;
    part("mine", shown).textContent = label(mark.status);
    if (part("theirs", shown)) part("theirs", shown).textContent = label(mark.found);
    return shown;
  };

  const drop = async (mark) => { marks = marks.filter((one) => one !== mark); await road.dropMark(mark.id); };
  const settled = async (mark, answer) => {
    const stop = stopOf(mark);
    if (stop && answer.version) Object.assign(stop, { version: answer.version, status: answer.found });
    if (answer.outcome === "stored") {
      for (const later of marks.filter((one) => one !== mark && !one.verdict && one.appointment === mark.appointment)) { later.version = answer.version; await road.keepMark(later); }
      return drop(mark);
    }
    Object.assign(mark, { verdict: answer.outcome, found: answer.found ?? "", version: answer.version ?? 0, why: answer.sentence ?? "" });
    await road.keepMark(mark);
  };
  const sendWaiting = async (byItself) => {
    for (let mark; (mark = marks.find((one) => !one.verdict));) {
      mark.tried ||= navigator.onLine; // without a network nothing has left the device
      const answer = await road.send(mark, token, byItself);
      if (answer.state) { state = answer.state; return; }
      await settled(mark, answer);
    }
  };
  const refresh = async (byItself = true) => {
    if (busy) return;
    busy = true;
    try {
      await road.alone(async () => {
        const list = await road.fetchDay(byItself);
        if (list.state) { state = list.state; return; }
        if (list.other) marks = [];
        ({ me, token } = list);
        stops = list.stops;
        if (!marks.length) marks = (await road.load()).marks;
        state = "";
        await sendWaiting(byItself);
        await road.keepStops({ me, day: list.day, stops });
      });
    } catch {
      if (state !== "offline" && !stops.length) { const kept = await road.load().catch(() => null); if (kept) { marks = kept.marks; stops = kept.stops.map((stop) => ({ ...stop, status: "planned" })).sort((one, other) => one.starts.localeCompare(other.starts)); } }
      state = "offline";
    } finally {
      busy = false;
      show();
    }
  };
  const flush = async () => {
    if (busy || !token) return;
    busy = true;
    try { await road.alone(() => sendWaiting(false)); if (state === "offline") state = ""; } catch { state = "offline"; } finally { busy = false; show(); }
    if (!state && marks.some((mark) => !mark.verdict)) flush();
  };

  const tap = async (stop, status) => {
    const begins = new Date(stop.starts).getTime();
    say("");
    if (["held", "no_show"].includes(status) && Date.now() + GRACE < begins) return say(words.notBegun.replace("{t}", clock(stop.starts)));
    const older = marks.filter((one) => one.appointment === stop.id && !one.verdict && !one.tried);
    const mark = { id: crypto.randomUUID?.() ?? ([1e7] + -1e3 + -4e3 + -8e3 + -1e11).replace(/[018]/g, (c) => (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16)), appointment: stop.id, status, version: stop.version, tapped: new Date().toISOString() };
    marks = [...marks.filter((one) => !older.includes(one)), mark];
    writing.add(mark.id); // it waits only once this device has it
    show();
    try {
      for (const one of older) await road.dropMark(one.id);
      await road.keepMark(mark);
    } finally {
      writing.delete(mark.id);
      show();
    }
    if (token) flush(); else refresh(false);
  };
  /* Tapped once more while it waits here, a mark is gone; once it is on its way, another mark changes it. */
  const takeBack = async (stop) => {
    const mark = marks.findLast((one) => one.appointment === stop.id && !one.verdict);
    if (!mark || mark.tried) return;
    say(words.takenBack);
    await drop(mark);
    show();
  };
  part("stops").addEventListener("click", (event) => {
    const button = event.target.closest("[data-status]"), stop = stops.find((one) => one.id === button?.closest("[data-id]").dataset.id);
    if (!button || !stop) return;
    if (button.getAttribute("aria-pressed") !== "true") tap(stop, button.dataset.status);
    else takeBack(stop);
  });
  part("asked").addEventListener("click", async (event) => {
    const choice = event.target.closest("[data-take]")?.dataset.take;
    const mark = marks.find((one) => one.id === event.target.closest("[data-mark]")?.dataset.mark);
    if (!choice || !mark) return;
    await drop(mark);
    const stop = stopOf(mark);
    if (choice === "mine" && stop) { stop.version = mark.version; await tap(stop, mark.status); } else show();
  });
  part("keeps").addEventListener("change", async (event) => {
    if (event.target.checked) { await road.switchOn(me).catch(() => {}); for (const mark of marks) await road.keepMark(mark); await road.keepStops({ me, day: road.today(), stops }); } else await road.purge();
    document.documentElement.dataset.kept = String(event.target.checked);
    show();
  });

  part("day").textContent = words.dayWords.replace("{s}", new Date().toLocaleDateString(document.documentElement.lang, { weekday: "long", day: "numeric", month: "long" }));
  addEventListener("online", () => refresh());
  addEventListener("offline", () => { state = "offline"; show(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
  setInterval(() => { if (marks.some((mark) => !mark.verdict) || state) refresh(); }, AGAIN);
  let day = road.today();
  setInterval(() => { if (day !== road.today()) { day = road.today(); stops = []; road.load().then(() => refresh()); } }, 60000);
  refresh(false);
})();
