// Batch normalisation by recorded statistics, of points and of images, (batch, channels, space); like
// the other, fused with the addition and the ReLU that may follow it.
#include "batch_norm.h"

struct batch_norm_recorded {
  const real *x, *gamma, *beta, *mean, *variance, *skip;
  real *y, *x_hat, *inverse;
  word batch, channels, space, relu;
  double eps;
};

EXPORT(batch_norm_recorded)(const struct batch_norm_recorded *p) {
  const real *restrict gamma = p->gamma, *restrict beta = p->beta, *restrict mean = p->mean;
  real *restrict inverse = p->inverse, *restrict x_hat = p->x_hat, *restrict y = p->y;
  const real *restrict x = p->x;
  const word channels = p->channels, space = p->space, count = p->batch * channels * space;
  for (word c = 0; c < channels; c++)
    inverse[c] = 1 / square_root(p->variance[c] + (real)p->eps);
  for (word i = 0; i < p->batch; i++) {
    if (space == 1) {  // a loop over channels alone can be vectors
      for (word c = 0; c < channels; c++) {
        x_hat[c] = (x[c] - mean[c]) * inverse[c];
        y[c] = x_hat[c] * gamma[c] + beta[c];
      }
    } else {
      for (word c = 0; c < channels; c++) {
        const word at = c * space;
        for (word s = 0; s < space; s++) {
          x_hat[at + s] = (x[at + s] - mean[c]) * inverse[c];
          y[at + s] = x_hat[at + s] * gamma[c] + beta[c];
        }
      }
    }
    x += channels * space, x_hat += channels * space, y += channels * space;
  }
  y = p->y;
  if (p->skip)
    for (word i = 0; i < count; i++) y[i] += p->skip[i];
  if (p->relu)
    for (word i = 0; i < count; i++) y[i] = y[i] <= 0 ? 0 : y[i];
}
