/* Attendance by keyboard and touch: each mark is one small request, sent one after the other, shown at once.
   Without it every row is a plain form with its own button. */
(() => {
  const page = () => document.querySelector("[data-attendance]");
  if (!page()) return;
  page().classList.add("is-live");
  const rows = () => [...page().querySelectorAll("[data-row]")].filter((row) => !row.closest("details:not([open])"));
  const waiting = new Map();
  let queue = Promise.resolve();
  let here = null; /* id of the row one is in */

  const enter = (row, focus = true) => {
    for (const other of page().querySelectorAll(".is-here")) other.classList.remove("is-here");
    here = row?.id ?? null;
    if (!row) return;
    row.classList.add("is-here");
    if (focus) (row.querySelector("input[type=radio]:checked") ?? row.querySelector("input[type=radio]")).focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };
  const row = () => document.getElementById(here) ?? null;
  const step = (by) => {
    const all = rows();
    const at = all.findIndex((one) => one.id === here);
    enter(all[Math.min(Math.max(at + by, 0), all.length - 1)]);
  };
  const count = () => {
    for (const section of page().querySelectorAll("section")) {
      const shown = section.querySelector("[data-decided]");
      const all = section.querySelectorAll("[data-row]");
      const open = section.querySelectorAll("[data-row].is-open");
      if (shown && all.length) shown.textContent = shown.textContent.replace(/\d+/, all.length - open.length);
    }
  };
  const say = (sentence) => {
    document.getElementById("messages")?.replaceChildren(sentence);
    sentence.scrollIntoView({ block: "nearest" });
  };
  /* A row that has more on its way keeps what it shows, and knows what the server has by now. */
  const store = (now, then) => {
    now.elements.version.value = then.elements.version.value;
    now.toggleAttribute("data-open", then.classList.contains("is-open"));
    const theirs = then.querySelector("input[type=radio]:checked")?.value;
    for (const radio of now.querySelectorAll("input[type=radio]")) {
      const shown = radio.checked;
      radio.defaultChecked = radio.value === theirs;
      radio.checked = shown;
    }
  };
  const take = (html, only) => {
    const answer = new DOMParser().parseFromString(html, "text/html");
    for (const id of only ?? [...answer.body.children].map((one) => one.id)) {
      const now = id && document.getElementById(id), then = answer.getElementById(id);
      if (!now || !then) continue;
      if (waiting.get(id)) { store(now, then); continue; }
      const focused = now.contains(document.activeElement);
      const name = focused && document.activeElement.name, value = focused && document.activeElement.value;
      now.replaceWith(then);
      if (id === here && then.matches("[data-row]")) then.classList.add("is-here");
      if (focused) [...(then.elements ?? [])].find((one) => one.name === name && one.value === value)?.focus({ preventScroll: true });
    }
    const sentence = answer.querySelector(".pv-message--error");
    if (!answer.querySelector("[data-row]") && sentence) say(sentence);
    count();
  };
  /* What was not taken does not stay on the screen as if it were: the row is again as the server last had it. */
  const putBack = (form) => {
    if (!form || waiting.get(form.id)) return;
    for (const radio of form.querySelectorAll("input[type=radio]")) radio.checked = radio.defaultChecked;
    form.classList.toggle("is-open", "open" in form.dataset);
    count();
  };
  /* But it is not forgotten either: the row says which mark is not stored, and sends it again. */
  const settled = (form) => {
    form?.classList.remove("is-lost");
    form?.querySelector("[data-unsaved]")?.remove();
    for (const label of form?.querySelectorAll(".is-unsaved") ?? []) label.classList.remove("is-unsaved");
    if (!page().querySelector(".is-lost")) document.querySelector("#messages [data-not-sent]")?.remove();
  };
  const unsaved = (form, status, why) => {
    settled(form);
    form.classList.add("is-lost");
    const radio = form.querySelector(`input[value="${status}"]`);
    const words = document.getElementById("unsaved")?.content.firstElementChild.cloneNode(true);
    if (!radio || !words) return;
    radio.closest("label").classList.add("is-unsaved");
    words.querySelector("[data-mark]").textContent = radio.ariaLabel;
    words.querySelector("button").addEventListener("click", () => mark(form, status, why));
    form.querySelector(".pv-marks").after(words);
    words.scrollIntoView({ block: "nearest" });
  };
  const refused = (status) => {
    if (status === 401) return document.dispatchEvent(new CustomEvent("pv:out", { detail: { still: true } }));
    if (status === 423) return document.dispatchEvent(new Event("pv:refused"));
    const words = document.getElementById("not-sent")?.content.firstElementChild.cloneNode(true);
    if (!words) return;
    words.dataset.notSent = "";
    document.getElementById("messages")?.replaceChildren(words);
  };
  /* After a new login the page has no token yet that holds: it gets one, and sends once more. */
  const send = async (form, headers, extra = {}) => {
    const sent = () => {
      const body = new FormData(form);
      for (const [name, value] of Object.entries(extra)) body.set(name, value);
      return fetch(form.action, { method: "POST", body, headers, credentials: "same-origin" });
    };
    const answer = await sent();
    return answer.status === 403 && (await window.pvSession?.renew()) ? sent() : answer;
  };
  const lost = (id, answered, status, why) => {
    const form = document.getElementById(id);
    if (waiting.get(id)) return;
    putBack(form);
    unsaved(form, status, why);
    refused(answered);
  };
  const mark = (form, status, why = "") => {
    const id = form.id;
    const radio = form.querySelector(`input[value="${status}"]`);
    radio.checked = true;
    if (!waiting.get(id)) form.toggleAttribute("data-open", form.classList.contains("is-open"));
    form.classList.remove("is-open");
    settled(form);
    waiting.set(id, (waiting.get(id) ?? 0) + 1);
    count();
    queue = queue.then(async () => {
      const now = document.getElementById(id);
      try {
        const answer = await send(now, { "HX-Request": "true" }, why ? { status, why } : { status });
        waiting.set(id, waiting.get(id) - 1);
        if (answer.status === 409) putBack(now);
        if (answer.ok || answer.status === 409) take(await answer.text()); else lost(id, answer.status, status, why);
      } catch {
        waiting.set(id, Math.max(0, waiting.get(id) - 1));
        lost(id, 0, status, why);
      }
    });
  };
  /* What changes several rows: the answer is the page itself. */
  const whole = (form) => {
    queue = queue.then(async () => {
      try {
        const answer = await send(form, { "X-Requested-With": "fetch" });
        if (answer.status === 409) return take(await answer.text(), []);
        if (!answer.ok) return refused(answer.status);
        take(await answer.text(), ["attendance", "messages", "undo"]);
        page().classList.add("is-live");
        if (row()) enter(row());
      } catch { refused(); }
    });
  };

  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("[data-row]");
    if (!form || event.target.name !== "status") return;
    enter(form, false);
    mark(form, event.target.value);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-row]")) {
      const chosen = form.querySelector("input[type=radio]:checked");
      if (!chosen) return;
      event.preventDefault();
      mark(form, chosen.value, event.submitter?.name === "why" ? event.submitter.value : "");
    } else if (form.matches("[data-all-held]") || form.closest("[data-undo]")) {
      event.preventDefault();
      whole(form);
      form.closest("[data-undo]")?.remove();
    }
  });
  document.addEventListener("focusin", (event) => {
    const form = event.target.closest?.("[data-row]");
    if (form && form.id !== here) enter(form, false);
  });
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest?.("input:not([type=radio]), textarea, select, dialog, [contenteditable]");
    if (field || event.altKey || event.metaKey) return;
    if (event.ctrlKey) {
      const undo = event.key.toLowerCase() === "z" && document.querySelector("#undo form");
      if (undo) { event.preventDefault(); undo.requestSubmit(); }
      return;
    }
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move) { event.preventDefault(); return step(here ? move : 1); }
    const aside = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (aside && event.target.matches?.("[data-row] input[type=radio]")) {
      event.preventDefault(); /* looking at the next mark does not set it */
      const all = [...event.target.closest("[data-row]").querySelectorAll("input[type=radio]")];
      return all[(all.indexOf(event.target) + aside + all.length) % all.length].focus();
    }
    const key = event.key.toUpperCase();
    if (key === "A") {
      const form = page().querySelector("[data-all-held]");
      if (form && !form.querySelector("button").disabled) { event.preventDefault(); form.requestSubmit(); }
      return;
    }
    const form = row() ?? rows().find((one) => one.classList.contains("is-open")) ?? rows()[0];
    const label = form?.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!label || key.length !== 1) return;
    event.preventDefault();
    if (form.id !== here) enter(form, false);
    mark(form, label.querySelector("input").value);
    step(1);
  });

  const named = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  enter(named && named.matches("[data-row]") ? named : rows().find((one) => one.classList.contains("is-open")) ?? null, false);
})();
