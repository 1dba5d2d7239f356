/* Drafts: a form with data-draft="<key>" is kept a second after typing, given back when it is opened again, and thrown
   away by the server once it was sent and taken. It survives a lost connection and a logout. */
(() => {
  const PAUSE = 1000;
  const german = document.documentElement.lang !== "en";
  const SAVING = german ? "Wird gespeichert" : "Saving";
  const LOST = german ? "Ohne Netz: noch nicht gespeichert" : "Offline: not saved yet";
  const OUT = german ? "Abgemeldet: noch nicht gespeichert" : "Logged out: not saved yet";
  const LOCKED = german ? "Gesperrt: noch nicht gespeichert" : "Locked: not saved yet";
  const DISCARD = german ? "Verwerfen" : "Discard";
  const sprite = document.querySelector("svg use")?.getAttribute("href")?.split("#")[0];
  const token = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"];
  const address = (form) => `/entwurf/${encodeURIComponent(form.dataset.draft)}/`;
  const typed = (form) => [...form.elements].filter((field) => field.name && !["hidden", "file", "password", "submit", "button", "fieldset"].includes(field.type));

  const read = (form) => {
    const values = {};
    for (const field of typed(form)) {
      const choice = field.type === "checkbox" || field.type === "radio";
      values[field.name] ??= [];
      if (!choice || field.checked) values[field.name].push(field.value);
    }
    return JSON.stringify(values);
  };
  const fill = (form, content) => {
    const values = JSON.parse(content);
    const turn = {};
    for (const field of typed(form)) {
      const kept = values[field.name];
      if (!kept) continue;
      if (field.type === "checkbox" || field.type === "radio") field.checked = kept.includes(field.value);
      else field.value = kept[(turn[field.name] = (turn[field.name] ?? -1) + 1)] ?? field.value;
      field.dispatchEvent(new CustomEvent("draft:filled", { bubbles: true }));
    }
  };
  const mark = (form) => {
    let place = form.querySelector("[data-draft-mark]");
    if (!place) {
      place = document.createElement("p");
      place.dataset.draftMark = "";
      form.append(place);
    }
    place.classList.add("pv-saved", "pv-draft");
    place.setAttribute("role", "status");
    return place;
  };
  const icon = (name) => {
    const drawn = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    drawn.setAttribute("class", "pv-i pv-i--s");
    drawn.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", `${sprite}#${name}`);
    drawn.append(use);
    return drawn;
  };
  const say = (form, name, words, ...more) => mark(form).replaceChildren(icon(name), words, ...more);

  const send = (form) => {
    const sent = Promise.all([form.draftSent, sending(form)]).then(() => { if (form.draftSent === sent) form.draftSent = null; });
    form.draftSent = sent;
  };
  const sending = async (form) => {
    const content = read(form);
    say(form, "clock", SAVING);
    try {
      const answer = await fetch(address(form), {
        method: "POST",
        headers: { "X-CSRFToken": token() },
        body: new URLSearchParams({ content }),
        keepalive: content.length < 60000,
      });
      if (answer.status === 401) document.dispatchEvent(new Event("pv:out"));
      if (answer.status === 401 || answer.status === 403) return say(form, "lock", OUT);
      if (answer.status === 423) {
        document.dispatchEvent(new Event("pv:refused"));
        return say(form, "lock", LOCKED);
      }
      if (!answer.ok) return say(form, "warning", LOST);
      form.draftKept = content;
      say(form, "check", (await answer.json()).sentence);
    } catch {
      say(form, "offline", LOST);
    }
  };
  const discard = async (form, before) => {
    await fetch(address(form), { method: "DELETE", headers: { "X-CSRFToken": token() } });
    fill(form, before);
    form.draftKept = before;
    mark(form).replaceChildren();
  };
  const begin = async (form) => {
    if (form.draftKept !== undefined) return;
    const before = read(form);
    form.draftKept = before;
    form.addEventListener("input", () => {
      clearTimeout(form.draftTimer);
      form.draftTimer = setTimeout(() => { if (read(form) !== form.draftKept) send(form); }, PAUSE);
    });
    form.addEventListener("submit", (event) => {
      clearTimeout(form.draftTimer);
      if (form.draftSent) { // it must arrive before the form: else it would stay when that was taken
        event.preventDefault();
        form.draftSent.then(() => form.requestSubmit(event.submitter));
        return;
      }
      form.draftKept = read(form); // on its way: leaving the page must not keep it once more
      if (form.querySelector('input[name="draft"]')) return;
      const key = document.createElement("input");
      Object.assign(key, { type: "hidden", name: "draft", value: form.dataset.draft });
      form.append(key);
    });
    const answer = await fetch(address(form)).catch(() => null);
    if (answer?.status !== 200 || read(form) !== before) return;
    const { content, sentence } = await answer.json();
    if (content === before) return;
    fill(form, content);
    form.draftKept = content;
    const button = document.createElement("button");
    Object.assign(button, { type: "button", textContent: DISCARD });
    button.addEventListener("click", () => discard(form, before));
    say(form, "undo", sentence, button);
  };
  const all = (root) => { for (const form of root.querySelectorAll("form[data-draft]")) begin(form); };
  const pending = () => [...document.querySelectorAll("form[data-draft]")].filter((form) => form.draftKept !== undefined && read(form) !== form.draftKept);
  all(document);
  document.addEventListener("htmx:load", (event) => all(event.target.parentElement ?? event.target));
  addEventListener("online", () => pending().forEach(send));
  for (const back of ["pv:unlocked", "pv:in"]) document.addEventListener(back, () => pending().forEach(send));
  document.addEventListener("visibilitychange", () => { if (document.hidden) pending().forEach((form) => { clearTimeout(form.draftTimer); send(form); }); });
})();
