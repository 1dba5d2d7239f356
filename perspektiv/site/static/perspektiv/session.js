/* The session may have ended while a page was open: nothing is sent into the void, and what is typed stays. */
(() => {
  const { asks } = document.currentScript.dataset;
  const FRESH = 60000; // a page that the server answered this lately sends without asking
  let heard = performance.now(), out = false, asking = false;
  const place = () => document.getElementById("messages");

  const say = (template, mark) => {
    const words = document.getElementById(template)?.content.firstElementChild.cloneNode(true);
    if (!words || !place()) return;
    if (mark) words.dataset[mark] = "";
    const link = words.querySelector("a");
    if (link) link.search = new URLSearchParams({ next: location.pathname + location.search });
    place().replaceChildren(words);
    words.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("pv:out", () => {
    out = true;
    if (!document.querySelector("[data-logged-out]")) say("logged-out");
  });
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status === 401) document.dispatchEvent(new Event("pv:out"));
  });
  document.addEventListener("htmx:afterOnLoad", (event) => { if (event.detail.xhr.status < 400) heard = performance.now(); });

  /* A login makes the forms' tokens new: they are taken from this page as it is now, if the same person is back. */
  const back = async () => {
    if (!out) return;
    const answer = await fetch(location.href, { headers: { "X-Requested-With": "fetch" }, cache: "no-store" }).catch(() => null);
    if (answer?.status !== 200) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (page.body.dataset.me !== document.body.dataset.me) return location.assign("/");
    const headers = page.body.getAttribute("hx-headers");
    document.body.setAttribute("hx-headers", headers);
    for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = JSON.parse(headers)["X-CSRFToken"];
    out = false;
    heard = performance.now();
    document.querySelector("[data-logged-out]")?.remove();
    document.dispatchEvent(new Event("pv:in"));
  };
  addEventListener("focus", back);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) back(); });

  /* On the window, after all others: whoever sends by script has said so by then. */
  addEventListener("submit", async (event) => {
    const form = event.target, button = event.submitter;
    const method = button?.getAttribute("formmethod") ?? form.method;
    if (event.defaultPrevented || method !== "post" || (!out && performance.now() - heard < FRESH)) return;
    event.preventDefault();
    if (asking) return;
    asking = true;
    const answer = await fetch(asks, { headers: { "X-Background": "1" }, cache: "no-store" }).catch(() => null);
    asking = false;
    if (!answer) return say("not-sent", "notSent");
    if (answer.status === 401) return document.dispatchEvent(new Event("pv:out"));
    if (out) await back();
    heard = performance.now();
    form.requestSubmit(button);
  });
})();
