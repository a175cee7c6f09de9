#include "vector.h"

// The mean of each row of x, which is one channel of one image.
struct average {
  const real *x;  // (rows, space)
  real *y;        // (rows,)
  word rows, space;
};

// Sums in the order of NumPy, which holds for up to 128 numbers: eight sums side by side.
static real sum_in_eights(const real *x, word count) {
  real sum = 0;
  word i = 0;
  if (count >= 8) {
    real sums[8];
    UNROLL for (int k = 0; k < 8; k++) sums[k] = x[k];
    for (i = 8; i + 8 <= count; i += 8) UNROLL for (int k = 0; k < 8; k++) sums[k] += x[i + k];
    sum = ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
  }
  for (; i < count; i++) sum += x[i];
  return sum;
}

EXPORT(average)(const struct average *p) {
  for (word row = 0; row < p->rows; row++)
    p->y[row] = sum_in_eights(p->x + row * p->space, p->space) / (real)p->space;
}

// The way back: an equal share for each pixel.
struct average_dx {
  const real *dy;
  real *dx;
  word rows, space;
};

EXPORT(average_dx)(const struct average_dx *p) {
  real *dx = p->dx;
  for (word row = 0; row < p->rows; row++) {
    const real share = p->dy[row] / (real)p->space;
    for (word s = 0; s < p->space; s++) *dx++ = share;
  }
}

// y has every `stride`-th pixel of x, and channels of zeros beside those.
struct subsample {
  const real *x;  // (n, channels, h, w)
  real *y;        // (n, made, (h - 1) / stride + 1, (w - 1) / stride + 1)
  word n, channels, h, w, made, stride;
};

EXPORT(subsample)(const struct subsample *p) {
  const word left_out = (p->made - p->channels) * ((p->h - 1) / p->stride + 1) *
                        ((p->w - 1) / p->stride + 1);
  const real *x = p->x;
  real *y = p->y;
  for (word image = 0; image < p->n; image++) {
    for (word c = 0; c < p->channels; c++, x += p->h * p->w)
      for (word i = 0; i < p->h; i += p->stride)
        for (word j = 0; j < p->w; j += p->stride) *y++ = x[i * p->w + j];
    for (word i = 0; i < left_out; i++) *y++ = 0;
  }
}

// The way back: dy at the pixels that were taken, else 0.
struct subsample_dx {
  const real *dy;
  real *dx;
  word n, channels, h, w, made, stride;
};

EXPORT(subsample_dx)(const struct subsample_dx *p) {
  const word left_out = (p->made - p->channels) * ((p->h - 1) / p->stride + 1) *
                        ((p->w - 1) / p->stride + 1);
  const real *dy = p->dy;
  real *dx = p->dx;
  for (word i = 0; i < p->n * p->channels * p->h * p->w; i++) dx[i] = 0;
  for (word image = 0; image < p->n; image++, dy += left_out)
    for (word c = 0; c < p->channels; c++, dx += p->h * p->w)
      for (word i = 0; i < p->h; i += p->stride)
        for (word j = 0; j < p->w; j += p->stride) dx[i * p->w + j] = *dy++;
}
