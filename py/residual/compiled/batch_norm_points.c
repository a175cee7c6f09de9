// Batch normalisation of points, (batch, channels), some channels at a time: few enough that their
// column of the batch stays in the first cache from one pass to the next. The last channels may be
// done twice, from the same numbers to the same numbers, so that no rest is left beside the vectors;
// there must be at least one vector of them. Where vectors leave no rest, x_hat may be x.
//
// The mean comes first and then the squares about it: one pass for both would be faster, and wrong
// where the mean is large.
#include "batch_norm.h"

enum { BLOCK = 4 };
#define EACH_VECTOR UNROLL for (int v = 0; v < vectors; v++)

// Adds a row, or its squares about the mean.
static inline __attribute__((always_inline)) void add_row(const real *x, int vectors,
                                                          const vector *mean, vector *sums) {
  EACH_VECTOR {
    const vector from_mean = load(x + v * LANES) - (mean ? mean[v] : (vector){});
    sums[v] = mean ? multiply_add(from_mean, from_mean, sums[v]) : sums[v] + from_mean;
  }
}

// Adds all rows: the odd ones apart, so that not each addition has to wait for the one before.
static inline __attribute__((always_inline)) void add_rows(const struct batch_norm *p, word c,
                                                           int vectors, const vector *mean,
                                                           vector *sums) {
  const word row = p->channels;
  const real *x = p->x + c;
  vector odd[BLOCK];
  EACH_VECTOR sums[v] = odd[v] = (vector){};
  for (word pairs = p->batch / 2; pairs > 0; pairs--, x += 2 * row) {
    add_row(x, vectors, mean, sums);
    add_row(x + row, vectors, mean, odd);
  }
  if (p->batch % 2) add_row(x, vectors, mean, sums);
  EACH_VECTOR sums[v] += odd[v];
}

static inline __attribute__((always_inline)) void standardize(const struct batch_norm *p, word c,
                                                              int vectors, int relu, int skips) {
  const word rows = p->batch, row = p->channels;
  const real eps = p->eps;
  vector mean[BLOCK], inverse[BLOCK], gamma[BLOCK], beta[BLOCK];
  add_rows(p, c, vectors, NULL, mean);
  EACH_VECTOR {
    mean[v] /= (real)rows;
    store(p->mean + c + v * LANES, mean[v]);
  }
  add_rows(p, c, vectors, mean, inverse);
  EACH_VECTOR {
    const word at = c + v * LANES;
    const vector variance = inverse[v] / (real)rows;
    inverse[v] = 1 / __builtin_elementwise_sqrt(variance + eps);
    store(p->variance + at, variance);
    store(p->inverse + at, inverse[v]);
    gamma[v] = load(p->gamma + at);
    beta[v] = load(p->beta + at);
  }
  const real *x = p->x + c, *skip = skips ? p->skip + c : x;
  real *x_hat = p->x_hat + c, *y = p->y + c;
  for (word i = 0; i < rows; i++, x += row, skip += row, x_hat += row, y += row)
    EACH_VECTOR {
      const vector standard = (load(x + v * LANES) - mean[v]) * inverse[v];
      store(x_hat + v * LANES, standard);
      vector scaled = standard * gamma[v] + beta[v];
      if (skips) scaled += load(skip + v * LANES);
      store(y + v * LANES, relu ? positive_part(scaled) : scaled);
    }
}

static inline __attribute__((always_inline)) void all(const struct batch_norm *p, int relu,
                                                      int skips) {
  word c = 0;
  for (; c + BLOCK * LANES <= p->channels; c += BLOCK * LANES) standardize(p, c, BLOCK, relu, skips);
  for (; c + LANES <= p->channels; c += LANES) standardize(p, c, 1, relu, skips);
  if (c < p->channels) standardize(p, p->channels - LANES, 1, relu, skips);
  record(p);
}

EXPORT(batch_norm_points)(const struct batch_norm *p) {
  if (p->skip && p->relu) all(p, 1, 1);
  else if (p->skip) all(p, 0, 1);
  else if (p->relu) all(p, 1, 0);
  else all(p, 0, 0);
}

static inline __attribute__((always_inline)) void go_back(const struct batch_norm_dx *p, word c,
                                                          int vectors, int relu, int others) {
  const word rows = p->batch, row = p->channels;
  vector along[BLOCK], sums[BLOCK], scale[BLOCK];
  EACH_VECTOR along[v] = sums[v] = (vector){};
  const real *dy = p->dy + c, *x_hat = p->x_hat + c, *y = relu ? p->y + c : dy;
  real *arrives = p->arrived + c;
  for (word i = 0; i < rows; i++, dy += row, x_hat += row, y += row, arrives += row)
    EACH_VECTOR {
      const vector d = arrived(dy + v * LANES, y + v * LANES, relu);
      if (relu) store(arrives + v * LANES, d);
      along[v] = multiply_add(d, load(x_hat + v * LANES), along[v]);
      sums[v] += d;
    }
  EACH_VECTOR {
    const word at = c + v * LANES;
    store(p->dgamma + at, along[v]);
    store(p->dbeta + at, sums[v]);
    scale[v] = load(p->gamma + at) * load(p->inverse + at);
    along[v] /= (real)-rows;
    sums[v] /= (real)rows;
  }
  dy = relu ? p->arrived + c : p->dy + c, x_hat = p->x_hat + c;
  real *dx = p->dx + c;
  const real *around = others ? p->around + c : dy;
  for (word i = 0; i < rows; i++, dy += row, x_hat += row, dx += row, around += row)
    EACH_VECTOR {
      const vector d = load(dy + v * LANES);
      const vector rest = multiply_add(load(x_hat + v * LANES), along[v], d - sums[v]);
      const vector own = scale[v] * rest;
      store(dx + v * LANES, others ? own + load(around + v * LANES) : own);
    }
}

static inline __attribute__((always_inline)) void all_dx(const struct batch_norm_dx *p, int relu,
                                                         int others) {
  word c = 0;
  for (; c + BLOCK * LANES <= p->channels; c += BLOCK * LANES) go_back(p, c, BLOCK, relu, others);
  for (; c + LANES <= p->channels; c += LANES) go_back(p, c, 1, relu, others);
  if (c < p->channels) go_back(p, p->channels - LANES, 1, relu, others);
}

EXPORT(batch_norm_points_dx)(const struct batch_norm_dx *p) {
  if (p->y && p->around) all_dx(p, 1, 1);
  else if (p->y) all_dx(p, 1, 0);
  else if (p->around) all_dx(p, 0, 1);
  else all_dx(p, 0, 0);
}
