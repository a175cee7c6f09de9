#include "vector.h"

// y = max(x, 0); count numbers.
struct relu {
  const real *x;
  real *y;
  word count;
};

EXPORT(relu)(const struct relu *call) {
  word i = 0;
  for (; i + LANES <= call->count; i += LANES) store(call->y + i, positive_part(load(call->x + i)));
  for (; i < call->count; i++) call->y[i] = call->x[i] <= 0 ? 0 : call->x[i];
}

// dx = dy where y > 0, else 0 (NaN where dy is no finite number, as NumPy has it).
struct relu_dx {
  const real *dy, *y;
  real *dx;
  word count;
};

EXPORT(relu_dx)(const struct relu_dx *call) {
  word i = 0;
  for (; i + LANES <= call->count; i += LANES)
    store(call->dx + i, passed(load(call->dy + i), load(call->y + i)));
  for (; i < call->count; i++) call->dx[i] = call->dy[i] * (call->y[i] > 0);
}

// sum = a + b.
struct add {
  const real *a, *b;
  real *sum;
  word count;
};

EXPORT(add)(const struct add *call) {
  word i = 0;
  for (; i + LANES <= call->count; i += LANES)
    store(call->sum + i, load(call->a + i) + load(call->b + i));
  for (; i < call->count; i++) call->sum[i] = call->a[i] + call->b[i];
}

// y += b, for every row of y, (rows, columns).
struct add_bias {
  real *y;
  const real *b;
  word rows, columns;
};

EXPORT(add_bias)(const struct add_bias *call) {
  const real *restrict b = call->b;
  for (word i = 0; i < call->rows; i++) {
    real *restrict y = call->y + i * call->columns;
    for (word j = 0; j < call->columns; j++) y[j] += b[j];
  }
}

// sums[j] = the sum of column j of x, (rows, columns).
struct column_sums {
  const real *x;
  real *sums;
  word rows, columns;
};

EXPORT(column_sums)(const struct column_sums *call) {
  real *restrict sums = call->sums;
  for (word j = 0; j < call->columns; j++) sums[j] = 0;
  for (word i = 0; i < call->rows; i++) {
    const real *x = call->x + i * call->columns;
    for (word j = 0; j < call->columns; j++) sums[j] += x[j];
  }
}

// y += b, for every pixel of each channel of y, (n, channels, space).
struct add_channel_bias {
  real *y;
  const real *b;
  word n, channels, space;
};

EXPORT(add_channel_bias)(const struct add_channel_bias *call) {
  real *y = call->y;
  for (word i = 0; i < call->n; i++)
    for (word c = 0; c < call->channels; c++, y += call->space) {
      const real b = call->b[c];
      for (word s = 0; s < call->space; s++) y[s] += b;
    }
}

// sums[c] = the sum of channel c of x, (n, channels, space).
struct channel_sums {
  const real *x;
  real *sums;
  word n, channels, space;
};

EXPORT(channel_sums)(const struct channel_sums *call) {
  const word space = call->space, step = call->channels * space;
  for (word c = 0; c < call->channels; c++) {
    const real *x = call->x + c * space;
    vector sums = {};
    real sum = 0;
    for (word i = 0; i < call->n; i++, x += step) {
      word s = 0;
      for (; s + LANES <= space; s += LANES) sums += load(x + s);
      for (; s < space; s++) sum += x[s];
    }
    call->sums[c] = sum + sum_of(sums);
  }
}
