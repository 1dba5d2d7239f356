/* Several rows of a list: checkboxes, Shift with a click or X for all in between; a bar says how many. Without it the
   bar is always there. */
(() => {
  const boxes = () => [...document.querySelectorAll("[data-picks]")];
  let last = null;
  const show = () => {
    const bar = document.querySelector("[data-bar]");
    if (!bar) return;
    const n = boxes().filter((box) => box.checked).length;
    bar.hidden = !n;
    bar.querySelector("[data-count]").textContent = (n === 1 ? bar.dataset.one : bar.dataset.many).replace("{n}", n);
    const shown = document.querySelector("[data-shown]");
    if (shown) shown.value = n;
  };
  const pick = (box, checked, range) => {
    const all = boxes(), from = all.indexOf(last), to = all.indexOf(box);
    const [first, end] = range && from >= 0 ? [Math.min(from, to), Math.max(from, to)] : [to, to];
    for (const one of all.slice(first, end + 1)) one.checked = checked;
    last = box;
    show();
  };
  document.addEventListener("click", (event) => {
    const box = event.target.closest?.("[data-picks]");
    if (box) return pick(box, box.checked, event.shiftKey);
    const every = event.target.closest?.("[data-pick-all]");
    if (every) { for (const one of boxes()) one.checked = every.checked; return show(); }
    if (event.target.closest?.("[data-pick-none]")) { for (const one of boxes()) one.checked = false; show(); last?.focus(); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.toUpperCase() !== "X" || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    const box = event.target.closest?.("tr, li")?.querySelector("[data-picks]");
    if (!box) return;
    event.preventDefault();
    pick(box, !box.checked, event.shiftKey);
  });
  document.addEventListener("htmx:afterSwap", () => { last = null; show(); });
  addEventListener("pageshow", show);
  show();
})();
