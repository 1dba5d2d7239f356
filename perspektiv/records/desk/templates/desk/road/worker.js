/* Keeps one page that names nobody, and the files it is drawn with, for when there is no network. Nothing else. */
const KEPT = "perspektiv-unterwegs-{{ version }}";
const PAGE = "{% url 'desk:road' %}";
const FILES = [{% for file in files %}"{{ file|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const PATIENCE = 4000;

/* Only the page itself: a login, a lock or a refusal in its place is not kept. */
const keep = async (answer) => {
  if (answer.ok && !answer.redirected && answer.headers.get("X-Kept") === "page") await (await caches.open(KEPT)).put(PAGE, answer);
};
const page = async (request) => {
  const known = await caches.match(PAGE);
  const fresh = fetch(request).then((answer) => { const copy = answer.clone(); return keep(copy).then(() => answer, () => answer); });
  if (!known) return fresh;
  const late = new Promise((resolve) => { setTimeout(() => resolve(known.clone()), PATIENCE); });
  return Promise.race([fresh.catch(() => known), late]);
};
const file = async (request) => (await caches.match(request)) ?? fetch(request);

self.addEventListener("install", (event) => event.waitUntil((async () => {
  await (await caches.open(KEPT)).addAll(FILES);
  await keep(await fetch(PAGE, { cache: "no-store", headers: { "X-Background": "1" } }));
  await self.skipWaiting();
})()));
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("perspektiv-unterwegs-") && name !== KEPT) await caches.delete(name);
  await self.clients.claim();
})()));
self.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && url.pathname === PAGE) event.respondWith(page(request));
  else if (FILES.includes(url.pathname)) event.respondWith(file(request));
});
