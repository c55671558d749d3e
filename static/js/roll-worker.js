// Keeps the frame of a list, without anything personal, so that it opens where there is no network. The list itself lies
// in the browser's own store; see roll.js.

const CACHE = "roll-frame";
const FRAME = new URL("offline", self.registration.scope.replace(/shifts\/$/, "")).href;

async function keepFrame() {
  const cache = await caches.open(CACHE);
  const answer = await fetch(FRAME, { cache: "no-store" });
  const page = await answer.clone().text();
  const parts = [...page.matchAll(/(?:href|src)="([^"#]*\/static\/[^"#]*\.(?:css|js|svg)[^"#]*)/g)].map((found) => found[1]);
  await cache.put(FRAME, answer);
  await cache.addAll([...new Set(parts)]);
}

self.addEventListener("install", (event) => event.waitUntil(keepFrame().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function framed(request) {
  try {
    return await fetch(request);
  } catch (trouble) {
    const found = await caches.match(request.mode === "navigate" ? FRAME : request);
    if (found) return found;
    throw trouble;
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const part = new URL(request.url).pathname.includes("/static/");
  if (request.method === "GET" && (request.mode === "navigate" || part)) event.respondWith(framed(request));
});
