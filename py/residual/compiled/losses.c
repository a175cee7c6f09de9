// The losses: the mean over the batch, its gradient by the logits, and what else a run asks of them.
#include "exponential.h"
#include "vector.h"

enum { LOSS, RIGHT };    // of what is found: the mean loss, and how many examples are in their class
enum { REFUSED = -1 };   // in place of how many are right: some labels are none; the loss is NaN

static void tell(double *found, double sum, word count, word right, int refused) {
  found[LOSS] = refused ? __builtin_nan("") : (real)(sum / (double)count);
  found[RIGHT] = refused ? REFUSED : right;
}

// Binary cross-entropy of logits and labels, 0 or 1.
struct binary_cross_entropy {
  const real *logits, *y;
  real *dlogits;
  double *found;
  word count;
};

EXPORT(binary_cross_entropy)(const struct binary_cross_entropy *p) {
  double sum = 0;
  word right = 0;
  int refused = 0;
  for (word i = 0; i < p->count; i++) {
    const real z = p->logits[i], y = p->y[i];
    const real small = exponential(z < 0 ? z : -z), above = z >= 0 ? 1 : small;
    sum += (z <= 0 ? 0 : z) - z * y + (real)logarithm_of_one_more(small);
    p->dlogits[i] = (above / (1 + small) - y) / (real)p->count;
    right += (z > 0) == (y == 1);
    refused |= !(y * (1 - y) == 0);
  }
  tell(p->found, sum, p->count, right, refused);
}

// The same as the article's listing writes it, with log(p + 1e-8).
struct binary_cross_entropy_of_listing {
  const real *logits, *y;
  real *dlogits;
  double *found;
  word count;
};

EXPORT(binary_cross_entropy_of_listing)(const struct binary_cross_entropy_of_listing *p) {
  const real little = 1e-8;
  double sum = 0;
  word right = 0;
  int refused = 0;
  for (word i = 0; i < p->count; i++) {
    const real z = p->logits[i], y = p->y[i];
    const real above = 1 / (1 + (real)exponential(-z));
    const real as_one = logarithm(above + little), as_zero = logarithm(1 - above + little);
    sum -= y * as_one + (1 - y) * as_zero;
    p->dlogits[i] = (above - y) / (real)p->count;
    right += (z > 0) == (y == 1);
    refused |= !(y * (1 - y) == 0);
  }
  tell(p->found, sum, p->count, right, refused);
}

// Cross-entropy of the softmax of logits, (rows, classes), and each row's class.
struct cross_entropy {
  const real *logits;
  const int64_t *y;
  real *dlogits;
  double *found;
  word rows, classes;
};

// Returns where the largest number of a row is: the first of equals, the first NaN.
static word largest(const real *x, word count) {
  word at = 0;
  for (word i = 1; i < count && x[at] == x[at]; i++)
    if (!(x[i] <= x[at])) at = i;
  return at;
}

EXPORT(cross_entropy)(const struct cross_entropy *p) {
  const real *z = p->logits;
  real *dz = p->dlogits;
  double sum = 0;
  word right = 0;
  int refused = 0;
  for (word row = 0; row < p->rows; row++, z += p->classes, dz += p->classes) {
    const int64_t y = p->y[row];
    const word most = largest(z, p->classes);
    real exponentials = 0;
    for (word k = 0; k < p->classes; k++) exponentials += (real)exponential(z[k] - z[most]);
    const real log_sum = logarithm(exponentials);
    for (word k = 0; k < p->classes; k++) {
      const real log_p = z[k] - z[most] - log_sum;
      if (k == y) sum -= log_p;
      dz[k] = ((real)exponential(log_p) - (k == y)) / (real)p->rows;
    }
    right += most == y;
    refused |= y < 0 || y >= p->classes;
  }
  tell(p->found, sum, p->rows, right, refused);
}

// Mean squared error of answers that are values. None is right or wrong.
struct mean_squared_error {
  const real *answers, *y;
  real *danswers;
  double *found;
  word count;
};

EXPORT(mean_squared_error)(const struct mean_squared_error *p) {
  const real count = p->count;
  double sum = 0;
  for (word i = 0; i < p->count; i++) {
    const real off = p->answers[i] - p->y[i];
    sum += off * off;
    p->danswers[i] = 2 * off / count;
  }
  tell(p->found, sum, p->count, 0, 0);
}
