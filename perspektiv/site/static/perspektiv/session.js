/* The session may have ended while a page was open: nothing is sent into the void, and what is typed stays. */
(() => {
  const { asks } = document.currentScript.dataset;
  const FRESH = 60000; // a page that the server answered this lately sends without asking
  let heard = performance.now(), out = false, asking = false;
  const place = () => document.getElementById("messages");

  /* A login makes the forms' tokens new, and tells by its cookie that it did. */
  const cookie = () => /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie)?.[1] ?? "";
  let of = cookie();

  const say = (template, { mark = "", still = false } = {}) => {
    const words = document.getElementById(template)?.content.firstElementChild.cloneNode(true);
    if (!words || !place()) return;
    if (mark) words.dataset[mark] = "";
    const link = words.querySelector("a");
    if (link) link.search = new URLSearchParams({ next: location.pathname + location.search });
    place().replaceChildren(words);
    if (!still) words.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("pv:out", (event) => {
    out = true;
    if (!document.querySelector("[data-logged-out]")) say("logged-out", { still: event.detail?.still });
  });
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status === 401) document.dispatchEvent(new Event("pv:out"));
  });
  document.addEventListener("htmx:afterOnLoad", (event) => { if (event.detail.xhr.status < 400) heard = performance.now(); });

  const ask = () => fetch(asks, { headers: { "X-Background": "1" }, cache: "no-store" }).catch(() => null);
  /* Forms go on with the new tokens if the same person is back; what is typed stays. */
  const take = async (answer) => {
    const { me, token } = await answer.json();
    if (me !== document.body.dataset.me) { location.assign("/"); return false; }
    document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
    for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
    of = cookie();
    heard = performance.now();
    if (out) {
      out = false;
      document.querySelector("[data-logged-out]")?.remove();
      document.dispatchEvent(new Event("pv:in"));
    }
    return true;
  };
  const renew = async () => {
    const answer = await ask();
    return answer?.status === 200 && take(answer);
  };
  const back = () => { if (out || cookie() !== of) renew(); };
  window.pvSession = { renew };
  addEventListener("focus", back);
  addEventListener("pageshow", back);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) back(); });
  document.addEventListener("htmx:confirm", async (event) => {
    if (cookie() === of) return;
    event.preventDefault();
    await renew();
    event.detail.issueRequest(true);
  });

  /* On the window, after all others: whoever sends by script has said so by then. */
  addEventListener("submit", async (event) => {
    const form = event.target, button = event.submitter;
    const method = button?.getAttribute("formmethod") ?? form.method;
    if (event.defaultPrevented || method !== "post" || (!out && cookie() === of && performance.now() - heard < FRESH)) return;
    event.preventDefault();
    if (asking) return;
    asking = true;
    const answer = await ask();
    asking = false;
    if (!answer) return say("not-sent", { mark: "notSent" });
    if (answer.status === 401) return document.dispatchEvent(new Event("pv:out"));
    if (answer.status === 200 && !(await take(answer))) return;
    heard = performance.now();
    form.requestSubmit(button);
  });
})();
