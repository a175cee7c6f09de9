/**
 * The networks in jax-js on its WebAssembly backend, one thread, float32: a step is one function, traced
 * and compiled once. Gradients are the library's own. Running statistics are left out, as in the others.
 *
 * Each use of an array takes one reference to it; `.ref` makes another one.
 */
import {
  defaultDevice,
  init,
  jit,
  lax,
  nn,
  numpy as np,
  valueAndGrad,
} from "/bundles/jax-library.js";

const EPSILON = 1e-5;

async function ready() {
  const devices = await init("wasm");
  if (!devices.includes("wasm")) throw new Error(`no wasm backend among ${devices}`);
  defaultDevice("wasm");
}

const array = (shape, values) => np.array(Float32Array.from(values)).reshape(shape);

const parameters = (weights) =>
  Object.fromEntries(
    Object.entries(weights).map(([name, { shape, values }]) => [name, array(shape, values)]),
  );

/** Normalises over some axes; gamma and beta are of a shape that spreads over them. */
function normalised(z, gamma, beta, axes) {
  const centred = z.ref.sub(np.mean(z, axes, { keepdims: true }));
  const variance = np.mean(np.square(centred.ref), axes, { keepdims: true });
  const inverse = np.reciprocal(np.sqrt(variance.add(EPSILON)));
  return centred.mul(inverse.mul(gamma)).add(beta);
}

/** Training by a loss of parameters and data; `change` makes new parameters of old ones and gradients. */
function training(weights, data, loss, state, change) {
  const step = jit((p, held, x, y) => {
    const kept = Object.fromEntries(Object.entries(p).map(([name, value]) => [name, value.ref]));
    const [value, grads] = valueAndGrad(loss)(p, x, y);
    return [value, ...change(kept, grads, held)];
  });
  let now = parameters(weights);
  let held = state(now);
  return {
    /** Trains one epoch; returns the loss before its update. */
    epoch() {
      const [value, next, further] = step(now, held, ...data.map((one) => one.ref));
      now = next;
      held = further;
      return value.dataSync()[0];
    },
    close() {
      for (const one of [...data, ...Object.values(now), ...Object.values(held)]) one.dispose();
    },
  };
}

const mapped = (p, change) =>
  Object.fromEntries(Object.entries(p).map(([name, value]) => [name, change(name, value)]));

/** @param {{config: any, x: number[], y: number[], weights: any}} subject see subjects.py */
export async function make({ config, x, y, weights }) {
  await ready();
  const data = [array([y.length, 2], x), array([y.length, 1], y)];
  const loss = (p, batch, labels) => {
    const hidden = (h, at, number = "") => {
      const [gamma, beta] = [p[`${at}.norm${number}.gamma`], p[`${at}.norm${number}.beta`]];
      return normalised(np.matmul(h, p[`${at}.linear${number}.w`]), gamma, beta, [0]);
    };
    let h = nn.relu(hidden(batch, "stem"));
    for (let i = 0; i < config.depth / 2 - 1; i++) {
      const at = `blocks.${i}.branch`;
      const skips = config.shortcut === "identity";
      const f = hidden(nn.relu(hidden(skips ? h.ref : h, at, 1)), at, 2);
      h = nn.relu(skips ? f.add(h) : f);
    }
    const z = np.matmul(h, p["head.w"]).add(p["head.b"]);
    const products = z.ref.mul(labels);
    const rest = np.log1p(np.exp(np.abs(z.ref).mul(-1)));
    return np.mean(np.maximum(z, 0).sub(products).add(rest));
  };
  const descend = (p, grads) => [mapped(p, (name, v) => v.sub(grads[name].mul(config.lr))), {}];
  return training(weights, data, loss, () => ({}), descend);
}

/** @param {any} subject see image_subject.py @returns the digits' ResNet, with momentum and decay */
export async function makeImages({ depth, images, labels, shape, weights, rate, momentum, decay }) {
  await ready();
  const classes = 10;
  const wanted = labels.flatMap((label) =>
    Array.from({ length: classes }, (_, i) => Number(i === label)),
  );
  const data = [array(shape, images), array([labels.length, classes], wanted)];
  const same = [
    [1, 1],
    [1, 1],
  ];
  const loss = (p, batch, targets) => {
    const layer = (h, at, number, stride) => {
      const z = lax.conv(h, p[`${at}.conv${number}.w`], [stride, stride], same);
      const spread = (name) => p[`${at}.norm${number}.${name}`].reshape([1, -1, 1, 1]);
      return normalised(z, spread("gamma"), spread("beta"), [0, 2, 3]);
    };
    let h = nn.relu(layer(batch, "stem", "", 1));
    for (let stage = 0; stage < 3; stage++)
      for (let i = 0; i < (depth - 2) / 6; i++) {
        const at = `stages.${stage}.${i}.branch`;
        const smaller = stage > 0 && i === 0;
        const f = layer(nn.relu(layer(h.ref, at, 1, smaller ? 2 : 1)), at, 2, 1);
        h = nn.relu(f.add(smaller ? halved(h) : h));
      }
    const logits = np.matmul(np.mean(h, [2, 3]), p["head.w"]).add(p["head.b"]);
    return np.sum(nn.logSoftmax(logits).mul(targets)).mul(-1 / labels.length);
  };
  const descend = (p, grads, held) => {
    const velocities = mapped(held, (name, v) =>
      v.mul(momentum).add(grads[name]).add(p[name].ref.mul(decay)),
    );
    const next = mapped(p, (name, value) => value.sub(velocities[name].ref.mul(rate)));
    return [next, velocities];
  };
  const still = (p) => mapped(p, (_, value) => np.zeros(value.shape));
  return training(weights, data, loss, still, descend);
}

/** Every second pixel, and as many channels of zeros again. */
function halved(x) {
  const [n, channels, height, width] = x.shape;
  const pairs = x.reshape([n, channels, height / 2, 2, width / 2, 2]);
  const kept = pairs.slice([], [], [], 0, [], 0);
  return np.pad(kept, [
    [0, 0],
    [0, channels],
    [0, 0],
    [0, 0],
  ]);
}
