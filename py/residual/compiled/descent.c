#include "vector.h"

// One step of gradient descent for all parameters of a network:
// v = momentum * v + grad + decay * value; value -= rate * v.
struct descent {
  real *const *values;
  const real *const *grads;
  real *const *velocities;
  const word *sizes;
  const double *loss;  // if there is one, and it is not finite, no step is taken
  word count;
  double rate, momentum, decay;
};

EXPORT(descent)(const struct descent *call) {
  if (call->loss && !(*call->loss - *call->loss == 0)) return;
  const real rate = call->rate, momentum = call->momentum, decay = call->decay;
  for (word i = 0; i < call->count; i++) {
    real *restrict value = call->values[i], *restrict v = call->velocities[i];
    const real *restrict grad = call->grads[i];
    for (word j = 0; j < call->sizes[i]; j++) {
      v[j] = momentum * v[j] + grad[j];
      if (decay != 0) v[j] += decay * value[j];
      value[j] -= rate * v[j];
    }
  }
}
