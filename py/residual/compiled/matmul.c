#include "matmul.h"
#include "transpose.h"

// A tile of c is as large as 16 registers allow, beside a row of b, a number of a, and one register that
// the browser keeps for itself: the fastest of those tried for depths and widths of the explorer.
enum { TILE_ROWS = 6, SMALL_TILE_ROWS = 4, TILE_VECTORS = 2 };

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
  // A rest of 2 or 3 rows makes two small tiles of the last large one.
  const word rest = p->m % TILE_ROWS, split = rest == 2 || rest == 3 ? TILE_ROWS : 0;
  word i = 0;
  for (; i + TILE_ROWS <= p->m - rest - split; i += TILE_ROWS) tile(p, i, j, TILE_ROWS, vectors, add);
  for (; i + SMALL_TILE_ROWS <= p->m; i += SMALL_TILE_ROWS)
    tile(p, i, j, SMALL_TILE_ROWS, vectors, add);
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

void multiply(const struct product *p, int add) {
  word j = 0;
  for (; j + TILE_VECTORS * LANES <= p->n; j += TILE_VECTORS * LANES)
    strip(p, j, TILE_VECTORS, add);
  for (; j + LANES <= p->n; j += LANES) strip(p, j, 1, add);
  columns_left(p, j, add);
}

enum { FIRST_CACHE = 32 << 10 };

// Copies b to `rows`, row by row; squares of it at a time where its columns are contiguous.
static void gather(const struct matmul *call) {
  const struct product *p = &call->product;
  const word whole = p->b_row == 1 ? p->k / LANES * LANES : 0, columns = p->n / LANES * LANES;
  for (word k = 0; k < whole; k += LANES)
    for (word j = 0; j < columns; j += LANES)
      copy_transposed(p->b + k + j * call->b_column, call->b_column, call->rows + k * p->n + j, p->n);
  for (word k = 0; k < p->k; k++)
    for (word j = k < whole ? columns : 0; j < p->n; j++)
      call->rows[k * p->n + j] = p->b[k * p->b_row + j * call->b_column];
}

EXPORT(matmul)(const struct matmul *call) {
  struct product p = call->product;
  if (call->b_column != 1) {
    gather(call);
    p.b = call->rows;
    p.b_row = p.n;
  }
  // Where each number of k has a row of a transposed and a row of b (the gradient by the weights),
  // only as many at a time as stay in the first cache while they meet in all tiles of c.
  const word all = p.k, some = FIRST_CACHE / (word)sizeof(real) / (p.m + p.n) + 1;
  const int parts = p.a_row == 1 && some < all;
  if (parts) p.k = some;
  multiply(&p, call->add != 0);
  if (!parts) return;
  for (word k = some; k < all; k += some) {
    p.a += some * p.a_column;
    p.b += some * p.b_row;
    if (p.k > all - k) p.k = all - k;
    multiply(&p, 1);
  }
}
