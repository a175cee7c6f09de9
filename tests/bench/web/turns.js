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

/** Takes steps on images, after two that are not timed; returns how long each took, and the last loss. */
globalThis.imageSteps = async (module, subject, steps) => {
  const network = await (await import(module)).makeImages(subject);
  for (let i = 0; i < 2; i++) network.epoch();
  const ms = [];
  let loss = 0;
  for (let i = 0; i < steps; i++) {
    const start = performance.now();
    loss = network.epoch();
    ms.push(performance.now() - start);
  }
  network.close();
  return { ms, loss };
};

/** How many multiply-adds' operations a loop of nothing else does a second, in thousand millions. */
globalThis.peak = async (file, type, seconds) => {
  const { instance } = await WebAssembly.instantiateStreaming(fetch(file));
  const loop = instance.exports[`peak_${type}`];
  loop(1e5);
  let best = 0;
  for (let i = 0; i < 7; i++) {
    const rounds = 1e7 * seconds;
    const start = performance.now();
    loop(rounds);
    best = Math.max(best, (rounds * instance.exports[`operations_${type}`]()) / (performance.now() - start));
  }
  return best / 1e6;
};
