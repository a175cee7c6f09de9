// A dense layer and what follows it as one call: they cost fewer calls so, and what stands between
// them need not be kept: it is still in the cache when the next one reads it.
#include "batch_norm.h"
#include "matmul.h"

// The product, (batch, channels), is the norm's x.
struct affine_norm {
  struct matmul product;
  struct batch_norm norm;
};

EXPORT(affine_norm)(const struct affine_norm *p) {
  JOIN(matmul, SUFFIX)(&p->product);
  JOIN(batch_norm_points, SUFFIX)(&p->norm);
}

// Its way back: the norm's dx is what both products take. `dx` may add to what comes back on other
// ways, and what arrived at the norm is the gradient by its skip.
struct affine_norm_dx {
  struct batch_norm_dx norm;
  struct matmul dw, dx;
};

EXPORT(affine_norm_dx)(const struct affine_norm_dx *p) {
  JOIN(batch_norm_points_dx, SUFFIX)(&p->norm);
  JOIN(matmul, SUFFIX)(&p->dw);
  JOIN(matmul, SUFFIX)(&p->dx);
}
