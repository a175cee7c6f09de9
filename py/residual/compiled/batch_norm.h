// Batch normalisation, fused with the ReLU that may follow it: what its two layouts share.
#pragma once
#include "vector.h"

struct batch_norm {
  const real *x, *gamma, *beta, *skip;  // skip, if any, is added before the ReLU
  real *y, *x_hat, *inverse, *running_mean, *running_variance, *mean, *variance;
  word batch, channels, space, relu;
  double eps, momentum;
};

// The way back.
struct batch_norm_dx {
  const real *dy, *x_hat, *inverse, *gamma, *y;  // y only if it went through a ReLU
  real *dx, *dgamma, *dbeta;
  real *arrived;       // with y: what came through the ReLU; may be dx
  const real *around;  // what comes back to x on other ways, if any: added to dx; not dx itself
  word batch, channels, space;
};

// What of dy arrives, through the ReLU if there is one.
static inline vector arrived(const real *dy, const real *y, int relu) {
  return relu ? passed(load(dy), load(y)) : load(dy);
}

static inline real square_root(real x) {
  return sizeof(real) == sizeof(double) ? __builtin_sqrt(x) : __builtin_sqrtf(x);
}

// Lets the running statistics take their share of the batch's, the variance as the unbiased one.
static inline void record(const struct batch_norm *p) {
  const real momentum = p->momentum, count = p->batch * p->space;
  for (word c = 0; c < p->channels; c++) {
    const real unbiased = p->variance[c] * (count / (count - 1));
    p->running_mean[c] += momentum * (p->mean[c] - p->running_mean[c]);
    p->running_variance[c] += momentum * (unbiased - p->running_variance[c]);
  }
}

EXPORT(batch_norm_points)(const struct batch_norm *p);
EXPORT(batch_norm_points_dx)(const struct batch_norm_dx *p);
