#include "matmul.h"

// c = a b. Where the rows of b are not contiguous they are first copied to `rows`.
struct matmul {
  struct product product;
  word b_column;
  real *rows;
};

EXPORT(matmul)(const struct matmul *call) {
  struct product p = call->product;
  if (call->b_column != 1) {
    for (word k = 0; k < p.k; k++)
      for (word j = 0; j < p.n; j++)
        call->rows[k * p.n + j] = p.b[k * p.b_row + j * call->b_column];
    p.b = call->rows;
    p.b_row = p.n;
  }
  multiply(&p, 0);
}
