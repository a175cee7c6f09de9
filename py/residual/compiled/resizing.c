#include "vector.h"

// The largest pixel of each square of size by size, and which of the square's it is: the first of
// equals, the last NaN. The squares lie side by side; pixels that fill none are left out.
struct max_pool {
  const real *x;   // (images, h, w)
  real *y;         // (images, h / size, w / size)
  word *largest;   // of that shape
  word images, h, w, size;
};

static inline __attribute__((always_inline)) void pool(const struct max_pool *p, word size) {
  const real *x = p->x;
  real *y = p->y;
  word *largest = p->largest;
  for (word image = 0; image < p->images; image++, x += p->h * p->w)
    for (word i = 0; i + size <= p->h; i += size)
      for (word j = 0; j + size <= p->w; j += size) {
        real most = -__builtin_inf();
        word at = 0;
        for (word place = 0; place < size * size; place++) {
          const real pixel = x[(i + place / size) * p->w + j + place % size];
          const int larger = (pixel > most) | (pixel != pixel);
          most = larger ? pixel : most;
          at = larger ? place : at;
        }
        *y++ = most;
        *largest++ = at;
      }
}

EXPORT(max_pool)(const struct max_pool *p) {
  if (p->size == 2) pool(p, 2);
  else pool(p, p->size);
}

// dx = dy at the pixel that each came from, else 0 (NaN where dy is no finite number, as in NumPy).
struct max_pool_dx {
  const real *dy;
  const word *largest;
  real *dx;
  word images, h, w, size;
};

static inline __attribute__((always_inline)) void pool_dx(const struct max_pool_dx *p, word size) {
  const real *dy = p->dy;
  const word *largest = p->largest;
  real *dx = p->dx;
  for (word image = 0; image < p->images; image++, dx += p->h * p->w)
    for (word i = 0; i + size <= p->h; i += size)
      for (word j = 0; j + size <= p->w; j += size, dy++, largest++)
        for (word place = 0; place < size * size; place++)
          dx[(i + place / size) * p->w + j + place % size] = *dy * (*largest == place);
}

EXPORT(max_pool_dx)(const struct max_pool_dx *p) {
  if (p->h % p->size || p->w % p->size)
    for (word i = 0; i < p->images * p->h * p->w; i++) p->dx[i] = 0;
  if (p->size == 2) pool_dx(p, 2);
  else pool_dx(p, p->size);
}

// Each pixel becomes a square of 2 by 2.
struct upsample {
  const real *x;  // (rows, w): the lines of all images
  real *y;        // (2 rows, 2 w)
  word rows, w;
};

EXPORT(upsample)(const struct upsample *p) {
  const real *x = p->x;
  real *y = p->y;
  for (word row = 0; row < p->rows; row++, x += p->w, y += 4 * p->w)
    for (word j = 0; j < p->w; j++)
      y[2 * j] = y[2 * j + 1] = y[2 * (p->w + j)] = y[2 * (p->w + j) + 1] = x[j];
}

// The way back: the sum of each square, line by line.
struct upsample_dx {
  const real *dy;
  real *dx;
  word rows, w;
};

EXPORT(upsample_dx)(const struct upsample_dx *p) {
  const real *dy = p->dy;
  real *dx = p->dx;
  for (word row = 0; row < p->rows; row++, dx += p->w, dy += 4 * p->w)
    for (word j = 0; j < p->w; j++)
      dx[j] = (dy[2 * j] + dy[2 * j + 1]) + (dy[2 * (p->w + j)] + dy[2 * (p->w + j) + 1]);
}
