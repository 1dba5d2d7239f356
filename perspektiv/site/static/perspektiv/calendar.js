/* The calendar: arrow keys go from time to time; M or dragging moves an appointment to a free one. All of it is also
   in the list and on the appointment's page, which need no script. */
(() => {
  /* In the list, M opens the page on which the appointment of this line is moved. */
  const plain = (event) => !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest("input, select, textarea");
  document.addEventListener("keydown", (event) => {
    const move = event.key.toLowerCase() === "m" && plain(event) && event.target.closest("li")?.querySelector("[data-moves]");
    if (move) { event.preventDefault(); location.assign(move.href); }
  });

  const grid = document.querySelector("[data-calendar]");
  if (!grid) return;
  if (location.hash.startsWith("#slot-")) document.getElementById(location.hash.slice(1))?.focus();

  /* Arrow keys: the nearest time in that direction; sideways the next day, up and down within a day. */
  const middle = (one) => {
    const box = one.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  };
  const STEPS = { ArrowLeft: ["x", "y", -1], ArrowRight: ["x", "y", 1], ArrowUp: ["y", "x", -1], ArrowDown: ["y", "x", 1] };
  const nearest = (from, among, key) => {
    const [along, across, sign] = STEPS[key];
    const here = middle(from);
    const weigh = (one) => {
      const there = middle(one);
      const on = sign * (there[along] - here[along]);
      return on < 2 ? Infinity : on * 1000 * (along === "x" ? 1 : 0.001) + Math.abs(there[across] - here[across]) * (along === "x" ? 1 : 1000);
    };
    const best = among.filter((one) => one !== from).map((one) => [weigh(one), one]).sort((a, b) => a[0] - b[0])[0];
    return best && best[0] < Infinity ? best[1] : null;
  };

  const form = document.getElementById("moving");
  const says = document.getElementById("calendar-says");
  const say = (content) => { says.replaceChildren(...[content].flat()); says.hidden = !says.textContent.trim(); };
  const targetsOf = (slot) => [...(grid.dataset.calendar === "rooms" ? grid : slot.closest("[data-line]")).querySelectorAll("[data-at]")];
  let moving = null;

  /* What stands against a time is asked before anything is sent. */
  let asked = null;
  const check = (target) => {
    asked?.abort();
    asked = new AbortController();
    const query = new URLSearchParams({ slot: target.dataset.at, room: target.dataset.room || "" });
    fetch(`${moving.slot.href}pruefen/?${query}`, { signal: asked.signal, headers: { "HX-Request": "true" } })
      .then((answer) => answer.text())
      .then((text) => { if (moving) say([...new DOMParser().parseFromString(text, "text/html").body.childNodes]); })
      .catch(() => {});
  };
  const begin = (slot) => {
    end();
    moving = { slot, targets: targetsOf(slot), at: null };
    slot.classList.add("is-moving");
    grid.classList.add("is-choosing");
    for (const target of moving.targets) target.classList.add("is-target");
    say(moving.targets.length ? says.dataset.choose : says.dataset.none);
  };
  const aim = (target) => {
    if (!moving || moving.at === target) return;
    moving.at?.classList.remove("is-aimed");
    moving.at = target;
    if (target) { target.classList.add("is-aimed"); check(target); }
  };
  const end = () => {
    if (!moving) return;
    asked?.abort();
    for (const one of grid.querySelectorAll(".is-target, .is-aimed")) one.classList.remove("is-target", "is-aimed");
    moving.slot.classList.remove("is-moving");
    grid.classList.remove("is-choosing");
    moving = null;
    say([]);
  };
  const drop = (target) => {
    form.action = `${moving.slot.href}verschieben/`;
    form.elements.version.value = moving.slot.dataset.version;
    form.elements.slot.value = target.dataset.at;
    form.elements.room.value = target.dataset.room || "";
    form.submit();
  };

  grid.addEventListener("keydown", (event) => {
    const slot = event.target.closest(".pv-slot[href]");
    if (!slot || !plain(event)) return;
    const take = () => { event.preventDefault(); event.stopPropagation(); };
    if (event.key in STEPS) {
      take();
      const next = nearest(slot, moving ? moving.targets : [...grid.querySelectorAll(".pv-slot[href]")], event.key);
      next?.focus();
    } else if (event.key.toLowerCase() === "m" && slot.dataset.version && form) { take(); begin(slot); }
    else if (event.key === "Escape" && moving) { take(); const from = moving.slot; end(); from.focus(); }
    else if (event.key === "Enter" && moving?.targets.includes(slot)) { take(); drop(slot); }
  });
  grid.addEventListener("focusin", (event) => {
    const target = event.target.closest("[data-at]");
    if (moving?.targets.includes(target)) aim(target);
  });

  /* Dragging, with the mouse or a pen: fingers scroll, and have the list. */
  const EDGE = 48; // pixels at which the page moves along
  let held = null;
  let dragged = false;
  grid.addEventListener("dragstart", (event) => event.preventDefault());
  grid.addEventListener("pointerdown", (event) => {
    dragged = false;
    const slot = event.target.closest("[data-version]");
    if (!form || !slot || event.button !== 0 || event.pointerType === "touch") return;
    held = { slot, x: event.clientX, y: event.clientY, ghost: null };
  });
  const lift = () => {
    begin(held.slot);
    dragged = true;
    const box = held.slot.getBoundingClientRect();
    held.ghost = held.slot.cloneNode(true);
    held.ghost.removeAttribute("id");
    held.ghost.classList.replace("is-moving", "pv-ghost");
    held.ghost.setAttribute("aria-hidden", "true");
    Object.assign(held.ghost.style, { width: `${box.width}px`, left: `${box.left}px`, top: `${box.top}px` });
    document.body.append(held.ghost);
  };
  const letGo = () => { held?.ghost?.remove(); held = null; };
  document.addEventListener("pointermove", (event) => {
    if (!held) return;
    const [x, y] = [event.clientX - held.x, event.clientY - held.y];
    if (!held.ghost && Math.hypot(x, y) < 6) return;
    if (!held.ghost) lift();
    held.ghost.style.transform = `translate(${x}px, ${y}px)`;
    const target = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-at]");
    aim(moving?.targets.includes(target) ? target : null);
    const edge = event.clientY < EDGE ? -1 : event.clientY > innerHeight - EDGE ? 1 : 0;
    if (edge) scrollBy({ top: edge * EDGE / 2, behavior: "instant" });
  });
  document.addEventListener("pointerup", () => {
    if (!held?.ghost) { held = null; return; }
    const target = moving?.at;
    letGo();
    if (target) drop(target); else end();
  });
  document.addEventListener("pointercancel", () => { letGo(); end(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && (held?.ghost || moving)) { letGo(); end(); }
  });

  /* The click that ends a drag opens nothing; one on a free time while choosing moves. */
  grid.addEventListener("click", (event) => {
    const target = event.target.closest("[data-at]");
    if (dragged) { dragged = false; event.preventDefault(); return; }
    if (moving?.targets.includes(target)) { event.preventDefault(); drop(target); }
  }, true);
})();
