/* Booking: Enter opens the first person found; typing another time chooses it. Works without, with more clicks. */
document.addEventListener("keydown", (event) => {
  const first = event.key === "Enter" && event.target.dataset?.first && document.querySelector(event.target.dataset.first);
  if (first) { event.preventDefault(); location.assign(first.href); }
});
document.addEventListener("input", (event) => {
  const choice = event.target.dataset?.chooses && document.querySelector(event.target.dataset.chooses);
  if (choice) choice.checked = true;
});
