/**
 * The network in plain JavaScript: loops over Float64Arrays that are allocated once, as one would
 * write it by hand. Matrices are stored by rows. The running statistics of batch normalisation, which
 * training does not use, are left out.
 */

const EPSILON = 1e-5;

/** A dense layer without bias, then batch normalisation. */
class DenseNorm {
  constructor(rows, w, gamma, beta) {
    this.rows = rows;
    [this.inputs, this.outputs] = w.shape;
    this.w = Float64Array.from(w.values);
    this.gamma = Float64Array.from(gamma.values);
    this.beta = Float64Array.from(beta.values);
    this.xHat = new Float64Array(rows * this.outputs);
    this.y = new Float64Array(rows * this.outputs);
    this.dx = new Float64Array(rows * this.inputs);
    this.inverse = new Float64Array(this.outputs);
    this.dw = new Float64Array(this.w.length);
    this.dgamma = new Float64Array(this.outputs);
    this.dbeta = new Float64Array(this.outputs);
  }

  forward(x) {
    this.x = x;
    multiply(x, this.w, this.xHat, this.rows, this.inputs, this.outputs);
    this.standardize();
    return this.y;
  }

  standardize() {
    const { rows, outputs: n, xHat, y, inverse, gamma, beta } = this;
    const mean = new Float64Array(n);
    const variance = new Float64Array(n);
    for (let i = 0; i < rows * n; i += n) for (let j = 0; j < n; j++) mean[j] += xHat[i + j];
    for (let j = 0; j < n; j++) mean[j] /= rows;
    for (let i = 0; i < rows * n; i += n) {
      for (let j = 0; j < n; j++) {
        const centred = xHat[i + j] - mean[j];
        xHat[i + j] = centred;
        variance[j] += centred * centred;
      }
    }
    for (let j = 0; j < n; j++) inverse[j] = 1 / Math.sqrt(variance[j] / rows + EPSILON);
    for (let i = 0; i < rows * n; i += n) {
      for (let j = 0; j < n; j++) {
        xHat[i + j] *= inverse[j];
        y[i + j] = gamma[j] * xHat[i + j] + beta[j];
      }
    }
  }

  /** Overwrites dy with the gradient by the normalisation's input; returns that by the layer's. */
  backward(dy) {
    const { rows, outputs: n, xHat, inverse, gamma, dgamma, dbeta } = this;
    dgamma.fill(0);
    dbeta.fill(0);
    for (let i = 0; i < rows * n; i += n) {
      for (let j = 0; j < n; j++) {
        dgamma[j] += dy[i + j] * xHat[i + j];
        dbeta[j] += dy[i + j];
      }
    }
    for (let i = 0; i < rows * n; i += n) {
      for (let j = 0; j < n; j++) {
        const along = (dbeta[j] + xHat[i + j] * dgamma[j]) / rows;
        dy[i + j] = gamma[j] * inverse[j] * (dy[i + j] - along);
      }
    }
    multiplyByTransposed(dy, this.w, this.dx, rows, n, this.inputs);
    transposedMultiply(this.x, dy, this.dw, rows, this.inputs, n);
    return this.dx;
  }

  step(lr) {
    descend(this.w, this.dw, lr);
    descend(this.gamma, this.dgamma, lr);
    descend(this.beta, this.dbeta, lr);
  }
}

/** Two dense layers with a ReLU between, an optional shortcut around them, a ReLU after the sum. */
class Block {
  constructor(first, second, shortcut) {
    Object.assign(this, { first, second, shortcut });
    this.middle = new Float64Array(first.y.length);
    this.y = new Float64Array(second.y.length);
    this.dy = new Float64Array(second.y.length);
  }

  forward(x) {
    const f = this.second.forward(relu(this.first.forward(x), this.middle));
    if (!this.shortcut) return relu(f, this.y);
    for (let i = 0; i < f.length; i++) {
      const sum = f[i] + x[i];
      this.y[i] = sum > 0 ? sum : 0;
    }
    return this.y;
  }

  backward(dy) {
    maskBy(dy, this.y);
    this.dy.set(dy); // the layers write over what they are given
    const dmiddle = maskBy(this.second.backward(dy), this.middle);
    const dx = this.first.backward(dmiddle);
    if (this.shortcut) for (let i = 0; i < dx.length; i++) dx[i] += this.dy[i];
    return dx;
  }

  step(lr) {
    this.first.step(lr);
    this.second.step(lr);
  }
}

/** The last layer, and the binary cross-entropy of its logits. */
class Head {
  constructor(rows, labels, w, b) {
    this.rows = rows;
    this.labels = labels;
    this.w = Float64Array.from(w.values);
    this.b = Float64Array.from(b.values);
    this.logits = new Float64Array(rows);
    this.dx = new Float64Array(rows * this.w.length);
    this.dw = new Float64Array(this.w.length);
    this.db = new Float64Array(1);
  }

  loss(x) {
    this.x = x;
    multiply(x, this.w, this.logits, this.rows, this.w.length, 1);
    let total = 0;
    for (let i = 0; i < this.rows; i++) {
      this.logits[i] += this.b[0];
      const z = this.logits[i];
      total += Math.max(z, 0) - z * this.labels[i] + Math.log1p(Math.exp(-Math.abs(z)));
    }
    return total / this.rows;
  }

  backward() {
    const { rows, labels, logits, w } = this;
    const dlogits = logits;
    this.db[0] = 0;
    for (let i = 0; i < rows; i++) {
      dlogits[i] = (1 / (1 + Math.exp(-logits[i])) - labels[i]) / rows;
      this.db[0] += dlogits[i];
    }
    transposedMultiply(this.x, dlogits, this.dw, rows, w.length, 1);
    multiplyByTransposed(dlogits, w, this.dx, rows, 1, w.length);
    return this.dx;
  }

  step(lr) {
    descend(this.w, this.dw, lr);
    descend(this.b, this.db, lr);
  }
}

/** c = a b, where a is (n, k) and b is (k, m). */
function multiply(a, b, c, n, k, m) {
  c.fill(0);
  for (let i = 0; i < n; i++) {
    for (let l = 0; l < k; l++) {
      const factor = a[i * k + l];
      for (let j = 0; j < m; j++) c[i * m + j] += factor * b[l * m + j];
    }
  }
}

/** c = a b^T, where a is (n, k) and b is (m, k). */
function multiplyByTransposed(a, b, c, n, k, m) {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let l = 0; l < k; l++) sum += a[i * k + l] * b[j * k + l];
      c[i * m + j] = sum;
    }
  }
}

/** c = a^T b, where a is (n, k) and b is (n, m). */
function transposedMultiply(a, b, c, n, k, m) {
  c.fill(0);
  for (let i = 0; i < n; i++) {
    for (let l = 0; l < k; l++) {
      const factor = a[i * k + l];
      for (let j = 0; j < m; j++) c[l * m + j] += factor * b[i * m + j];
    }
  }
}

function relu(x, y) {
  for (let i = 0; i < x.length; i++) y[i] = x[i] > 0 ? x[i] : 0;
  return y;
}

/** Keeps the gradient where the ReLU's output was positive. */
function maskBy(dy, y) {
  for (let i = 0; i < dy.length; i++) if (y[i] <= 0) dy[i] = 0;
  return dy;
}

function descend(value, gradient, lr) {
  for (let i = 0; i < value.length; i++) value[i] -= lr * gradient[i];
}

/** @param {{config: any, x: number[], y: number[], weights: any}} subject see subjects.py */
export function make({ config, x, y, weights }) {
  const data = Float64Array.from(x);
  const denseNorm = (at, number = "") => {
    const part = (name) => weights[`${at}.${name}`];
    const [w, gamma, beta] = [`linear${number}.w`, `norm${number}.gamma`, `norm${number}.beta`];
    return new DenseNorm(y.length, part(w), part(gamma), part(beta));
  };
  const stem = denseNorm("stem");
  const stemOutput = new Float64Array(stem.y.length);
  const blocks = Array.from({ length: config.depth / 2 - 1 }, (_, i) => {
    const [first, second] = [1, 2].map((number) => denseNorm(`blocks.${i}.branch`, number));
    return new Block(first, second, config.shortcut === "identity");
  });
  const head = new Head(y.length, Float64Array.from(y), weights["head.w"], weights["head.b"]);

  return {
    /** Trains one epoch; returns the loss before its update. */
    epoch() {
      let h = relu(stem.forward(data), stemOutput);
      for (const block of blocks) h = block.forward(h);
      const loss = head.loss(h);
      let dh = head.backward();
      for (let i = blocks.length - 1; i >= 0; i--) dh = blocks[i].backward(dh);
      stem.backward(maskBy(dh, stemOutput));
      for (const part of [stem, ...blocks, head]) part.step(config.lr);
      return loss;
    },
  };
}
