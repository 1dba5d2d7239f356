/* The anonymous survey. A scanned code comes behind the # of the address, which is never sent: it is put into its field
   and taken out of the address and the history. What is sent has always the same length, so that a log of lengths tells
   nothing of what was said. Without this file the code is typed. */
(() => {
  const LENGTH = 32768, FILLER = "filler", CODE = /^#([a-z0-9]{4}-?){3}$/i;
  const length = (form) => new URLSearchParams([...form].map(([name, value]) => [name, String(value)])).toString().length;
  const field = document.querySelector("#code"), form = document.querySelector("form[data-even]");
  const take = () => {
    if (!CODE.test(location.hash)) return;
    if (!field) { // the next card, scanned into the window of the last one
      const page = new URL(location);
      page.searchParams.set("karte", "neu");
      location.replace(page);
      return;
    }
    field.value = location.hash.slice(1).toUpperCase();
    history.replaceState(null, "", location.pathname + location.search);
    document.querySelector(".survey-code button").focus();
  };
  take();
  addEventListener("hashchange", take);
  form?.addEventListener("formdata", ({ formData }) => {
    formData.set(FILLER, "");
    formData.set(FILLER, "x".repeat(Math.max(LENGTH - length(formData), 0)));
  });
})();
