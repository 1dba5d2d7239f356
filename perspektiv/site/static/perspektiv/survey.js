/* The anonymous survey. A scanned code comes behind the # of the address, which is never sent: it is put into its field
   and taken out of the address and the history. Until the answers are sent it stays on this device beside them: whoever
   loads a question anew goes on there. What is sent has always the same length, so that a log of lengths tells nothing of
   what was said. Without this file the code is typed. */
(() => {
  const LENGTH = 32768, FILLER = "filler", CODE = /^#([a-z0-9]{4}-?){3}$/i, AT_A_QUESTION = /^#\d{1,3}$/;
  const KEPT = ":code"; // with the name of the draft before it; ask.js takes both away when they have arrived
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
  const names = () => { try { return Object.keys(sessionStorage).filter((name) => name.endsWith(KEPT)); } catch { return []; } };
  const forget = () => names().forEach((name) => sessionStorage.removeItem(name));
  const goOn = () => { // a question was loaded anew: browsers ask for its page without what was sent to open it
    const [name] = names();
    if (!name || field.value || !AT_A_QUESTION.test(location.hash)) return;
    if (document.querySelector("#fault")) { forget(); return; } // it is good no more
    field.value = sessionStorage.getItem(name);
    field.form.action += location.hash;
    field.form.submit();
  };
  if (form) {
    forget(); // that of a card before
    try { sessionStorage.setItem(form.dataset.draft + KEPT, form.elements.code.value); } catch { /* a private window */ }
  }
  take();
  if (field) goOn();
  addEventListener("hashchange", take);
  form?.addEventListener("formdata", ({ formData }) => {
    formData.set(FILLER, "");
    formData.set(FILLER, "x".repeat(Math.max(LENGTH - length(formData), 0)));
  });
})();
