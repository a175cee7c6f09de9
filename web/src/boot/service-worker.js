/**
 * Makes the second visit fast, and possible without a network. Pages come from the network where there
 * is one, so a reader sees the newest build; everything else that a page names carries its content's
 * hash in its path, so no answer can belong to another build than the one that asked.
 */
import { fetchCompressed } from "./compressed-fetch.js";

/**
 * Filled in by web/assembly/pages.py.
 * @type {{version: string, pages: string[], shell: string[], live: string[], library: string, snapshot: string}}
 */
const build = /** @type {any} */ (self).BUILD;
const worker = /** @type {any} */ (self);
const scope = worker.registration.scope;
const address = (/** @type {string} */ name) => new URL(name, scope).href;
const PREFIX = `residual-explorer ${scope} `;
const CACHE = PREFIX + build.version;
/** How long a page may keep its reader waiting before the kept copy is shown. */
const PATIENCE_MS = 3000;

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(keepShell()));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(dropOldBuilds()));
worker.addEventListener("message", (/** @type {any} */ event) => {
  if (event.data?.keep) event.waitUntil(keep(event.data.keep));
});
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !url.href.startsWith(scope)) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (url.href.startsWith(address("immutable/"))) event.respondWith(immutable(request));
});

/**
 * Keeps this build's pages and what they name, and what training needs if an older build's was kept:
 * all of it, or the build is not installed.
 */
async function keepShell() {
  const booted = (await anyKept("immutable/snapshot-")) ? build.snapshot : build.library;
  const trained = (await anyKept("immutable/pyodide-")) ? [...build.live, booted] : [];
  await Promise.all([
    ...build.pages.map(keepPage),
    keep([...build.shell, ...trained].map(address)),
  ]);
}

/** @param {string} name */
async function keepPage(name) {
  const response = await fetch(address(name), { cache: "no-cache" });
  if (!(await isOurs(response))) throw new Error(`${name} is not ours`);
  await (await caches.open(CACHE)).put(address(name), response);
}

/**
 * Whether an answer is a page of ours, of whatever build: not a host's error, nor the page by which a
 * network asks who is there.
 * @param {Response} response
 */
async function isOurs(response) {
  return response.ok && (await response.clone().text()).includes('"immutable/');
}

/** What the page has just loaded need not come again, even from hosts that give no cache lifetime. */
const fromCache = (/** @type {string} */ url, /** @type {RequestInit | undefined} */ options) =>
  fetch(url, { ...options, cache: "force-cache" });

/**
 * Keeps files that do not change, taken from an older build's cache where they are the same.
 * @param {string[]} urls
 */
async function keep(urls) {
  const cache = await caches.open(CACHE);
  await Promise.all(
    urls.map(async (url) => {
      if (await cache.match(url)) return;
      await cache.put(url, (await caches.match(url)) ?? (await received(url)));
    }),
  );
}

/**
 * A file of ours; past what the browser has kept, if that is a page, as some hosts answer for what they
 * do not have.
 * @param {string} url
 */
async function received(url) {
  const kept = await fetchCompressed(url, fromCache).catch(() => undefined);
  if (kept && !isPage(kept)) return kept;
  const fresh = await fetch(url, { cache: "reload" });
  if (!fresh.ok || isPage(fresh)) throw new Error(`${fresh.status} for ${url}`);
  return fresh;
}

/** @param {Response} response */
const isPage = (response) => response.headers.get("content-type")?.startsWith("text/html");

/** @param {string} start of the path of a file that some build has kept */
async function anyKept(start) {
  for (const name of await ownCaches()) {
    const kept = await (await caches.open(name)).keys();
    if (kept.some(({ url }) => url.startsWith(address(start)))) return true;
  }
  return false;
}

async function ownCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX));
}

async function dropOldBuilds() {
  const names = (await ownCaches()).filter((name) => name !== CACHE);
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** @param {Request} request */
async function page(request) {
  const { pathname } = new URL(request.url);
  const name = pathname.slice(new URL(scope).pathname.length) || "index.html";
  const kept = await (await caches.open(CACHE)).match(address(name));
  if (!kept) return fetch(request);
  const network = ours(request).then((answer) => answer ?? kept);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, kept));
  return Promise.race([network, late]);
}

/**
 * The network's answer to a page's request, if it is a page of ours, or none of ours is there any more.
 * @param {Request} request
 * @returns {Promise<Response | undefined>}
 */
async function ours(request) {
  try {
    const answer = await fetch(request);
    // A redirection is the browser's to follow; it says nothing of where it leads.
    const page = answer.type === "opaqueredirect" ? await fetch(request.url) : answer;
    if ((await isOurs(page)) || (await isGone())) return answer;
  } catch {
    // no network, or a redirection to another host
  }
  return undefined;
}

/** Whether the host has this service worker no more: then it goes, with all that it keeps. */
async function isGone() {
  const { status } = await fetch(address("service-worker.js"), { cache: "no-store" });
  if (status !== 404 && status !== 410) return false;
  await worker.registration.unregister();
  await Promise.all((await ownCaches()).map((name) => caches.delete(name)));
  return true;
}

/** @param {Request} request */
async function immutable(request) {
  if (request.cache === "reload") return again(request);
  const kept = await caches.match(request, { ignoreSearch: true });
  if (!kept) return fetch(request);
  // What follows the question mark tells the interpreter of this visit, and a kept response would
  // name itself as it was asked for when it was kept.
  return new URL(request.url).search ? new Response(kept.body, kept) : kept;
}

/**
 * Asks the network, since what was kept is not good; once there is an answer, it goes.
 * @param {Request} request
 */
async function again(request) {
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(CACHE)).delete(request, { ignoreSearch: true });
  return answer;
}
