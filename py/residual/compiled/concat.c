#include "vector.h"

// y = [x, f], example by example; without x there are zeros in its place.
struct concat {
  const real *x, *f;  // (rows, x_size) or none; (rows, f_size)
  real *y;            // (rows, x_size + f_size)
  word rows, x_size, f_size;
};

static inline real *copy(const real *from, real *to, word count) {
  word i = 0;
  for (; i + LANES <= count; i += LANES) store(to + i, load(from + i));
  for (; i < count; i++) to[i] = from[i];
  return to + count;
}

EXPORT(concat)(const struct concat *p) {
  real *y = p->y;
  for (word row = 0; row < p->rows; row++) {
    if (p->x) y = copy(p->x + row * p->x_size, y, p->x_size);
    else for (word i = 0; i < p->x_size; i++) *y++ = 0;
    y = copy(p->f + row * p->f_size, y, p->f_size);
  }
}

// The way back: each gets its part of dy. What comes to x is not asked for if it has been zeros.
struct split {
  const real *dy;
  real *dx, *df;
  word rows, x_size, f_size;
};

EXPORT(split)(const struct split *p) {
  const real *dy = p->dy;
  for (word row = 0; row < p->rows; row++, dy += p->x_size + p->f_size) {
    if (p->dx) copy(dy, p->dx + row * p->x_size, p->x_size);
    copy(dy + p->x_size, p->df + row * p->f_size, p->f_size);
  }
}
