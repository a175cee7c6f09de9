// Batch normalisation of images, (batch, channels, space), a channel at a time.
#include "batch_norm.h"

// Each image has a vector of sums of its own, so that few additions wait for the one before.
static real mean_of(const real *x, word batch, word step, word space) {
  vector all = {};
  real rest = 0;
  for (word i = 0; i < batch; i++, x += step) {
    vector sums = {};
    word s = 0;
    for (; s + LANES <= space; s += LANES) sums += load(x + s);
    for (; s < space; s++) rest += x[s];
    all += sums;
  }
  return (sum_of(all) + rest) / (batch * space);
}

static real variance_of(const real *x, real mean, word batch, word step, word space) {
  vector all = {};
  real rest = 0;
  for (word i = 0; i < batch; i++, x += step) {
    vector squares = {};
    word s = 0;
    for (; s + LANES <= space; s += LANES) {
      const vector from_mean = load(x + s) - mean;
      squares = multiply_add(from_mean, from_mean, squares);
    }
    for (; s < space; s++) rest += (x[s] - mean) * (x[s] - mean);
    all += squares;
  }
  return (sum_of(all) + rest) / (batch * space);
}

// Writes x_hat and y of one channel of one image. x_hat may be x.
static inline __attribute__((always_inline)) void standardize(const struct batch_norm *p, word at,
                                                              word c, int relu, int skips) {
  const word space = p->space;
  const real mean = p->mean[c], inverse = p->inverse[c], gamma = p->gamma[c], beta = p->beta[c];
  const real *x = p->x + at, *skip = skips ? p->skip + at : x;
  real *x_hat = p->x_hat + at, *y = p->y + at;
  word s = 0;
  for (; s + LANES <= space; s += LANES) {
    const vector standard = (load(x + s) - mean) * inverse;
    vector scaled = standard * gamma + beta;
    if (skips) scaled += load(skip + s);
    store(x_hat + s, standard);
    store(y + s, relu ? positive_part(scaled) : scaled);
  }
  for (; s < space; s++) {
    const real standard = (x[s] - mean) * inverse;
    real scaled = standard * gamma + beta;
    if (skips) scaled += skip[s];
    x_hat[s] = standard;
    y[s] = relu && scaled <= 0 ? 0 : scaled;
  }
}

static inline __attribute__((always_inline)) void all(const struct batch_norm *p, int relu,
                                                      int skips) {
  const word space = p->space, step = p->channels * space;
  for (word c = 0; c < p->channels; c++) {
    const real *x = p->x + c * space;
    const real mean = p->mean[c] = mean_of(x, p->batch, step, space);
    p->variance[c] = variance_of(x, mean, p->batch, step, space);
    p->inverse[c] = 1 / square_root(p->variance[c] + (real)p->eps);
    for (word i = 0; i < p->batch; i++) standardize(p, c * space + i * step, c, relu, skips);
  }
  record(p);
}

EXPORT(batch_norm_images)(const struct batch_norm *p) {
  if (p->skip && p->relu) all(p, 1, 1);
  else if (p->skip) all(p, 0, 1);
  else if (p->relu) all(p, 1, 0);
  else all(p, 0, 0);
}

static inline __attribute__((always_inline)) void all_dx(const struct batch_norm_dx *p, int relu,
                                                         int others) {
  const word space = p->space, step = p->channels * space;
  for (word c = 0; c < p->channels; c++) {
    vector all_products = {}, all_sums = {};
    real along = 0, sum = 0;
    for (word i = 0; i < p->batch; i++) {
      const word at = c * space + i * step;
      const real *dy = p->dy + at, *x_hat = p->x_hat + at, *y = relu ? p->y + at : dy;
      real *arrives = p->arrived + at;
      vector products = {}, sums = {};
      word s = 0;
      for (; s + LANES <= space; s += LANES) {
        const vector d = arrived(dy + s, y + s, relu);
        if (relu) store(arrives + s, d);
        products = multiply_add(d, load(x_hat + s), products);
        sums += d;
      }
      for (; s < space; s++) {
        const real d = relu ? dy[s] * (y[s] > 0) : dy[s];
        if (relu) arrives[s] = d;
        along += d * x_hat[s];
        sum += d;
      }
      all_products += products;
      all_sums += sums;
    }
    along += sum_of(all_products);
    sum += sum_of(all_sums);
    p->dgamma[c] = along;
    p->dbeta[c] = sum;
    const real scale = p->gamma[c] * p->inverse[c], count = p->batch * space;
    along /= count;
    sum /= count;
    for (word i = 0; i < p->batch; i++) {
      const word at = c * space + i * step;
      const real *d = (relu ? p->arrived : p->dy) + at, *x_hat = p->x_hat + at;
      const real *around = others ? p->around + at : d;
      real *dx = p->dx + at;
      word s = 0;
      for (; s + LANES <= space; s += LANES) {
        const vector own = scale * (load(d + s) - sum - load(x_hat + s) * along);
        store(dx + s, others ? own + load(around + s) : own);
      }
      for (; s < space; s++) {
        const real own = scale * (d[s] - sum - x_hat[s] * along);
        dx[s] = others ? own + around[s] : own;
      }
    }
  }
}

EXPORT(batch_norm_images_dx)(const struct batch_norm_dx *p) {
  if (p->y && p->around) all_dx(p, 1, 1);
  else if (p->y) all_dx(p, 1, 0);
  else if (p->around) all_dx(p, 0, 1);
  else all_dx(p, 0, 0);
}
