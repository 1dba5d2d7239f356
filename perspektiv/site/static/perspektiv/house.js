/* Small behaviours of all pages; everything works without it, only slower. */
(() => {
  const menus = "details[data-closes][open], details.pv-actions[open]";
  const closeOthers = (target) => {
    for (const open of document.querySelectorAll(menus)) if (!open.contains(target)) open.open = false;
  };
  const typing = (target) => target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");

  /* Menus close by themselves. */
  document.addEventListener("click", (event) => closeOthers(event.target));
  document.addEventListener("focusin", (event) => closeOthers(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = event.target.closest?.(menus);
    if (open) { open.open = false; open.querySelector("summary").focus(); }
  });

  /* A menu that opens near the edge of the window is brought into view. */
  document.addEventListener("toggle", (event) => {
    if (event.target.matches("details.pv-actions[open]")) event.target.querySelector(".pv-menu")?.scrollIntoView({ block: "nearest" });
  }, true);

  /* Undo is offered for ten seconds: the bar's own animation tells the time; pointing at it or focus stops it. */
  document.addEventListener("animationend", (event) => {
    if (event.target.matches?.("[data-undo]") && event.animationName === "pv-undo-time") event.target.remove();
  });

  /* It covers nothing that the keyboard reaches. */
  document.addEventListener("focusin", (event) => {
    const bar = document.querySelector("[data-undo]");
    if (!bar || bar.contains(event.target) || event.target.closest(".pv-tabbar, dialog")) return;
    const covered = event.target.getBoundingClientRect().bottom - bar.getBoundingClientRect().top;
    if (covered > 0) scrollBy({ top: covered + 8, behavior: "instant" });
  });

  /* What did not reach the server is said, and nothing typed is lost. */
  const say = (event) => {
    if ([401, 423].includes(event.detail.xhr?.status)) return; // said by session.js and idle.js
    const place = document.getElementById("messages");
    const words = document.getElementById("not-sent");
    if (place && words && !place.querySelector("[data-not-sent]")) {
      const message = words.content.firstElementChild.cloneNode(true);
      message.dataset.notSent = "";
      place.append(message);
    }
  };
  for (const lost of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) document.addEventListener(lost, say);
  document.addEventListener("htmx:afterOnLoad", () => document.querySelector("[data-not-sent]")?.remove());

  /* An answer that says again what is there leaves it alone: a click on it that has begun is not lost. */
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, serverResponse } = event.detail;
    if (target.id !== "same-person") return;
    if (target.pvSaid === serverResponse) event.detail.shouldSwap = false;
    target.pvSaid = serverResponse;
  });

  /* A form that came back begins at the first field that is not right; scripts of the page have dressed it by then. */
  addEventListener("DOMContentLoaded", () => {
    const wrong = [...document.querySelectorAll("main [aria-invalid=true]")].find((field) => field.checkVisibility?.() ?? true);
    wrong?.focus();
  });

  /* "?" shows the keys of the page; nothing fires while somebody types or a dialog is open. */
  const keys = document.getElementById("keys-here");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    keys?.showModal();
  });
  keys?.addEventListener("click", (event) => { if (event.target === keys || event.target.closest("[data-closes-keys]")) keys.close(); });

  /* The search: Ctrl+K or / opens it on every page; arrows choose, Enter opens what answers the words typed, as soon as
     it is there: never what answered fewer of them. */
  const palette = document.getElementById("palette");
  if (!palette?.showModal) return;
  const field = palette.querySelector("input");
  const found = palette.querySelector("#found");
  const options = () => [...found.querySelectorAll('[role="option"]')];
  const chosen = () => found.querySelector('[aria-selected="true"]');
  const fresh = () => found.dataset.words === field.value;
  let wanted = false; /* Enter came before the answer */
  const choose = (option) => {
    chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) field.setAttribute("aria-activedescendant", option.id); else field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-expanded", String(options().length > 0));
  };
  const open = () => {
    if (palette.open || document.querySelector("dialog[open]")) return;
    palette.showModal();
    field.select();
    if (!found.childElementCount) window.htmx?.trigger(field, "pv:opened"); /* whom one looked at last, what to do */
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-search]");
    if (link && !event.ctrlKey && !event.metaKey) { event.preventDefault(); open(); }
    if (event.target === palette) palette.close();
  });
  document.addEventListener("keydown", (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const byK = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
    if (byK || (event.key === "/" && plain && !typing(event.target))) { event.preventDefault(); open(); }
  });
  found.addEventListener("htmx:afterSwap", (event) => {
    found.dataset.words = event.detail.requestConfig.parameters.q ?? "";
    choose(options()[0]);
    if (wanted && fresh() && chosen()) location.assign(chosen().href);
    wanted = false;
  });
  for (const other of ["input", "blur"]) field.addEventListener(other, () => { wanted = false; });
  field.addEventListener("keydown", (event) => {
    const all = options();
    const at = all.indexOf(chosen());
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && all.length) { event.preventDefault(); choose(all[(at + step + all.length) % all.length]); }
    if (event.key !== "Enter" || !window.htmx) return;
    if (!fresh()) { event.preventDefault(); wanted = true; htmx.trigger(field, "pv:opened"); }
    else if (at >= 0) { event.preventDefault(); all[at].click(); }
  });
})();
