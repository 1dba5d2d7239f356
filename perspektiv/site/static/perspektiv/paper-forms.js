/* A paper form typed in without the mouse: digits answer, Enter goes to the next question, at the end it keeps the form. */
(() => {
  addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector("form[data-typing]");
    if (!form) return;
    form.querySelector("[data-keys]").hidden = false;
    const questions = [...form.querySelectorAll("[data-question]")];
    const field = (question) => question.querySelector("input:checked, textarea, input:not([type=radio])") ?? question.querySelector("input");
    const reach = (question) => { field(question).focus(); question.scrollIntoView({ block: "nearest" }); };
    const start = questions.find((question) => question.querySelector(".kern-error")) ?? questions[0];
    reach(start);
    form.addEventListener("keydown", (event) => {
      const question = event.target.closest("[data-question]"), place = questions.indexOf(question);
      if (!question || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Enter" && !(event.target.matches("textarea") && event.shiftKey)) {
        event.preventDefault();
        if (place + 1 < questions.length) reach(questions[place + 1]); else form.requestSubmit();
        return;
      }
      if (!event.target.matches("[type=radio]")) return;
      if (event.key === "Backspace") { question.querySelectorAll("[type=radio]").forEach((one) => { one.checked = false; }); event.preventDefault(); return; }
      if (!/^\d$/.test(event.key)) return;
      const by = question.querySelector(".paper-answers--row") ? "value" : "digit";
      const called = (digits) => [...question.querySelectorAll("[type=radio]")].find((one) => (by === "value" ? one.value : one.dataset.digit) === digits);
      const found = called(event.key) ?? (event.key === "0" ? called("10") : null);
      if (found) { found.checked = true; found.focus(); event.preventDefault(); }
    });
  });
})();
