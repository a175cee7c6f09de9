#include "matmul.h"

// Convolution as matrix products, a chunk of output rows ("lines") at a time, so that the columns
// that `unfold` makes are still in the cache when they are multiplied.
struct convolution {
  const real *x, *w, *dy;         // (n, channels, h, width), (out, channels, kh, kw), as y
  real *y, *dx, *dw;              // y: (n, out, oh, ow)
  real *columns, *pixels, *dw_t;  // room: (channels * kh * kw, pitch) or padded
                                  // pixels; (out, pitch); dw transposed, or vectors of it
  word n, channels, h, width, out, kh, kw, stride, padding, oh, ow;
  word lines, pitch;              // output rows in a chunk; pitch >= lines * ow
  word group;                     // images whose padded pixels have room at a time
};

enum direction { UNFOLD, FOLD };

static inline word smaller(word a, word b) { return a < b ? a : b; }

// Walks the lines first..last: each one's image and its row in it, without a division.
#define FOR_LINES(p, first, last)                                              \
  for (word line = (first), image = line / (p)->oh, i = line % (p)->oh; line < (last); \
       line++, image += i + 1 == (p)->oh, i = i + 1 == (p)->oh ? 0 : i + 1)

static inline word larger(word a, word b) { return a > b ? a : b; }

static inline void copy(real *to, const real *from, word count) {
  word j = 0;
  for (; j + LANES <= count; j += LANES) store(to + j, load(from + j));
  for (; j < count; j++) to[j] = from[j];
}

static inline void clear(real *to, word count) {
  for (word j = 0; j < count; j++) to[j] = 0;
}

// Copies a line of windows' pixels into columns: zeros, pixels begin..end, zeros.
static inline void unfold_line(const struct convolution *p, real *columns, const real *pixels,
                               word begin, word end) {
  clear(columns, begin);
  if (p->stride == 1) copy(columns + begin, pixels + begin, end - begin);
  else for (word j = begin; j < end; j++) columns[j] = pixels[j * p->stride];
  clear(columns + end, p->ow - end);
}

static inline void fold_line(const struct convolution *p, const real *columns, real *pixels,
                             word begin, word end) {
  for (word j = begin; j < end; j++) pixels[j * p->stride] += columns[j];
}

// Where images keep their size, the windows' pixels at one place of the kernel are a whole image,
// shifted: copied in one go. What came over its edges from the line before or after is cleared.
static void unfold_whole(const struct convolution *p, word first, word last) {
  const word count = p->h * p->width;
  real *row = p->columns;
  for (word c = 0; c < p->channels; c++)
    for (word a = -p->padding; a < p->kh - p->padding; a++)
      for (word b = -p->padding; b < p->kw - p->padding; b++, row += p->pitch) {
        const word shift = a * p->width + b, edge = smaller(b < 0 ? -b : b, p->width);
        const word begin = smaller(larger(-shift, 0), count);
        const word end = larger(smaller(count - shift, count), begin);
        real *columns = row;
        for (word image = first; image < last; image++, columns += count) {
          const real *pixels = p->x + (image * p->channels + c) * count + shift;
          clear(columns, begin);
          copy(columns + begin, pixels + begin, end - begin);
          clear(columns + end, count - end);
          real *cleared = columns + (b < 0 ? 0 : p->width - edge);
          if (edge) for (word i = 0; i < p->h; i++, cleared += p->width) clear(cleared, edge);
        }
      }
}

// Copies the windows of lines first..last from the images into columns, or adds the columns to them.
static inline __attribute__((always_inline)) void unfold(const struct convolution *p, real *images,
                                                         word first, word last,
                                                         enum direction direction) {
  real *row = p->columns;
  for (word c = 0; c < p->channels; c++)
    for (word a = 0; a < p->kh; a++)
      for (word b = 0; b < p->kw; b++, row += p->pitch) {
        const word shift = b - p->padding, room = p->width - shift;
        const word begin = shift < 0 ? smaller((p->stride - 1 - shift) / p->stride, p->ow) : 0;
        const word reach = room > 0 ? smaller((room + p->stride - 1) / p->stride, p->ow) : 0;
        const word end = reach > begin ? reach : begin;
        real *columns = row;
        FOR_LINES(p, first, last) {
          const word y = i * p->stride + a - p->padding;
          const word stop = y >= 0 && y < p->h ? end : begin;  // above and below, no pixels
          real *pixels = images + ((image * p->channels + c) * p->h + y) * p->width + shift;
          if (direction == UNFOLD) {
            unfold_line(p, columns, pixels, begin, stop);
          } else {
            fold_line(p, columns, pixels, begin, stop);
          }
          columns += p->ow;
        }
      }
}

static void unfold_x(const struct convolution *p, word first, word last) {
  const int same = p->stride == 1 && p->oh == p->h && p->ow == p->width;
  if (same && first % p->oh == 0 && last % p->oh == 0)
    unfold_whole(p, first / p->oh, last / p->oh);
  else unfold(p, (real *)p->x, first, last, UNFOLD);
}

// The numbers of lines first..last of dy as a matrix: (out, positions), or transposed.
static void gather(const struct convolution *p, word first, word last, word channel, word position) {
  FOR_LINES(p, first, last)
    for (word o = 0; o < p->out; o++) {
      const real *from = p->dy + ((image * p->out + o) * p->oh + i) * p->ow;
      real *to = p->pixels + o * channel + (line - first) * p->ow * position;
      for (word j = 0; j < p->ow; j++) to[j * position] = from[j];
    }
}

static void scatter(const struct convolution *p, word first, word last) {
  FOR_LINES(p, first, last)
    for (word o = 0; o < p->out; o++)
      copy(p->y + ((image * p->out + o) * p->oh + i) * p->ow,
           p->pixels + o * p->pitch + (line - first) * p->ow, p->ow);
}

// Where images keep their size and their rows are whole vectors, nothing is unfolded: the pixels of
// an image, with zeros around them, stay in the first cache, and each place of the kernel is where
// it is in them. In a browser that takes half the time for a few channels of small images; for many
// products, unfolding costs little beside them, and `multiply` is a tenth faster at them.
enum { OUTS = 4, VECTORS = 2, FEW_PRODUCTS = 8192 };

static inline int is_direct(const struct convolution *p) {
  const int keeps_size = p->stride == 1 && p->oh == p->h && p->ow == p->width;
  const int few = p->channels * p->out * p->h * p->width <= FEW_PRODUCTS;  // a kernel place and image
  return few && keeps_size && p->kh == 3 && p->kw == 3 && p->width % LANES == 0;
}

// Puts an image into the middle of its padded room; the zeros around it are there already.
static void pad(const struct convolution *p, word image, real *padded) {
  const word row = p->width + 2 * p->padding, high = p->h + 2 * p->padding;
  for (word c = 0; c < p->channels; c++)
    for (word y = 0; y < p->h; y++)
      copy(padded + (c * high + y + p->padding) * row + p->padding,
           p->x + ((image * p->channels + c) * p->h + y) * p->width, p->width);
}

static inline word padded_size(const struct convolution *p) {
  return p->channels * (p->h + 2 * p->padding) * (p->width + 2 * p->padding);
}

// Some vectors of some outputs of an image; `at` is where the first kernel place of each vector is.
static inline __attribute__((always_inline)) void direct_tile(const struct convolution *p, word o,
                                                              const word *at, real *y, int outs,
                                                              int vectors) {
  const word row = p->width + 2, inputs = 9 * p->channels, next = (p->h - 1) * row;
  const real *w[OUTS], *x[VECTORS];
  vector sums[OUTS][VECTORS];
  UNROLL for (int v = 0; v < vectors; v++) x[v] = p->columns + at[v];
  UNROLL for (int r = 0; r < outs; r++) {
    w[r] = p->w + (o + r) * inputs;
    UNROLL for (int v = 0; v < vectors; v++) sums[r][v] = (vector){};
  }
  for (word c = 0; c < p->channels; c++) {
    for (word a = 0; a < 3; a++) {
      UNROLL for (int b = 0; b < 3; b++) {
        vector pixels[VECTORS];
        UNROLL for (int v = 0; v < vectors; v++) pixels[v] = load(x[v] + b);
        UNROLL for (int r = 0; r < outs; r++) {
          const vector weight = splat(w[r][b]);
          UNROLL for (int v = 0; v < vectors; v++)
            sums[r][v] = multiply_add(weight, pixels[v], sums[r][v]);
        }
      }
      UNROLL for (int v = 0; v < vectors; v++) x[v] += row;
      UNROLL for (int r = 0; r < outs; r++) w[r] += 3;
    }
    UNROLL for (int v = 0; v < vectors; v++) x[v] += next;
  }
  UNROLL for (int r = 0; r < outs; r++)
    UNROLL for (int v = 0; v < vectors; v++)
      store(y + r * p->h * p->width + v * LANES, sums[r][v]);
}

static inline __attribute__((always_inline)) void direct_outs(const struct convolution *p, word image,
                                                              word o, int outs) {
  const word row = p->width + 2 * p->padding, space = p->h * p->width;
  real *y = p->y + (image * p->out + o) * space;
  word at[VECTORS], i = 0, j = 0, done = 0;
  while (done < space) {
    int vectors = 0;
    for (; vectors < VECTORS && done + vectors * LANES < space; vectors++) {
      at[vectors] = i * row + j;
      j += LANES;
      if (j == p->width) i++, j = 0;
    }
    if (vectors == VECTORS) direct_tile(p, o, at, y + done, outs, VECTORS);
    else direct_tile(p, o, at, y + done, outs, 1);
    done += vectors * LANES;
  }
}

static void direct(const struct convolution *p) {
  clear(p->columns, padded_size(p));
  for (word image = 0; image < p->n; image++) {
    pad(p, image, p->columns);
    word o = 0;
    for (; o + OUTS <= p->out; o += OUTS) direct_outs(p, image, o, OUTS);
    for (; o < p->out; o++) direct_outs(p, image, o, 1);
  }
}

// The sums of some outputs for a row of three kernel places, over some images, as vectors.
static inline __attribute__((always_inline)) void direct_dw_row(const struct convolution *p,
                                                                word images, const real *x,
                                                                const real *dy, real *sums,
                                                                int outs) {
  const word row = p->width + 2, space = p->h * p->width, inputs = 9 * p->channels;
  const word next_x = padded_size(p) - p->h * row, next_dy = (p->out - 1) * space;
  vector found[OUTS][3];
  UNROLL for (int r = 0; r < outs; r++)
    UNROLL for (int b = 0; b < 3; b++) found[r][b] = load(sums + (r * inputs + b) * LANES);
  for (word image = 0; image < images; image++, x += next_x, dy += next_dy)
    for (word i = 0; i < p->h; i++, x += row)
      for (word j = 0; j < p->width; j += LANES, dy += LANES) {
        vector pixels[3];
        UNROLL for (int b = 0; b < 3; b++) pixels[b] = load(x + j + b);
        UNROLL for (int r = 0; r < outs; r++) {
          const vector d = load(dy + r * space);
          UNROLL for (int b = 0; b < 3; b++) found[r][b] = multiply_add(d, pixels[b], found[r][b]);
        }
      }
  UNROLL for (int r = 0; r < outs; r++)
    UNROLL for (int b = 0; b < 3; b++) store(sums + (r * inputs + b) * LANES, found[r][b]);
}

static void direct_dw(const struct convolution *p) {
  const word inputs = 9 * p->channels, space = p->h * p->width;
  const word row = p->width + 2, high = p->h + 2;
  clear(p->columns, p->group * padded_size(p));
  clear(p->dw_t, inputs * p->out * LANES);
  for (word first = 0; first < p->n; first += p->group) {
    const word images = smaller(p->group, p->n - first);
    for (word i = 0; i < images; i++) pad(p, first + i, p->columns + i * padded_size(p));
    for (word o = 0; o < p->out;) {
      const word left = p->out - o;  // nine sums and what they are made of fit into registers
      const int outs = left == 2 || left == 4 ? 2 : left > 2 ? 3 : 1;
      const real *dy = p->dy + (first * p->out + o) * space;
      for (word c = 0; c < p->channels; c++)
        for (word a = 0; a < 3; a++) {
          const real *x = p->columns + (c * high + a) * row;
          real *sums = p->dw_t + (o * inputs + c * 9 + a * 3) * LANES;
          if (outs == 3) direct_dw_row(p, images, x, dy, sums, 3);
          else if (outs == 2) direct_dw_row(p, images, x, dy, sums, 2);
          else direct_dw_row(p, images, x, dy, sums, 1);
        }
      o += outs;
    }
  }
  for (word k = 0; k < inputs * p->out; k++) {
    p->dw[k] = 0;
    for (word lane = 0; lane < LANES; lane++) p->dw[k] += p->dw_t[k * LANES + lane];
  }
}

EXPORT(convolve)(const struct convolution *p) {
  if (is_direct(p)) {
    direct(p);
    return;
  }
  const word inputs = p->channels * p->kh * p->kw;
  for (word first = 0; first < p->n * p->oh; first += p->lines) {
    const word last = smaller(first + p->lines, p->n * p->oh);
    unfold_x(p, first, last);
    struct product y = {p->w, p->columns, p->pixels, p->out, (last - first) * p->ow, inputs,
                        inputs, 1, p->pitch, p->pitch};
    multiply(&y, 0);
    scatter(p, first, last);
  }
}

// Adds all columns of dy to the pixels that they came from.
static void fold(const struct convolution *p) {
  const word inputs = p->channels * p->kh * p->kw;
  for (word i = 0; i < p->n * p->channels * p->h * p->width; i++) p->dx[i] = 0;
  for (word first = 0; first < p->n * p->oh; first += p->lines) {
    const word last = smaller(first + p->lines, p->n * p->oh);
    gather(p, first, last, p->pitch, 1);
    struct product columns = {p->w, p->pixels, p->columns, inputs, (last - first) * p->ow, p->out,
                              1, inputs, p->pitch, p->pitch};
    multiply(&columns, 0);
    unfold(p, p->dx, first, last, FOLD);
  }
}

struct convolution_dx {
  struct convolution fold;
  struct convolution turned;  // at stride 1: dy is its x, dx its y; it has no images elsewhere
};

// Turns the kernels by half a circle; tells whether all of their numbers are finite.
static int turn(const struct convolution *p, real *turned) {
  real nothing = 0;
  for (word c = 0; c < p->channels; c++)
    for (word o = 0; o < p->out; o++)
      for (word at = p->kh * p->kw; at-- > 0;) {
        *turned = p->w[(o * p->channels + c) * p->kh * p->kw + at];
        nothing += *turned++ * 0;
      }
  return nothing == 0;
}

// At stride 1 dx is the convolution of dy with the turned kernels. That takes in the zeros around dy
// too, which are no business of numbers that are not finite.
EXPORT(convolve_dx)(const struct convolution_dx *p) {
  if (p->turned.n && turn(&p->fold, (real *)p->turned.w)) JOIN(convolve, SUFFIX)(&p->turned);
  else fold(&p->fold);
}

EXPORT(convolve_dw)(const struct convolution *p) {
  if (is_direct(p)) {
    direct_dw(p);
    return;
  }
  const word inputs = p->channels * p->kh * p->kw;
  for (word i = 0; i < inputs * p->out; i++) p->dw_t[i] = 0;
  for (word first = 0; first < p->n * p->oh; first += p->lines) {
    const word last = smaller(first + p->lines, p->n * p->oh);
    unfold_x(p, first, last);
    gather(p, first, last, 1, p->out);
    struct product dw = {p->columns, p->pixels, p->dw_t, inputs, p->out, (last - first) * p->ow,
                         p->pitch, 1, p->out, p->out};
    multiply(&dw, 1);
  }
  for (word o = 0; o < p->out; o++)
    for (word k = 0; k < inputs; k++) p->dw[o * inputs + k] = p->dw_t[k * p->out + o];
}
