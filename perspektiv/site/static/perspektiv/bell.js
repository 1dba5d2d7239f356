/* The bell: asks now and then how much is new, in the background, so that it keeps no session open. */
(() => {
  const bell = document.querySelector("[data-bell]"), { me } = document.body.dataset;
  if (!bell) return;
  const EVERY = 120000, KEPT = `pv-bell-${me}`;
  const badge = bell.querySelector("b"), words = bell.querySelector("[data-bell-words]"), spoken = document.querySelector("[data-bell-says]");
  const kept = () => { try { return sessionStorage.getItem(KEPT); } catch { return null; } };
  const show = (number, sentence) => {
    badge.textContent = number > 9 ? "9+" : number || "";
    badge.hidden = !number;
    words.textContent = sentence ? `, ${sentence}` : "";
  };
  const ask = async () => {
    if (document.hidden) return;
    const answer = await fetch(bell.dataset.bell, { headers: { "X-Background": "1" }, cache: "no-store" }).catch(() => null);
    if (answer?.status !== 200 || answer.redirected) return;
    const { new: number, words: sentence } = await answer.json();
    const before = kept();
    show(number, sentence);
    if (before !== null && number > Number(before)) spoken.textContent = sentence; /* only what has come since */
    try { sessionStorage.setItem(KEPT, number); } catch { /* then the number comes a moment later */ }
  };
  if (kept() !== null) show(Number(kept()), "");
  addEventListener("load", () => setTimeout(ask, 400));
  setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
})();
