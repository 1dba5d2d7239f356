/* Small behaviours of all pages; everything works without it, only slower. */
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.pv-account[open], details.pv-more-areas[open], details.pv-actions[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = event.target.closest?.("details.pv-account[open], details.pv-more-areas[open], details.pv-actions[open]");
  if (open) { open.open = false; open.querySelector("summary").focus(); }
});
