/**
 * What in a browser, in a frame or in a page's policy keeps Python from starting, told at once and by
 * its name: much of it would otherwise be waited for in vain.
 */

/** Python cannot start here, whatever is tried again. */
export class Obstacle extends Error {
  remedy = "";
}

const ROOT = new URL("./", import.meta.url).href;
/** The smallest module of WebAssembly there is. */
const EMPTY = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

/** @param {string} needed @param {string} what */
const refused = (needed, what) =>
  new Obstacle(
    `This page's Content-Security-Policy forbids ${what}; Python needs \`${needed}\` in it.`,
  );

/** Throws an `Obstacle` if something is missing that shows without a try. */
export function checkBrowser() {
  if (typeof WebAssembly === "undefined") {
    throw new Obstacle(
      "This browser has WebAssembly switched off, as a lockdown mode does; Python needs it.",
    );
  }
  if (typeof Worker === "undefined") throw withoutWorker("there is none in this browser");
  try {
    new WebAssembly.Module(EMPTY);
  } catch {
    throw refused("script-src 'wasm-unsafe-eval'", "WebAssembly");
  }
}

/** @param {unknown} cause an error, or words */
export function withoutWorker(cause) {
  const why = cause instanceof Error ? cause.message : cause;
  if (self.origin === "null") {
    return new Obstacle(
      "This page is in a frame with `sandbox`, and no worker starts there without " +
        "`allow-same-origin` in that attribute; Python runs in one.",
    );
  }
  return new Obstacle(
    `This browser, or the frame that this page is in, lets no worker start: ${why}. ` +
      "Python runs in one, so that the page stays quick.",
  );
}

/**
 * @param {AbortSignal} over until then
 * @returns {Promise<never>} rejects once the page's policy forbids something to a script of ours
 */
export function policyRefuses(over) {
  return new Promise((_, reject) => {
    document.addEventListener(
      "securitypolicyviolation",
      (event) => {
        const { disposition, blockedURI, sourceFile, effectiveDirective } = event;
        const ours = [blockedURI, sourceFile].some((url) => url?.startsWith(ROOT));
        if (!ours || disposition !== "enforce" || !BOOTS.test(effectiveDirective)) return;
        reject(refused(...needed(effectiveDirective, blockedURI)));
      },
      { signal: over },
    );
  });
}

/** The directives that what boots Python is under; a style that is refused is no obstacle. */
const BOOTS = /^(script-src|script-src-elem|worker-src|child-src|connect-src|default-src)$/;

/**
 * @param {string} directive
 * @param {string} blocked
 * @returns {[needed: string, what: string]}
 */
function needed(directive, blocked) {
  if (blocked === "wasm-eval") return ["script-src 'wasm-unsafe-eval'", "WebAssembly"];
  if (blocked === "eval") return ["script-src 'unsafe-eval'", "text that is run as a program"];
  if (blocked.startsWith("blob")) return ["worker-src blob:", "a worker made by the page"];
  const { origin } = new URL(ROOT);
  const source = origin === location.origin ? "'self'" : origin;
  return [`${directive} ${source}`, `loading ${blocked}`];
}
