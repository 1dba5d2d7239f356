/* The idle lock: the server decides, this covers the screen in time. What is typed stays where it is, in every window. */
(() => {
  const { seconds, left: leftAt, here: hereAt } = document.currentScript.dataset;
  const WARNING = 60, BEAT = 30, TICK = 1000;
  const warning = document.getElementById("idle-warning");
  const lock = document.getElementById("idle-lock");
  const form = lock.querySelector("form");
  const otherWay = form.querySelector("a");
  const said = form.querySelector("[data-said]");
  const windows = "BroadcastChannel" in window ? new BroadcastChannel("perspektiv-idle") : null;
  const token = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"];
  const aside = { "X-Background": "1" };
  let left = Number(seconds), date = Date.now(), clock = performance.now(), beaten = performance.now(), asking = false;

  /* A clock that is put back, or a computer that slept, must not lengthen the time: the longer of both counts. */
  const remaining = () => left - Math.max(Date.now() - date, performance.now() - clock) / 1000;
  const know = (newly) => { left = newly; date = Date.now(); clock = performance.now(); };
  const show = (dialog) => { if (!dialog.open) dialog.showModal(); };

  const cover = () => {
    if (lock.open) return;
    warning.close();
    otherWay.search = new URLSearchParams({ next: location.pathname + location.search });
    document.documentElement.classList.add("pv-locked");
    show(lock);
    document.dispatchEvent(new Event("pv:locked"));
  };
  const uncover = (newly) => {
    know(newly);
    warning.close();
    if (!lock.open) return;
    lock.close();
    form.reset();
    document.documentElement.classList.remove("pv-locked");
    document.dispatchEvent(new Event("pv:unlocked"));
  };
  /* Another window may have been in use: only the server knows. Without network the own clock decides. */
  const ask = async () => {
    if (asking) return;
    asking = true;
    try {
      const answer = await fetch(leftAt, { headers: aside, cache: "no-store" });
      if (answer.status === 401) return document.dispatchEvent(new Event("pv:out"));
      const newly = (await answer.json()).left;
      if (newly === null) return know(Infinity);
      if (newly > 0) uncover(newly); else { know(0); cover(); }
      if (newly > 0 && newly <= WARNING) show(warning);
    } catch {
      if (remaining() <= 0) cover();
      else if (remaining() <= WARNING) show(warning);
    } finally {
      asking = false;
    }
  };
  const beat = async () => {
    beaten = performance.now();
    const answer = await fetch(hereAt, { method: "POST", headers: { "X-CSRFToken": token() } }).catch(() => null);
    if (answer?.status === 423) return cover();
    if (answer?.status === 401) return document.dispatchEvent(new Event("pv:out"));
    if (answer?.status === 204) { uncover(Number(seconds)); windows?.postMessage("here"); }
  };

  let asked = 0;
  setInterval(() => {
    const now = remaining();
    if (lock.open || now > WARNING) return;
    if (now > 0 && warning.open) return;
    if (performance.now() - asked < 5000) return;
    asked = performance.now();
    ask();
  }, TICK);
  const active = () => {
    if (lock.open) return;
    if (warning.open || performance.now() - beaten > BEAT * 1000) beat();
  };
  for (const sign of ["pointerdown", "keydown", "wheel", "input"]) addEventListener(sign, active, { passive: true, capture: true });
  warning.querySelector("[data-goes-on]").addEventListener("click", () => beat());
  warning.addEventListener("cancel", (event) => { event.preventDefault(); beat(); });
  lock.addEventListener("cancel", (event) => event.preventDefault());
  lock.addEventListener("close", () => { if (document.documentElement.classList.contains("pv-locked")) show(lock); });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const sent = new URLSearchParams(new FormData(form));
    const headers = { ...aside, "X-CSRFToken": token() };
    const answer = await fetch(form.action, { method: "POST", headers, body: sent }).catch(() => null);
    if (answer?.status === 204) { uncover(Number(seconds)); windows?.postMessage("here"); return; }
    if ([401, 403].includes(answer?.status)) { location.assign(otherWay.href); return; }
    said.textContent = answer?.status === 422 ? (await answer.json()).sentence : form.dataset.lost;
    said.hidden = false;
    form.elements.password.select();
  });

  windows?.addEventListener("message", ask);
  addEventListener("pageshow", (event) => { if (event.persisted) ask(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
  document.addEventListener("pv:refused", cover);
  /* What a page asks by itself is no activity; what the server refused for the lock covers the page. */
  document.addEventListener("htmx:configRequest", (event) => { if (!event.detail.triggeringEvent) event.detail.headers["X-Background"] = "1"; });
  document.addEventListener("htmx:responseError", (event) => { if (event.detail.xhr.status === 423) cover(); });
})();
