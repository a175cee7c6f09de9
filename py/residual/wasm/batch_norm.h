// Batch normalisation, fused with the ReLU that may follow it: what its two layouts share.
#pragma once
#include "vector.h"

struct batch_norm {
  const real *x, *gamma, *beta;
  real *y, *x_hat, *inverse, *running_mean, *running_variance, *mean, *variance;
  word batch, channels, space, relu;
  const double *settings;  // eps, momentum
};

// The way back.
struct batch_norm_dx {
  const real *dy, *x_hat, *inverse, *gamma, *y;  // y only if it went through a ReLU
  real *dx, *dgamma, *dbeta;
  word batch, channels, space;
};

// What of dy came through the ReLU, if there is one.
static inline __attribute__((always_inline)) vector passed(const real *dy, const real *y, int relu) {
  return relu ? load(dy) * where(load(y) > 0, splat(1)) : load(dy);
}

static inline real square_root(real x) {
  return sizeof(real) == sizeof(double) ? __builtin_sqrt(x) : __builtin_sqrtf(x);
}

// Lets the running statistics take their share of the batch's, the variance as the unbiased one.
static inline void record(const struct batch_norm *p) {
  const real momentum = p->settings[1], count = p->batch * p->space;
  for (word c = 0; c < p->channels; c++) {
    const real unbiased = p->variance[c] * (count / (count - 1));
    p->running_mean[c] += momentum * (p->mean[c] - p->running_mean[c]);
    p->running_variance[c] += momentum * (unbiased - p->running_variance[c]);
  }
}
