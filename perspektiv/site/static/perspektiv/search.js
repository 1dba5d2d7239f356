/* Lists that are searched while typing: arrows go from the field into the rows and back, Enter opens.
   And long choices (select[data-typeahead]): a field in which one types any part of any word, umlauts in any spelling. */
(() => {
  const rows = () => [...document.querySelectorAll("[data-rows] [data-row]")];
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const field = document.querySelector("[data-find] input[type=search]");
    if (!step || !field || event.altKey || event.ctrlKey || event.metaKey) return;
    const row = event.target.closest?.("[data-row]");
    if (event.target !== field && !row) return;
    const all = rows();
    const at = row ? all.indexOf(row) + step : step > 0 ? 0 : -1;
    if (at < -1 || (!row && at < 0) || at >= all.length) return;
    event.preventDefault();
    (at < 0 ? field : all[at]).focus();
  });

  const folded = (text) => text.toLowerCase().replace(/ß/g, "ss").normalize("NFKD").replace(/\p{M}/gu, "").replace(/([aou])e/g, "$1");
  const matches = (text, typed) => {
    const words = folded(text).split(/[^\p{L}\p{N}]+/u);
    return folded(typed).split(/[^\p{L}\p{N}]+/u).every((part) => words.some((word) => word.startsWith(part)));
  };

  let count = 0;
  const enhance = (select) => {
    const id = `choice-${count += 1}`;
    const label = document.querySelector(`label[for="${select.id}"]`);
    const field = Object.assign(document.createElement("input"), { type: "text", id, className: "kern-form-input__input", autocomplete: "off", spellcheck: false });
    const list = Object.assign(document.createElement("ul"), { id: `${id}-list`, className: "pv-menu pv-choose__list", hidden: true });
    const box = Object.assign(document.createElement("div"), { className: "pv-choose" });
    const named = () => (select.value ? select.selectedOptions[0].text : "");
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) field.setAttribute(name, value);
    for (const name of ["aria-describedby", "aria-invalid"]) if (select.hasAttribute(name)) field.setAttribute(name, select.getAttribute(name));
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", label?.textContent.trim() ?? "");
    if (label) label.htmlFor = id;
    field.value = named();
    (select.closest(".kern-form-input__select-wrapper") ?? select).before(box);
    box.append(field, list);
    (select.closest(".kern-form-input__select-wrapper") ?? select).hidden = true;
    if (select.autofocus) field.focus();

    const chosen = () => list.querySelector('[aria-selected="true"]');
    const point = (option) => {
      chosen()?.setAttribute("aria-selected", "false");
      option?.setAttribute("aria-selected", "true");
      option?.scrollIntoView({ block: "nearest" });
      if (option) field.setAttribute("aria-activedescendant", option.id); else field.removeAttribute("aria-activedescendant");
    };
    const close = () => { list.hidden = true; field.setAttribute("aria-expanded", "false"); field.removeAttribute("aria-activedescendant"); };
    const take = (option) => {
      select.value = option.dataset.value;
      field.value = named();
      select.dispatchEvent(new Event("change", { bubbles: true }));
      close();
    };
    const show = (typed) => {
      const fitting = [...select.options].filter((option) => option.value && matches(option.text, typed)).slice(0, 12);
      list.replaceChildren(...fitting.map((option, at) => {
        const item = Object.assign(document.createElement("li"), { id: `${id}-${at}`, textContent: option.text });
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.dataset.value = option.value;
        return item;
      }));
      list.hidden = !fitting.length;
      field.setAttribute("aria-expanded", String(!list.hidden));
      point(typed ? list.firstElementChild : null);
    };
    field.addEventListener("input", () => { select.value = ""; show(field.value); });
    field.addEventListener("focus", () => field.select());
    field.addEventListener("blur", () => { if (select.value || !field.value.trim()) field.value = named(); else if (chosen()) take(chosen()); else field.value = ""; close(); });
    field.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        if (list.hidden) return show(select.value ? "" : field.value);
        const all = [...list.children];
        point(all[(all.indexOf(chosen()) + step + all.length) % all.length]);
      }
      if (event.key === "Enter" && !list.hidden && chosen()) { event.preventDefault(); take(chosen()); }
      if (event.key === "Escape" && !list.hidden) { event.stopPropagation(); close(); field.value = named(); }
    });
    list.addEventListener("mousedown", (event) => { event.preventDefault(); const item = event.target.closest("li"); if (item) take(item); });
  };
  const enhanceAll = (root) => { for (const select of root.querySelectorAll("select[data-typeahead]:not([data-ready])")) { select.dataset.ready = ""; enhance(select); } };
  enhanceAll(document);
  document.addEventListener("htmx:afterSwap", (event) => enhanceAll(event.target));
})();
