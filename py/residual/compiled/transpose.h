// Squares of numbers whose rows become columns, as vectors.
#pragma once
#include "vector.h"

// Returns one half of two vectors, number by number in turns.
static inline __attribute__((always_inline)) vector zip(vector a, vector b, int from) {
  vector zipped;
  UNROLL for (int i = 0; i < LANES / 2; i++) {
    zipped[2 * i] = a[from + i];
    zipped[2 * i + 1] = b[from + i];
  }
  return zipped;
}

// Transposes a square: number j of row i becomes number i of row j. Each round deals the rows out once
// more, like cards, until all numbers of a row have found each other.
static inline __attribute__((always_inline)) void transpose(vector rows[LANES]) {
  UNROLL for (int round = 1; round < LANES; round *= 2) {
    vector dealt[LANES];
    UNROLL for (int i = 0; i < LANES / 2; i++) {
      dealt[2 * i] = zip(rows[i], rows[i + LANES / 2], 0);
      dealt[2 * i + 1] = zip(rows[i], rows[i + LANES / 2], LANES / 2);
    }
    UNROLL for (int i = 0; i < LANES; i++) rows[i] = dealt[i];
  }
}

// Copies a square of LANES by LANES numbers, transposed; each step leads from row to row.
static inline __attribute__((always_inline)) void copy_transposed(const real *from, word from_step,
                                                                  real *to, word to_step) {
  vector rows[LANES];
  UNROLL for (int i = 0; i < LANES; i++) rows[i] = load(from + i * from_step);
  transpose(rows);
  UNROLL for (int i = 0; i < LANES; i++) store(to + i * to_step, rows[i]);
}
