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

// A tile of c is as large as 16 registers allow, beside a row of b and a number of a: the fastest of
// those tried for depths and widths of the explorer.
enum { TILE_ROWS = 4, TILE_VECTORS = 2 };

// One tile of c, `rows` by `vectors` (both known when compiling), kept in registers while k runs.
static inline __attribute__((always_inline)) void tile(const struct product *p, word i, word j,
                                                       int rows, int vectors, int add) {
  vector sums[TILE_ROWS][TILE_VECTORS];
  UNROLL for (int r = 0; r < rows; r++)
    UNROLL for (int v = 0; v < vectors; v++) sums[r][v] = (vector){};
  const real *a = p->a + i * p->a_row, *b = p->b + j;
  for (word k = 0; k < p->k; k++, a += p->a_column, b += p->b_row) {
    vector row[TILE_VECTORS];
    UNROLL for (int v = 0; v < vectors; v++) row[v] = load(b + v * LANES);
    UNROLL for (int r = 0; r < rows; r++) {
      vector x = splat(a[r * p->a_row]);
      UNROLL for (int v = 0; v < vectors; v++) sums[r][v] = multiply_add(x, row[v], sums[r][v]);
    }
  }
  UNROLL for (int r = 0; r < rows; r++) {
    real *c = p->c + (i + r) * p->c_row + j;
    UNROLL for (int v = 0; v < vectors; v++) {
      vector before = add ? load(c + v * LANES) : (vector){};
      store(c + v * LANES, add ? before + sums[r][v] : sums[r][v]);
    }
  }
}

static inline __attribute__((always_inline)) void strip(const struct product *p, word j,
                                                        int vectors, int add) {
  word i = 0;
  for (; i + TILE_ROWS <= p->m; i += TILE_ROWS) tile(p, i, j, TILE_ROWS, vectors, add);
  for (; i < p->m; i++) tile(p, i, j, 1, vectors, add);
}

// The last columns, fewer than a vector.
static inline void columns_left(const struct product *p, word j, int add) {
  for (word i = 0; i < p->m; i++) {
    for (word column = j; column < p->n; column++) {
      const real *a = p->a + i * p->a_row, *b = p->b + column;
      real sum = 0;
      for (word k = 0; k < p->k; k++) sum += a[k * p->a_column] * b[k * p->b_row];
      real *c = p->c + i * p->c_row + column;
      *c = add ? *c + sum : sum;
    }
  }
}

static inline __attribute__((always_inline)) void multiply(const struct product *p, int add) {
  word j = 0;
  for (; j + TILE_VECTORS * LANES <= p->n; j += TILE_VECTORS * LANES)
    strip(p, j, TILE_VECTORS, add);
  for (; j + LANES <= p->n; j += LANES) strip(p, j, 1, add);
  columns_left(p, j, add);
}
