#include "convolution.h"

struct convolution {
  const real *from, *w;  // images to read; (out, channels, kernel)
  real *to;              // images to write
  real *side_by_side;    // room: (sources + 1, channels read, IMAGES)
  real *kernels;         // room: (channels written / ROWS, kernel, channels read, ROWS)
  struct places places;
  word n, out, channels, kernel;
};

// Brings some pixels of a channel of `images` images to lie side by side; `image` and `position` are
// the steps from one to the next.
static void pack_pixels(const real *from, word image, real *to, word position, word pixels,
                        word images) {
  word s = 0;
  if (images == IMAGES)
    for (; s + LANES <= pixels; s += LANES)
      UNROLL for (int i = 0; i < IMAGES; i += LANES)
        copy_transposed(from + i * image + s, image, to + s * position + i, position);
  for (; s < pixels; s++)
    for (word i = 0; i < IMAGES; i++) to[s * position + i] = i < images ? from[i * image + s] : 0;
}

// Brings some images to lie side by side: (position, channel, image). Those that are missing are 0.
static void pack_images(const struct convolution *p, word first, word depth) {
  const word images = smaller(IMAGES, p->n - first), space = p->places.sources;
  const word image = depth * space, position = depth * IMAGES;
  // A line of the cache at a time: neighbours in one are far apart in the other.
  for (word begin = 0; begin < space; begin += 8)
    for (word c = 0; c < depth; c++)
      pack_pixels(p->from + first * image + c * space + begin, image,
                  p->side_by_side + begin * position + c * IMAGES, position,
                  smaller(8, space - begin), images);
  real *nothing = p->side_by_side + space * position;
  for (word i = 0; i < position; i++) nothing[i] = 0;
}

// Brings the kernels of ROWS channels that are written side by side; channels that are missing are 0.
// Tells whether all numbers are finite.
static int pack_kernels(const struct convolution *p, word depth, word written, word depth_step,
                        word written_step) {
  real *to = p->kernels, nothing = 0;
  for (word first = 0; first < written; first += ROWS)
    for (word k = 0; k < p->kernel; k++)
      for (word c = 0; c < depth; c++)
        for (word r = 0; r < ROWS; r++) {
          const int there = first + r < written;
          const real w = there ? p->w[(first + r) * written_step + c * depth_step + k] : 0;
          nothing += w * 0;
          *to++ = w;
        }
  return nothing == 0;
}

// Some images of ROWS channels of the result, at one position.
static inline __attribute__((always_inline)) void sums_at(const struct convolution *p,
                                                          const real *kernels, word depth, word at,
                                                          int all_places,
                                                          real found[ROWS][IMAGES]) {
  const int *position = p->places.positions + at * p->kernel;
  const int *place = p->places.kernel_places + at * p->kernel;
  const word count = all_places ? p->kernel : p->places.within[at];
  vector sums[ROWS][2];
  UNROLL for (int r = 0; r < ROWS; r++) UNROLL for (int v = 0; v < 2; v++) sums[r][v] = (vector){};
  for (word k = 0; k < count; k++) {
    const real *x = p->side_by_side + position[k] * depth * IMAGES;
    const real *w = kernels + place[k] * depth * ROWS;
    for (word c = 0; c < depth; c++, x += IMAGES, w += ROWS) {
      const vector left = load(x), right = load(x + LANES);
      UNROLL for (int r = 0; r < ROWS; r++) {
        const vector weight = splat(w[r]);
        sums[r][0] = multiply_add(weight, left, sums[r][0]);
        sums[r][1] = multiply_add(weight, right, sums[r][1]);
      }
    }
  }
  UNROLL for (int r = 0; r < ROWS; r++)
    UNROLL for (int v = 0; v < 2; v++) store(found[r] + v * LANES, sums[r][v]);
}

// Some images of ROWS channels of the result: LANES positions at a time, if none is missing.
static void tile(const struct convolution *p, word first, word row, word depth, word written,
                 int all_places) {
  const word images = smaller(IMAGES, p->n - first), rows = smaller(ROWS, written - row);
  const word results = p->places.results, image = written * results;
  const real *kernels = p->kernels + row * p->kernel * depth;
  real *to = p->to + first * image + row * results, found[LANES][ROWS][IMAGES];
  word at = 0;
  if (images == IMAGES && rows == ROWS)
    for (; at + LANES <= results; at += LANES) {
      for (int l = 0; l < LANES; l++) sums_at(p, kernels, depth, at + l, all_places, found[l]);
      for (int r = 0; r < ROWS; r++)
        UNROLL for (int i = 0; i < IMAGES; i += LANES)
          copy_transposed(found[0][r] + i, ROWS * IMAGES, to + i * image + r * results + at, image);
    }
  for (; at < results; at++) {
    sums_at(p, kernels, depth, at, all_places, found[0]);
    for (word r = 0; r < rows; r++)
      for (word i = 0; i < images; i++) to[i * image + r * results + at] = found[0][r][i];
  }
}

static void over_images(const struct convolution *p, word depth, word written, int all_places) {
  for (word first = 0; first < p->n; first += IMAGES) {
    pack_images(p, first, depth);
    for (word row = 0; row < written; row += ROWS) tile(p, first, row, depth, written, all_places);
  }
}

// Zeros around the images matter only to a kernel that has numbers that are not finite.
EXPORT(convolve)(const struct convolution *p) {
  const int finite = pack_kernels(p, p->channels, p->out, p->kernel, p->channels * p->kernel);
  over_images(p, p->channels, p->out, !finite);
}

// The gradient by the images reads dy, and writes what comes to each pixel.
EXPORT(convolve_dx)(const struct convolution *p) {
  pack_kernels(p, p->out, p->channels, p->channels * p->kernel, p->kernel);
  over_images(p, p->out, p->channels, 0);
}
