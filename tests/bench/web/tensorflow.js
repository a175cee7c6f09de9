/**
 * The network in TensorFlow.js on its WebAssembly backend with SIMD, one thread, float32. Gradients
 * and updates are the library's own. Running statistics are left out, as in the hand-written one.
 */

import { setWasmPaths, tf } from "/bundles/tensorflow-library.js";

const EPSILON = 1e-5;
const FOLDER = "/node_modules/@tensorflow/tfjs-backend-wasm/dist/";

async function ready() {
  setWasmPaths(FOLDER);
  await tf.setBackend("wasm");
  await tf.ready();
  if (tf.getBackend() !== "wasm") throw new Error(`the backend is ${tf.getBackend()}, not wasm`);
  if (!(await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT"))) throw new Error("no SIMD here");
}

/** @param {{config: any, x: number[], y: number[], weights: any}} subject see subjects.py */
export async function make({ config, x, y, weights }) {
  await ready();
  const data = tf.tensor2d(x, [y.length, 2]);
  const labels = tf.tensor2d(y, [y.length, 1]);
  const p = Object.fromEntries(
    Object.entries(weights).map(([name, { shape, values }]) => [
      name,
      tf.variable(tf.tensor(values, shape)),
    ]),
  );
  const optimizer = tf.train.sgd(config.lr);

  // Written out, as tf.moments and tf.batchNorm with their gradients take 1.4 times as long.
  const hidden = (h, at, number = "") => {
    const z = tf.matMul(h, p[`${at}.linear${number}.w`]);
    const centred = tf.sub(z, tf.mean(z, 0));
    const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(centred), 0), EPSILON));
    const [beta, gamma] = [p[`${at}.norm${number}.beta`], p[`${at}.norm${number}.gamma`]];
    return tf.add(tf.mul(centred, tf.mul(gamma, inverse)), beta);
  };
  const loss = () => {
    let h = tf.relu(hidden(data, "stem"));
    for (let i = 0; i < config.depth / 2 - 1; i++) {
      const at = `blocks.${i}.branch`;
      const f = hidden(tf.relu(hidden(h, at, 1)), at, 2);
      h = tf.relu(config.shortcut === "identity" ? tf.add(f, h) : f);
    }
    const logits = tf.add(tf.matMul(h, p["head.w"]), p["head.b"]);
    return tf.losses.sigmoidCrossEntropy(labels, logits);
  };

  return {
    /** Trains one epoch; returns the loss before its update. */
    epoch() {
      const value = optimizer.minimize(loss, true);
      const [number] = value.dataSync();
      value.dispose();
      return number;
    },
    close() {
      for (const tensor of [data, labels, ...Object.values(p)]) tensor.dispose();
    },
  };
}
