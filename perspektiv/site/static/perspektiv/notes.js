/* Texts that are saved while they are typed: the mark says what is so, nothing is lost, nothing is saved twice at once. */
(() => {
  const RETRY = 5000;
  const mark = (form, words) => {
    const place = form.querySelector(".pv-saved");
    if (place) { place.classList.toggle("pv-saved--not", words !== form.dataset.saving); place.textContent = words; }
  };
  const formOf = (event) => event.target.closest?.("form[data-autosave]");
  const open = new Map(); // forms with something not saved yet, and how often it was typed since

  document.addEventListener("input", (event) => {
    const form = formOf(event);
    if (form) open.set(form, (open.get(form) || 0) + 1);
  });
  document.addEventListener("focusout", (event) => {
    const form = formOf(event);
    if (form && open.has(form)) htmx.trigger(form, "save");
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = formOf(event);
    if (!form) return;
    if (!open.has(form)) { event.preventDefault(); return; }
    form.dataset.typed = open.get(form);
    mark(form, form.dataset.saving);
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = event.detail.requestConfig?.elt;
    if (!form?.matches?.("form[data-autosave]")) return;
    if (event.detail.serverResponse.includes("data-saved")) {
      if (String(open.get(form)) === form.dataset.typed) open.delete(form);
      return;
    }
    event.detail.shouldSwap = false; // logged out, or a refusal
    mark(form, event.detail.xhr.status === 401 ? form.dataset.away : form.dataset.failed);
    setTimeout(() => htmx.trigger(form, "save"), RETRY);
  });
  document.addEventListener("htmx:sendError", (event) => {
    const form = formOf(event);
    if (!form) return;
    mark(form, form.dataset.failed);
    setTimeout(() => htmx.trigger(form, "save"), RETRY);
  });
  document.addEventListener("submit", (event) => open.delete(event.target));
  window.addEventListener("pagehide", () => {
    for (const form of open.keys()) fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true });
  });
})();
