// Batch normalisation of images, (batch, channels, space), a channel at a time.
#include "batch_norm.h"

static inline real sum_of(vector v) {
  real sum = 0;
  UNROLL for (int i = 0; i < LANES; i++) sum += v[i];
  return sum;
}

static real mean_of(const real *x, word batch, word step, word space) {
  real sum = 0;
  for (word i = 0; i < batch; i++, x += step) {
    vector sums = {};
    word s = 0;
    for (; s + LANES <= space; s += LANES) sums += load(x + s);
    for (; s < space; s++) sum += x[s];
    sum += sum_of(sums);
  }
  return sum / (batch * space);
}

static real variance_of(const real *x, real mean, word batch, word step, word space) {
  real sum = 0;
  for (word i = 0; i < batch; i++, x += step) {
    vector squares = {};
    word s = 0;
    for (; s + LANES <= space; s += LANES) {
      const vector from_mean = load(x + s) - mean;
      squares += from_mean * from_mean;
    }
    for (; s < space; s++) sum += (x[s] - mean) * (x[s] - mean);
    sum += sum_of(squares);
  }
  return sum / (batch * space);
}

EXPORT(batch_norm_images)(const struct batch_norm *p) {
  const word space = p->space, step = p->channels * space, relu = p->relu;
  for (word c = 0; c < p->channels; c++) {
    const real *x = p->x + c * space;
    const real mean = mean_of(x, p->batch, step, space);
    const real variance = variance_of(x, mean, p->batch, step, space);
    const real inverse = 1 / square_root(variance + (real)p->settings[0]);
    const real gamma = p->gamma[c], beta = p->beta[c];
    p->mean[c] = mean;
    p->variance[c] = variance;
    p->inverse[c] = inverse;
    for (word i = 0; i < p->batch; i++, x += step) {
      real *restrict x_hat = p->x_hat + c * space + i * step;
      real *restrict y = p->y + c * space + i * step;
      for (word s = 0; s < space; s++) {
        x_hat[s] = (x[s] - mean) * inverse;
        const real scaled = x_hat[s] * gamma + beta;
        y[s] = relu && scaled <= 0 ? 0 : scaled;
      }
    }
  }
  record(p);
}

static inline __attribute__((always_inline)) void all_dx(const struct batch_norm_dx *p, int relu) {
  const word space = p->space, step = p->channels * space;
  for (word c = 0; c < p->channels; c++) {
    real along = 0, sum = 0;
    for (word i = 0; i < p->batch; i++) {
      const word at = c * space + i * step;
      const real *dy = p->dy + at, *x_hat = p->x_hat + at, *y = relu ? p->y + at : dy;
      vector products = {}, sums = {};
      word s = 0;
      for (; s + LANES <= space; s += LANES) {
        const vector d = arrived(dy + s, y + s, relu);
        products += d * load(x_hat + s);
        sums += d;
      }
      for (; s < space; s++) {
        const real d = relu ? dy[s] * (y[s] > 0) : dy[s];
        along += d * x_hat[s];
        sum += d;
      }
      along += sum_of(products);
      sum += sum_of(sums);
    }
    p->dgamma[c] = along;
    p->dbeta[c] = sum;
    const real scale = p->gamma[c] * p->inverse[c], count = p->batch * space;
    along /= count;
    sum /= count;
    for (word i = 0; i < p->batch; i++) {
      const word at = c * space + i * step;
      const real *dy = p->dy + at, *x_hat = p->x_hat + at, *y = relu ? p->y + at : dy;
      real *restrict dx = p->dx + at;
      for (word s = 0; s < space; s++) {
        const real d = relu ? dy[s] * (y[s] > 0) : dy[s];
        dx[s] = scale * (d - sum - x_hat[s] * along);
      }
    }
  }
}

EXPORT(batch_norm_images_dx)(const struct batch_norm_dx *p) {
  if (p->y) all_dx(p, 1);
  else all_dx(p, 0);
}
