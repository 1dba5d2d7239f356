/* Light or dark: the stored choice, else the system's. Loaded before the page is drawn, so that nothing flashes. */
(() => {
  const root = document.documentElement;
  const stored = () => { try { return localStorage.getItem("pv-theme"); } catch { return null; } };
  const chosen = new URLSearchParams(location.search).get("theme") || stored();
  if (chosen === "dark" || chosen === "light") root.dataset.kernTheme = chosen;
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-switch]")) return;
    const dark = root.dataset.kernTheme ? root.dataset.kernTheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.kernTheme = dark ? "light" : "dark";
    try { localStorage.setItem("pv-theme", root.dataset.kernTheme); } catch { /* private window: the choice lasts for the page */ }
  });
})();
