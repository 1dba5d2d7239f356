/* Booking: Enter opens the first person found, once it is that of the words typed; S plans a series; typing another time
   chooses it. Works without, with more clicks. */
document.addEventListener("keydown", (event) => {
  const field = event.key === "Enter" && event.target.dataset?.first ? event.target : null;
  const first = field && document.querySelector(field.dataset.first);
  const found = first?.closest("[data-words]");
  if (first && found?.dataset.words === field.value.trim()) { event.preventDefault(); location.assign(first.href); }
});
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
