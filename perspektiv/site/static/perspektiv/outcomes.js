/* Outcomes: where "Yes" opens, the day waits for the keyboard. */
document.addEventListener("toggle", (event) => {
  if (event.target.matches?.(".pv-fu__yes") && event.target.open) event.target.querySelector("input")?.focus();
}, true);
