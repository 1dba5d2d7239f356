// The preview beside a text follows what is typed; without this, its button does.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  for (const form of document.querySelectorAll("form[data-preview]")) {
    const button = form.querySelector("[data-preview-button]");
    let waiting = 0;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => form.requestSubmit(button), 500);
    });
  }
});
