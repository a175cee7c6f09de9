#include "vector.h"

// One step of Adam for all parameters of a network: with g = grad + decay * value,
// m = keep_mean * m + (1 - keep_mean) * g; s = keep_square * s + (1 - keep_square) * g^2;
// value -= rate * (m / unbias_mean) / (sqrt(s / unbias_square) + eps).
struct adam {
  real *const *values;
  const real *const *grads;
  real *const *means;
  real *const *squares;
  const word *sizes;
  const double *loss;  // if there is one, and it is not finite, no step is taken
  word count;
  double rate, keep_mean, keep_square, unbias_mean, unbias_square, eps, decay;
};

EXPORT(adam)(const struct adam *call) {
  if (call->loss && !(*call->loss - *call->loss == 0)) return;
  const real rate = call->rate, eps = call->eps, decay = call->decay;
  const real keep_mean = call->keep_mean, take_mean = 1 - call->keep_mean;
  const real keep_square = call->keep_square, take_square = 1 - call->keep_square;
  const real unbias_mean = call->unbias_mean, unbias_square = call->unbias_square;
  for (word i = 0; i < call->count; i++) {
    real *restrict value = call->values[i];
    const real *restrict grad = call->grads[i];
    real *restrict mean = call->means[i], *restrict square = call->squares[i];
    for (word j = 0; j < call->sizes[i]; j++) {
      const real g = decay != 0 ? grad[j] + decay * value[j] : grad[j];
      mean[j] = keep_mean * mean[j] + take_mean * g;
      square[j] = keep_square * square[j] + take_square * (g * g);
      const real root = __builtin_elementwise_sqrt(square[j] / unbias_square);
      value[j] -= rate * (mean[j] / unbias_mean) / (root + eps);
    }
  }
}
