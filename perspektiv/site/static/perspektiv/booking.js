/* Booking: Enter opens the first person found, as soon as it is that of the words typed; S plans a series; typing another
   time chooses it. Works without, with more clicks. */
(() => {
  let wanted = null; /* the field in which Enter came before the answer */
  const opened = (field) => {
    const first = document.querySelector(field.dataset.first);
    const there = first?.closest("[data-words]")?.dataset.words === field.value.trim();
    if (there) location.assign(first.href);
    return there;
  };
  document.addEventListener("keydown", (event) => {
    const field = event.key === "Enter" && event.target.dataset?.first ? event.target : null;
    if (!field || !window.htmx) return;
    event.preventDefault();
    if (opened(field)) return;
    wanted = field;
    htmx.trigger(field, "pv:wanted");
  });
  document.addEventListener("input", () => { wanted = null; });
  document.addEventListener("htmx:afterSwap", () => { if (wanted) opened(wanted); wanted = null; });
})();
document.addEventListener("input", (event) => {
  const choice = event.target.dataset?.chooses && document.querySelector(event.target.dataset.chooses);
  if (choice) choice.checked = true;
});
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=radio]), select, textarea");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const button = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (button) { event.preventDefault(); button.click(); }
});
