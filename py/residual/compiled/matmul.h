// The matrix product that everything dense goes through.
#pragma once
#include "vector.h"

// c = a b, or c += a b: (m, k) times (k, n). Rows of b and c are contiguous, a has any strides.
struct product {
  const real *a, *b;
  real *c;
  word m, n, k;
  word a_row, a_column, b_row, c_row;
};

// Computes it, as matmul.c has it; adds to c if asked.
#define multiply JOIN(multiply, SUFFIX)
void multiply(const struct product *p, int add);

// What `matmul` takes. Where the rows of b are not contiguous they are first copied to `rows`.
struct matmul {
  struct product product;
  word b_column;
  real *rows;
  word add;  // to what is in c
};
EXPORT(matmul)(const struct matmul *call);
