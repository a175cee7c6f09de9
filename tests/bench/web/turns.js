/** A competitor's page: trains when asked, as turns.py does for processes. */

/** @param {string} module @param {any} subject */
async function make(module, subject) {
  const network = await (await import(module)).make(subject);
  return { epoch: network.epoch, close: network.close ?? (() => {}) };
}

/** The losses of the first epochs. */
globalThis.losses = async (module, subject, epochs) => {
  const network = await make(module, subject);
  const found = Array.from({ length: epochs }, () => network.epoch());
  network.close();
  return found;
};

/** Trains from the first weights for some seconds, after one epoch that touches all memory. */
globalThis.timed = async (module, subject, seconds) => {
  const network = await make(module, subject);
  network.epoch();
  const start = performance.now();
  let epochs = 0;
  let passed = 0;
  while (passed < 1000 * seconds) {
    network.epoch();
    epochs += 1;
    passed = performance.now() - start;
  }
  network.close();
  return { epochs, seconds: passed / 1000 };
};
