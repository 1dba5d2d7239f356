/* A questionnaire, one question a page. Answers stay on this device until they are sent, and are sent once, as soon as
   there is a connection; the server answers the same send twice with the same page. Without this file all questions stand
   under each other. */
(() => {
  const LONGEST_WAIT = 30000, PATIENCE = 20000, LATER = [408, 429, 502, 503, 504];
  const kept = (name) => { try { return sessionStorage.getItem(name); } catch { return null; } };
  const keep = (name, value) => { try { sessionStorage.setItem(name, value); } catch { /* a private window: kept as long as the page */ } };
  const forget = (...names) => { try { names.forEach((name) => sessionStorage.removeItem(name)); } catch { /* nothing was kept */ } };
  document.documentElement.classList.add("ask-paged");
  let pages = null; // of the form that is shown

  const pageOf = (form) => {
    const questions = [...form.querySelectorAll("[data-question]")];
    const part = (name) => form.querySelector(`[data-${name}]`);
    const draft = form.dataset.draft;
    let here = 0, sending = false;

    const answered = (question) => [...question.querySelectorAll("input:not([type=checkbox]), textarea")].some((field) => (field.type === "radio" ? field.checked && field.value : field.value.trim()));
    const say = (words) => { part("status").textContent = words; };
    const show = (at, byHand) => {
      here = Math.min(Math.max(at, 0), questions.length - 1);
      questions.forEach((question, n) => question.toggleAttribute("data-here", n === here));
      part("start").toggleAttribute("data-here", here === 0);
      const last = here === questions.length - 1;
      part("back").hidden = here === 0; part("next").hidden = last; part("send").hidden = !last;
      const place = part("progress-place");
      place.hidden = false;
      place.querySelectorAll(".pv-steps i").forEach((step, n) => { step.className = n < here ? "done" : n === here ? "here" : ""; });
      place.querySelector("p").textContent = form.dataset.progress.replace("{n}", here + 1).replace("{total}", questions.length);
      document.querySelectorAll("[data-language]").forEach((link) => { link.hash = here + 1; });
      if (!sending) say("");
      if (byHand) { scrollTo(0, 0); questions[here].querySelector("legend").focus({ preventScroll: true }); }
    };
    const fault = (question, words) => { question.querySelector(".ask-fault").textContent = words; };
    const next = () => {
      const question = questions[here];
      if (question.dataset.missing && !answered(question)) { fault(question, question.dataset.missing); return; }
      fault(question, "");
      history.pushState({ ask: here + 1 }, "", `#${here + 2}`);
      show(here + 1, true);
    };
    const back = () => {
      if (history.state?.ask) { history.back(); return; }
      history.replaceState(null, "", `#${here}`);
      show(here - 1, true);
    };
    const save = () => { if (draft) keep(draft, JSON.stringify([...new FormData(form)].filter(([name]) => name !== "form_key"))); };
    const restore = () => {
      let found; try { found = JSON.parse(kept(draft)); } catch { found = null; }
      for (const [name, value] of Array.isArray(found) ? found : []) {
        for (const field of form.elements[name]?.length ? form.elements[name] : [form.elements[name]]) {
          if (!field) continue;
          if (field.type === "radio" || field.type === "checkbox") field.checked = field.checked || field.value === value; else field.value = value;
        }
      }
    };
    const patience = () => { // AbortSignal.timeout, which telephones of 2021 do not know
      const over = new AbortController();
      setTimeout(() => over.abort(), PATIENCE);
      return over.signal;
    };
    const online = (wait) => new Promise((resolve) => { setTimeout(resolve, wait); addEventListener("online", resolve, { once: true }); });
    const send = async () => {
      if (sending) return;
      const empty = questions.findIndex((question) => question.dataset.missing && !answered(question));
      if (empty >= 0) { show(empty, true); fault(questions[empty], questions[empty].dataset.missing); return; }
      if (!questions.some(answered)) { say(form.dataset.nothing); return; }
      sending = true;
      const body = new URLSearchParams(new FormData(form)), buttons = form.querySelectorAll("button");
      buttons.forEach((button) => { button.disabled = true; });
      say(form.dataset.sending);
      if (draft) keep(`${draft}:sent`, "1");
      for (let wait = 1000; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
        try {
          const answer = await fetch(form.action, { method: "POST", body, signal: patience() });
          if (!LATER.includes(answer.status)) { await arrived(answer); return; }
        } catch { /* no connection: again */ }
        say(form.dataset.waiting);
        await online(wait);
      }
    };
    const arrived = async (answer) => {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html"), main = page.querySelector("main#content");
      forget(`${draft}:sent`);
      if (draft && answer.ok) forget(draft, `${draft}:code`);
      if (main) {
        document.title = page.title;
        document.querySelector("main#content").replaceWith(main);
        begin(true);
        return;
      }
      sending = false;
      form.querySelectorAll("button").forEach((button) => { button.disabled = false; });
      say(form.dataset.again);
    };

    form.addEventListener("input", (event) => { fault(event.target.closest("[data-question]"), ""); save(); });
    form.addEventListener("submit", (event) => { event.preventDefault(); if (here < questions.length - 1) next(); else send(); });
    part("next").addEventListener("click", (event) => { if (event.detail < 2) next(); }); // a finger that trembles taps twice
    part("back").addEventListener("click", back);
    questions[0].classList.add("ask-question--first");
    if (draft) { part("kept").hidden = false; restore(); }
    const faulty = questions.findIndex((question) => question.querySelector(".ask-fault").textContent);
    show(faulty >= 0 ? faulty : history.state?.ask ?? (Number(location.hash.slice(1)) || 1) - 1, false);
    if (faulty >= 0) questions[faulty].querySelector("legend").focus();
    else if (draft && kept(`${draft}:sent`)) { show(questions.length - 1, false); send(); } // was loaded anew while it waited
    return { show };
  };

  const begin = (arrived) => {
    const main = document.querySelector("main#content"), form = main?.querySelector("form[data-ask]");
    if (main?.dataset.answered) forget(main.dataset.answered, `${main.dataset.answered}:sent`);
    pages = form ? pageOf(form) : null;
    if (arrived && !form) { scrollTo(0, 0); main.querySelector("h1")?.focus({ preventScroll: true }); }
  };
  addEventListener("popstate", (event) => pages?.show(event.state?.ask ?? (Number(location.hash.slice(1)) || 1) - 1, true));
  addEventListener("DOMContentLoaded", () => begin(false));
})();
